#include "core/formats/json_extras.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/formats/json_write.h"

namespace bowman {
namespace {

using nlohmann::json;
using Value = Extras::mapped_type;

bool isNumber(const Value& value) {
    const std::string* text = std::get_if<std::string>(&value);
    return !text || *text == "NaN" || *text == "Infinity" || *text == "-Infinity";
}

template <typename Wanted>
std::string members(const Annotation& a, Wanted wanted) {
    std::string out;
    for (const auto& [name, value] : a.extras) {
        if (!wanted(value)) continue;
        if (!out.empty()) out += ',';
        out += jsonText(name) + ":";
        if (const double* number = std::get_if<double>(&value)) appendNumber(out, *number);
        else out += jsonText(std::get<std::string>(value));
    }
    return out;
}

}  // namespace

void putExtra(Annotation& a, const std::string& name, double value) {
    if (std::isfinite(value)) a.extras[name] = value + 0.0;   // no −0
    else a.extras[name] = std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

void ExtrasReader::read(const json& object, std::initializer_list<std::string_view> known, Annotation& a) {
    for (const auto& [name, value] : object.items()) {
        if (value.is_null() || std::find(known.begin(), known.end(), name) != known.end()) continue;
        if (value.is_number()) putExtra(a, name, value.get<double>());
        else if (value.is_string()) a.extras[name] = value.get<std::string>();
        else if (value.is_boolean()) a.extras[name] = value.get<bool>() ? "true" : "false";
        else ++m_leftOut;
    }
}

std::string extraMembers(const Annotation& a) {
    return members(a, [](const Value&) { return true; });
}

std::string extraNumberMembers(const Annotation& a) { return members(a, isNumber); }

std::string extraTextMembers(const Annotation& a) {
    return members(a, [](const Value& value) { return !isNumber(value); });
}

}  // namespace bowman
