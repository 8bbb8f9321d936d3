#include <zip.h>

#include <fstream>
#include <memory>
#include <new>

#include "core/base/files.h"
#include "core/base/translatable.h"
#include "core/formats/imagej_roi_decode.h"
#include "core/formats/json_label.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"

namespace bowman {
namespace {

constexpr const char* kWhat = "cannot read ImageJ ROIs";
constexpr zip_int64_t kMostEntries = 1'000'000;
constexpr std::uint64_t kLargestEntry = 64ULL << 20;
constexpr std::uint64_t kLargestSum = 1ULL << 30;
constexpr std::uint64_t kUnsuspicious = 1ULL << 20;   ///< smaller entries may be packed as tightly as they like
constexpr std::uint64_t kLargestRatio = 1000;         ///< deflate cannot do better than about 1,030

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

Result<std::string> startOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{kWhat, path.string(), "the file could not be opened"};
    std::string start(4, '\0');
    file.read(start.data(), 4);
    start.resize(static_cast<std::size_t>(file.gcount()));
    return start;
}

std::string stemOf(std::string name) {
    if (const std::size_t slash = name.find_last_of('/'); slash != std::string::npos) name.erase(0, slash + 1);
    if (name.ends_with(".roi")) name.resize(name.size() - 4);
    return name;
}

class Reader {
public:
    Reader(const std::filesystem::path& path, const LabelReadOptions& options) : m_path(path), m_options(options) {}

    Result<Labels> readSingle() {
        std::error_code status;
        if (const auto size = std::filesystem::file_size(m_path, status); !status && size > kLargestEntry) return error("", "larger than 64 MiB");
        const auto bytes = readFile(m_path);
        if (!bytes) return bytes.error();
        if (auto taken = take(*bytes, m_path.string(), m_path.stem().string()); !taken) return taken.error();
        return finished();
    }

    Result<Labels> readArchive() {
        int code = 0;
        const std::unique_ptr<zip_t, CloseArchive> archive(zip_open(m_path.c_str(), ZIP_RDONLY, &code));
        if (!archive) {
            zip_error_t reason;
            zip_error_init_with_code(&reason, code);
            std::string why = zip_error_strerror(&reason);
            zip_error_fini(&reason);
            return error("", why);
        }
        const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
        if (count > kMostEntries) return error("", std::to_string(count) + " entries are more than 1,000,000");
        for (zip_int64_t i = 0; i < count; ++i)
            if (auto done = readEntry(*archive, static_cast<zip_uint64_t>(i)); !done) return done.error();
        return finished();
    }

private:
    Error error(const std::string& entry, const std::string& why) const {
        return {kWhat, m_path.string(), entry.empty() ? why : entry + ": " + why};
    }

    Result<void> readEntry(zip_t& archive, zip_uint64_t index) {
        zip_stat_t entry;
        zip_stat_init(&entry);
        if (zip_stat_index(&archive, index, 0, &entry) != 0) return error("entry " + std::to_string(index + 1), zip_strerror(&archive));
        const std::string name = (entry.valid & ZIP_STAT_NAME) && entry.name ? entry.name : "entry " + std::to_string(index + 1);
        if (name.ends_with('/')) return {};
        if (!name.ends_with(".roi")) {
            ++m_others;
            return {};
        }
        if (!(entry.valid & ZIP_STAT_SIZE) || entry.size > kLargestEntry) return error(name, "larger than 64 MiB");
        if (entry.size > kUnsuspicious && (entry.valid & ZIP_STAT_COMP_SIZE) && entry.size / kLargestRatio > entry.comp_size)
            return error(name, "packed more tightly than any ROI");
        m_sum += entry.size;
        if (m_sum > kLargestSum) return error(name, "the archive has more than 1 GiB of ROIs");
        const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(&archive, index, 0));
        if (!file) return error(name, zip_strerror(&archive));
        std::string bytes(static_cast<std::size_t>(entry.size), '\0');
        const zip_int64_t got = zip_fread(file.get(), bytes.data(), bytes.size());
        if (got < 0 || static_cast<std::size_t>(got) != bytes.size()) return error(name, "the data are damaged or end too early");
        char beyond = 0;   // reading to the end checks the checksum
        if (zip_fread(file.get(), &beyond, 1) != 0) return error(name, "the data are damaged");
        return take(bytes, m_path.string() + ": " + name, stemOf(name));
    }

    Result<void> take(std::string_view bytes, const std::string& place, const std::string& stem) {
        auto roi = decodeImageJRoi(bytes, place);
        if (!roi) return roi.error();
        if (roi->shape.empty()) {
            m_check.countWithoutArea();
            return {};
        }
        if (m_options.origin) moveBy(roi->shape, *m_options.origin);
        Annotation a = importedObject("imagej-roi", "", m_options);
        a.shape = m_check.checked(std::move(roi->shape));
        if (a.shape.empty()) return {};
        a.uuid = newUuid();
        a.note = roi->name.empty() ? stem : roi->name;
        m_simplified += roi->isSimplified;
        m_labels.annotations.push_back(std::move(a));
        return {};
    }

    Labels finished() {
        m_check.appendWarnings(m_labels.warnings);
        warnOf(m_labels.warnings, m_simplified, " fitted spline(s) or rounded rectangle(s) taken as straight lines between their points");
        warnOf(m_labels.warnings, m_others, " file(s) in the archive that are no ROI left out");
        return std::move(m_labels);
    }

    const std::filesystem::path& m_path;
    const LabelReadOptions& m_options;
    Labels m_labels;
    OutlineCheck m_check;
    std::uint64_t m_sum = 0;
    int m_simplified = 0, m_others = 0;
};

class ImageJRoiReader : public LabelReader {
public:
    std::string_view name() const override { return "imagej-roi"; }
    std::string_view title() const override { return translatable("Formats", "ImageJ ROIs"); }
    std::string_view extensions() const override { return "*.zip *.roi"; }
    bool recognises(std::string_view head) const override {
        return isImageJRoi(head) || (head.starts_with("PK\x03\x04") && head.find(".roi") != std::string_view::npos);
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        try {
            const auto start = startOf(path);
            if (!start) return start.error();
            Reader reader(path, options);
            return *start == "Iout" ? reader.readSingle() : reader.readArchive();
        } catch (const std::bad_alloc&) {
            return Error{kWhat, path.string(), "too large for the memory of this machine"};
        }
    }
};

}  // namespace

const LabelReader& imageJRoiReader() {
    static const ImageJRoiReader reader;
    return reader;
}

}  // namespace bowman
