#include "core/slide/file_kind.h"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace bowman {
namespace {

std::string headOf(const std::filesystem::path& path, std::size_t length) {
    std::string head(length, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(length));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return head;
}

bool isTiff(std::string_view head) {
    using namespace std::string_view_literals;
    return head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv) || head.starts_with("II+\0"sv) || head.starts_with("MM\0+"sv);
}

bool isText(std::string_view head) {
    return std::all_of(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 32 || byte == '\n' || byte == '\r' || byte == '\t';
    });
}

}  // namespace

FileKind fileKindOf(const std::filesystem::path& path) {
    using namespace std::string_view_literals;
    const std::string head = headOf(path, 512);
    if (head.empty()) return {false, false, "the file cannot be read"};
    if (head.starts_with("\x89PNG\r\n\x1a\n")) return {true, false, "PNG image"};
    if (head.starts_with("\xff\xd8\xff")) return {true, false, "JPEG image"};
    if (isTiff(head)) return {false, true, "TIFF file"};
    if (head.size() > 132 && std::string_view(head).substr(128, 4) == "DICM")
        return {false, false, "DICOM file, which this version does not read"};
    if (head.starts_with("PK\x03\x04")) return {false, false, "ZIP archive, not a slide"};
    if (head.starts_with("\0\0\0\x0cjP  "sv)) return {false, false, "plain JPEG 2000 image, not a slide"};
    if (isText(head)) return {false, false, "text file, not a slide"};
    return {false, false, "not a slide format that Bowman knows"};
}

}  // namespace bowman
