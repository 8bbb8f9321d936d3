// Model files: named tensors and a JSON header, no code (github.com/huggingface/safetensors). No LibTorch here. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/detect/model_card.h"

namespace bowman {

struct StoredTensor {
    std::string dtype;                ///< as in the file: "F32", "F16", …
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;          ///< bytes from the start of the data
    std::uint64_t end = 0;
    std::int64_t elements() const;
};

struct SafetensorsHeader {
    std::map<std::string, StoredTensor> tensors;
    std::map<std::string, std::string> metadata;
};

/// Checks everything that the header says: known types, shapes that fill their bytes, no overlap, nothing outside
/// `dataBytes`. Errors name the tensor.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json, std::uint64_t dataBytes, const std::string& file);

/// Reads the header only, and checks it against the file's size.
Result<SafetensorsHeader> readSafetensorsHeader(const std::filesystem::path& path);

class SafetensorsFile {
public:
    static Result<SafetensorsFile> read(const std::filesystem::path& path);

    const SafetensorsHeader& header() const { return m_header; }
    bool contains(const std::string& name) const { return m_header.tensors.contains(name); }
    /// Values as 32-bit floats in row-major order. Error: no such tensor, or neither F32 nor F16.
    Result<std::vector<float>> floats(const std::string& name) const;
    const std::string& file() const { return m_file; }

private:
    std::string m_file;
    std::string m_bytes;
    std::size_t m_dataStart = 0;
    SafetensorsHeader m_header;
};

enum class StoredPrecision { F32, F16 };

struct NamedFloats {
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<float> values;
    StoredPrecision precision = StoredPrecision::F32;
};

/// Whole or not at all. Tensors are stored in order of name.
Result<void> writeSafetensors(const std::filesystem::path& path, std::vector<NamedFloats> tensors,
                              const std::map<std::string, std::string>& metadata);

/// The card in __metadata__["bowman"]; error where there is none.
Result<ModelCard> cardOf(const SafetensorsHeader& header, const std::string& file);

float halfToFloat(std::uint16_t half);
/// Rounds to nearest, ties to even; too large becomes infinity.
std::uint16_t floatToHalf(float value);

}  // namespace bowman
