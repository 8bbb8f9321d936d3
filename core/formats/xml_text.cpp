#include "core/formats/xml_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>

namespace bowman {
namespace {

constexpr std::uintmax_t kLargestFile = 512ULL << 20;
constexpr std::size_t kBlock = 256 << 10;   ///< bytes that are read at once

/// Bytes of the UTF-8 character that begins at `at`; 0 where there is none.
std::size_t utf8Length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    const auto isTail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return isTail(1) ? 2 : 0;
    if (first >= 0xE0 && first < 0xF0) {
        const bool isLegal = !(first == 0xE0 && second < 0xA0) && !(first == 0xED && second >= 0xA0);
        return isTail(1) && isTail(2) && isLegal ? 3 : 0;
    }
    if (first >= 0xF0 && first < 0xF5) {
        const bool isLegal = !(first == 0xF0 && second < 0x90) && !(first == 0xF4 && second >= 0x90);
        return isTail(1) && isTail(2) && isTail(3) && isLegal ? 4 : 0;
    }
    return 0;
}

/// Where UTF-8 from `at` on breaks off, or ends.
std::size_t utf8End(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        std::uint64_t eight = 0;   // nearly all of it is ASCII
        if (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080ULL) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const std::size_t length = utf8Length(text, at);
        if (length == 0) break;
        at += length;
    }
    return at;
}

struct Loaded {
    std::string bytes;
    bool isUtf8 = false;
};

/// In one piece of memory: these files may have hundreds of megabytes. Each block is looked at while it is in the cache.
std::optional<Loaded> bytesOf(const std::filesystem::path& path) {
    std::error_code status;
    const auto size = std::filesystem::file_size(path, status);
    std::ifstream file(path, std::ios::binary);
    if (status || !file) return std::nullopt;
    Loaded loaded;
    loaded.bytes.reserve(static_cast<std::size_t>(size));
    const auto block = std::make_unique<char[]>(kBlock);
    std::size_t known = 0;
    while (loaded.bytes.size() < size) {
        file.read(block.get(), static_cast<std::streamsize>(std::min<std::uintmax_t>(kBlock, size - loaded.bytes.size())));
        if (file.gcount() <= 0) return std::nullopt;
        loaded.bytes.append(block.get(), static_cast<std::size_t>(file.gcount()));
        known = utf8End(loaded.bytes, known);
    }
    loaded.isUtf8 = known == loaded.bytes.size();
    return loaded;
}

void appendUtf8(std::string& out, std::uint32_t code) {
    const auto add = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) return add(code);
    if (code < 0x800) return add(0xC0 | code >> 6), add(0x80 | (code & 0x3F));
    if (code < 0x10000) return add(0xE0 | code >> 12), add(0x80 | (code >> 6 & 0x3F)), add(0x80 | (code & 0x3F));
    add(0xF0 | code >> 18), add(0x80 | (code >> 12 & 0x3F)), add(0x80 | (code >> 6 & 0x3F)), add(0x80 | (code & 0x3F));
}

std::string fromUtf16(std::string_view bytes, bool isBigEndian) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(isBigEndian ? a << 8 | b : b << 8 | a);
    };
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
        std::uint32_t code = unit(i);
        const bool isHigh = code >= 0xD800 && code < 0xDC00;
        if (isHigh && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
            i += 2;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
        }
        appendUtf8(text, code);
    }
    return text;
}

std::string utf8Of(std::string bytes, bool isUtf8) {
    if (bytes.starts_with("\xFF\xFE")) return fromUtf16(bytes, false);
    if (bytes.starts_with("\xFE\xFF")) return fromUtf16(bytes, true);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    if (isUtf8) return bytes;
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes) appendUtf8(text, static_cast<unsigned char>(c));
    return text;
}

}  // namespace

std::string utf8Of(std::string bytes) {
    const bool isUtf8 = utf8End(bytes, 0) == bytes.size();
    return utf8Of(std::move(bytes), isUtf8);
}

Result<std::string> loadXmlText(const char* what, const std::filesystem::path& path) {
    std::error_code status;
    if (const auto size = std::filesystem::file_size(path, status); !status && size > kLargestFile)
        return Error{what, path.string(), "larger than 512 MiB"};
    auto loaded = bytesOf(path);
    if (!loaded) return Error{what, path.string(), "the file could not be read"};
    std::string text = utf8Of(std::move(loaded->bytes), loaded->isUtf8);
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return Error{what, path.string(), "the file is empty"};
    return text;
}

std::string xmlText(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        const char c = text[at];
        if (length == 0) out += "\xEF\xBF\xBD";
        else if (length > 1) out += text.substr(at, length);
        else if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else if (c == '\n' || c == '\t' || c == '\r') out += "&#" + std::to_string(static_cast<int>(c)) + ";";
        else if (static_cast<unsigned char>(c) >= 0x20) out += c;
        at += length == 0 ? 1 : length;
    }
    return out;
}

void appendDecimal(std::string& out, double value) {
    char text[1100];   // the longest double in this form has 1,077 characters
    const auto [end, problem] = std::to_chars(text, text + sizeof text, value + 0.0, std::chars_format::fixed);
    if (problem == std::errc()) out.append(text, end);
}

std::size_t xmlBytesOf(const SelectedSlide& slide) {
    std::size_t bytes = 4096;
    for (const auto* list : {&slide.regions, &slide.glomeruli})
        for (const AnnotationPtr& a : *list) {
            std::size_t rings = 0;
            for (const Polygon& polygon : a->shape) rings += 1 + polygon.holes.size();
            bytes += 80 * vertexCount(a->shape) + 2000 * rings;
        }
    return bytes;
}

std::string decimalText(double value) {
    std::string text;
    appendDecimal(text, value);
    return text;
}

}  // namespace bowman
