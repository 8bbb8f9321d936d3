#include "models/weights/safetensors.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/files.h"

namespace bowman {
namespace {

using nlohmann::json;
static_assert(std::endian::native == std::endian::little, "safetensors are little-endian and are copied as they are");

constexpr std::uint64_t kLargestHeader = 100'000'000;  // the limit of the reference implementation
constexpr const char* kWhat = "model file is not usable";

/// Bytes of an element; 0 = unknown type.
std::uint64_t bytesOf(const std::string& dtype) {
    static const std::map<std::string, std::uint64_t> kSizes = {
        {"F64", 8}, {"F32", 4}, {"F16", 2}, {"BF16", 2}, {"I64", 8}, {"I32", 4}, {"I16", 2}, {"I8", 1},
        {"U64", 8}, {"U32", 4}, {"U16", 2}, {"U8", 1}, {"BOOL", 1}, {"F8_E5M2", 1}, {"F8_E4M3", 1}};
    const auto found = kSizes.find(dtype);
    return found == kSizes.end() ? 0 : found->second;
}

/// Why this entry is impossible; empty where it is fine.
std::string readEntry(const json& entry, std::uint64_t dataBytes, StoredTensor& tensor) {
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets"))
        return "dtype, shape or data_offsets is missing";
    const json& offsets = entry["data_offsets"];
    if (!entry["dtype"].is_string() || !entry["shape"].is_array() || !offsets.is_array() || offsets.size() != 2 ||
        !offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned())
        return "dtype, shape or data_offsets has the wrong form";
    tensor.dtype = entry["dtype"].get<std::string>();
    std::uint64_t bytes = bytesOf(tensor.dtype);
    if (bytes == 0) return "unknown dtype \"" + tensor.dtype + "\"";
    for (const json& extent : entry["shape"]) {
        if (!extent.is_number_unsigned()) return "shape has an entry that is not a size";
        const std::uint64_t n = extent.get<std::uint64_t>();
        if (n != 0 && bytes > std::numeric_limits<std::int64_t>::max() / n) return "shape is larger than any memory";
        bytes *= n;
        tensor.shape.push_back(static_cast<std::int64_t>(n));
    }
    tensor.begin = offsets[0].get<std::uint64_t>();
    tensor.end = offsets[1].get<std::uint64_t>();
    if (tensor.begin > tensor.end || tensor.end > dataBytes)
        return "bytes " + std::to_string(tensor.begin) + " to " + std::to_string(tensor.end) + " lie outside the file's " + std::to_string(dataBytes);
    if (tensor.end - tensor.begin != bytes)
        return "its shape needs " + std::to_string(bytes) + " bytes, its offsets hold " + std::to_string(tensor.end - tensor.begin);
    return {};
}

/// Every byte of the data belongs to one tensor: the format knows neither overlaps nor holes.
Result<void> checkLayout(const SafetensorsHeader& header, std::uint64_t dataBytes, const std::string& file) {
    std::vector<std::pair<const std::string*, const StoredTensor*>> byPlace;
    for (const auto& [name, tensor] : header.tensors)
        if (tensor.begin != tensor.end) byPlace.emplace_back(&name, &tensor);
    std::sort(byPlace.begin(), byPlace.end(), [](const auto& a, const auto& b) { return a.second->begin < b.second->begin; });
    std::uint64_t end = 0;
    for (std::size_t i = 0; i < byPlace.size(); ++i) {
        const auto& [name, tensor] = byPlace[i];
        if (tensor->begin < end) return Error{kWhat, file, "tensors " + *byPlace[i - 1].first + " and " + *name + " overlap"};
        if (tensor->begin > end)
            return Error{kWhat, file, "bytes " + std::to_string(end) + " to " + std::to_string(tensor->begin) + ", before tensor " + *name + ", belong to no tensor"};
        end = tensor->end;
    }
    if (end != dataBytes)
        return Error{kWhat, file, "bytes " + std::to_string(end) + " to " + std::to_string(dataBytes) + ", after " +
                     (byPlace.empty() ? std::string("the header") : "tensor " + *byPlace.back().first) + ", belong to no tensor"};
    return {};
}

/// Of a name that a JSON object has twice, the parser keeps the last: which one was meant nobody knows.
json parseRefusingTwice(std::string_view text, std::string& twice) {
    std::vector<std::set<std::string>> names;  // of the objects that are open
    return json::parse(text, [&](int, json::parse_event_t event, json& value) {
        if (event == json::parse_event_t::object_start) names.emplace_back();
        else if (event == json::parse_event_t::object_end) names.pop_back();
        else if (event == json::parse_event_t::key && !names.back().insert(value.get<std::string>()).second) twice = value.get<std::string>();
        return true;
    }, false);
}

/// Length of the JSON, from the first 8 bytes of a file of `fileBytes`.
Result<std::uint64_t> headerLength(const char* start, std::uint64_t fileBytes, const std::string& file) {
    std::uint64_t length = 0;
    std::memcpy(&length, start, sizeof length);
    if (length > kLargestHeader) return Error{kWhat, file, "it says that its header has " + std::to_string(length) + " bytes: not a safetensors file"};
    if (length > fileBytes - 8) return Error{kWhat, file, "truncated: the header has " + std::to_string(length) + " bytes, the file " + std::to_string(fileBytes)};
    return length;
}

}  // namespace

std::int64_t StoredTensor::elements() const {
    std::int64_t count = 1;
    for (std::int64_t extent : shape) count *= extent;
    return count;
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, std::uint64_t dataBytes, const std::string& file) {
    std::string twice;
    const json header = parseRefusingTwice(text, twice);
    if (!twice.empty()) return Error{kWhat, file, "its header has \"" + twice + "\" twice"};
    if (!header.is_object()) return Error{kWhat, file, "its header is not a JSON object"};
    SafetensorsHeader result;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            if (!entry.is_object()) return Error{kWhat, file, "__metadata__ is not a JSON object"};
            for (const auto& [key, value] : entry.items()) {
                if (!value.is_string()) return Error{kWhat, file, "__metadata__ " + key + " is not a text"};
                result.metadata[key] = value.get<std::string>();
            }
            continue;
        }
        StoredTensor tensor;
        if (const std::string why = readEntry(entry, dataBytes, tensor); !why.empty()) return Error{kWhat, file, "tensor " + name + ": " + why};
        result.tensors.emplace(name, std::move(tensor));
    }
    if (auto whole = checkLayout(result, dataBytes, file); !whole) return whole.error();
    return result;
}

