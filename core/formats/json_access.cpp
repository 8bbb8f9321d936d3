#include "core/formats/json_access.h"

#include <nlohmann/json.hpp>

namespace bowman {

using nlohmann::json;

std::string nameOfType(const json& value) {
    return std::string(value.is_array() || value.is_binary() ? "a list" : value.is_object() ? "an object" : value.is_string() ? "a text"
                       : value.is_number() ? "a number" : value.is_null() ? "null" : "true or false");
}

const json* member(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const json& asList(const json& value, const JsonPlace& at) {
    if (!value.is_array()) at.fail("a list was expected, not " + nameOfType(value));
    return value;
}

const json& asObject(const json& value, const JsonPlace& at) {
    if (!value.is_object()) at.fail("an object was expected, not " + nameOfType(value));
    return value;
}

std::string asText(const json& value, const JsonPlace& at) {
    if (!value.is_string()) at.fail("a text was expected, not " + nameOfType(value));
    return value.get<std::string>();
}

}  // namespace bowman
