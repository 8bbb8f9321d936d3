#include "core/formats/label_reader.h"

#include <fstream>

#include "core/formats/provenance_file.h"
#include "core/formats/read_formats.h"

namespace bowman {
namespace {

constexpr std::size_t kHeadBytes = 64 << 10;

Result<std::string> headOf(const std::filesystem::path& path) {
    std::error_code status;
    if (std::filesystem::is_directory(path, status)) return Error{"cannot read labels", path.string(), "this is a folder"};
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{"cannot read labels", path.string(), "the file could not be opened"};
    std::string head(kHeadBytes, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (file.bad()) return Error{"cannot read labels", path.string(), "reading failed"};
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head;
}

std::string knownFormats() {
    std::string text;
    for (const LabelReader* reader : labelReaders()) text.append(text.empty() ? "" : ", ").append(reader->title());
    return text;
}

}  // namespace

const std::vector<const LabelReader*>& labelReaders() {
    static const std::vector<const LabelReader*> all = {
        &hubmapRleReader(),
        &maskReader(),
        &imageJRoiReader(),
        &asapReader(),
        &imageScopeReader(),
        &ndpaReader(),
        &geoJsonReader(),
        &cocoReader(),
        &labelMeReader(),
        &dsaReader(),
    };
    return all;
}

const LabelReader* findLabelReader(std::string_view name) {
    for (const LabelReader* reader : labelReaders())
        if (reader->name() == name) return reader;
    return nullptr;
}

Result<const LabelReader*> readerFor(const std::filesystem::path& path) {
    const auto head = headOf(path);
    if (!head) return head.error();
    if (head->find_first_not_of(" \t\r\n") == std::string::npos) return Error{"cannot read labels", path.string(), "the file is empty"};
    for (const LabelReader* reader : labelReaders())
        if (reader->recognises(*head)) return reader;
    return Error{"cannot read labels", path.string(), "its content is of no known format; known are " + knownFormats()};
}

Result<Labels> readLabels(const std::filesystem::path& path, const LabelReadOptions& options) {
    const auto reader = readerFor(path);
    if (!reader) return reader.error();
    auto labels = (*reader)->read(path, options);
    if (!labels) return labels;
    labels->format = (*reader)->name();
    readProvenanceFile(path, options, *labels);
    return labels;
}

}  // namespace bowman