Result<SafetensorsHeader> readSafetensorsHeader(const std::filesystem::path& path) {
    std::error_code status;
    const std::uint64_t size = std::filesystem::file_size(path, status);
    if (status) return Error{"cannot read", path.string(), status.message()};
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    char start[8];
    if (!in) return Error{"cannot read", path.string(), std::strerror(errno ? errno : EIO)};
    if (size < 8 || !in.read(start, 8)) return Error{kWhat, path.string(), "truncated: shorter than 8 bytes"};
    const auto length = headerLength(start, size, path.string());
    if (!length) return length.error();
    std::string text(*length, '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(text.size()))) return Error{"cannot read", path.string(), "the header ended early"};
    return parseSafetensorsHeader(text, size - 8 - *length, path.string());
}

Result<SafetensorsFile> SafetensorsFile::read(const std::filesystem::path& path) {
    auto bytes = readFile(path);
    if (!bytes) return bytes.error();
    SafetensorsFile result;
    result.m_file = path.string();
    result.m_bytes = std::move(*bytes);
    if (result.m_bytes.size() < 8) return Error{kWhat, result.m_file, "truncated: shorter than 8 bytes"};
    const auto length = headerLength(result.m_bytes.data(), result.m_bytes.size(), result.m_file);
    if (!length) return length.error();
    result.m_dataStart = 8 + *length;
    auto header = parseSafetensorsHeader(std::string_view(result.m_bytes).substr(8, *length), result.m_bytes.size() - result.m_dataStart, result.m_file);
    if (!header) return header.error();
    result.m_header = std::move(*header);
    return result;
}

Result<std::vector<float>> SafetensorsFile::floats(const std::string& name) const {
    const auto found = m_header.tensors.find(name);
    if (found == m_header.tensors.end()) return Error{kWhat, m_file, "tensor " + name + " is missing"};
    const StoredTensor& tensor = found->second;
    std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
    const char* source = m_bytes.data() + m_dataStart + tensor.begin;
    if (tensor.dtype == "F32") {
        std::memcpy(values.data(), source, values.size() * sizeof(float));
    } else if (tensor.dtype == "F16") {
        for (std::size_t i = 0; i < values.size(); ++i) {
            std::uint16_t half = 0;
            std::memcpy(&half, source + 2 * i, sizeof half);
            values[i] = halfToFloat(half);
        }
    } else {
        return Error{kWhat, m_file, "tensor " + name + " is " + tensor.dtype + "; F32 and F16 can be read"};
    }
    return values;
}

Result<void> writeSafetensors(const std::filesystem::path& path, std::vector<NamedFloats> tensors,
                              const std::map<std::string, std::string>& metadata) {
    std::sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    json header = json::object();
    if (!metadata.empty()) header["__metadata__"] = metadata;
    std::uint64_t place = 0;
    for (const NamedFloats& tensor : tensors) {
        const bool half = tensor.precision == StoredPrecision::F16;
        const std::uint64_t bytes = tensor.values.size() * (half ? 2 : 4);
        header[tensor.name] = {{"dtype", half ? "F16" : "F32"}, {"shape", tensor.shape}, {"data_offsets", {place, place + bytes}}};
        place += bytes;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');  // tensors start aligned, as in the reference implementation
    return replaceAtomically(path, [&](const std::filesystem::path& temporary) -> Result<void> {
        errno = 0;
        std::ofstream out(temporary, std::ios::binary);
        const std::uint64_t length = text.size();
        out.write(reinterpret_cast<const char*>(&length), sizeof length);
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        for (const NamedFloats& tensor : tensors) {
            if (tensor.precision == StoredPrecision::F32) {
                out.write(reinterpret_cast<const char*>(tensor.values.data()), static_cast<std::streamsize>(4 * tensor.values.size()));
                continue;
            }
            std::vector<std::uint16_t> halves(tensor.values.size());
            std::transform(tensor.values.begin(), tensor.values.end(), halves.begin(), floatToHalf);
            out.write(reinterpret_cast<const char*>(halves.data()), static_cast<std::streamsize>(2 * halves.size()));
        }
        out.close();
        if (!out) return Error{"cannot write", path.string(), std::strerror(errno ? errno : EIO)};
        return {};
    });
}

Result<ModelCard> cardOf(const SafetensorsHeader& header, const std::string& file) {
    const auto found = header.metadata.find("bowman");
    if (found == header.metadata.end()) return Error{kWhat, file, "it has no model card (__metadata__ \"bowman\")"};
    const json card = json::parse(found->second, nullptr, false);
    if (card.is_discarded()) return Error{"model card is not usable", file, "it is not JSON"};
    return modelCardFromJson(card, file);
}

}  // namespace bowman
