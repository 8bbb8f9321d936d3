#include "core/slide/pyramid_cache.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/slide/halving_writer.h"
#include "core/slide/slide_identity.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLongestWithoutPyramid = 4096;
constexpr int kVersion = 1;   // of how levels are made: another one makes all entries strangers

/// The file's content and what is shown of it, in a name.
Result<fs::path> entryOf(const Slide& slide, const PyramidCache& cache) {
    const auto identity = identifySlide(slide);
    if (!identity) return identity.error();
    std::ostringstream key;
    key << kVersion << '|' << identity->sizeBytes << '|' << identity->headTailSha256 << '|' << identity->quickhash << '|' << slide.info().view.z;
    for (const int channel : slide.info().view.channels) key << ',' << channel;
    return cache.folder / (sha256Hex(key.str()).substr(0, 40) + ".tif");
}

struct Entry {
    fs::path path;
    std::uint64_t bytes = 0;
    fs::file_time_type used;
};

/// Deletes what was used longest ago until the rest fits, and what a crash has left half-made a day ago.
void makeRoom(const PyramidCache& cache, const fs::path& keep) {
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    std::error_code code;
    const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (const auto& file : fs::directory_iterator(cache.folder, code)) {
        std::error_code status;
        Entry entry{file.path(), file.file_size(status), file.last_write_time(status)};
        if (status) continue;
        if (entry.path.extension() != ".tif") {
            if (entry.path.filename().string().find(".tif.part") != std::string::npos && entry.used < yesterday) fs::remove(entry.path, status);
            continue;
        }
        total += entry.bytes;
        if (entry.path != keep) entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
    for (const Entry& entry : entries) {
        if (total <= cache.limitBytes) return;
        if (fs::remove(entry.path, code)) total -= entry.bytes;
    }
}

/// Which entries this process is making.
class UnderWay {
public:
    explicit UnderWay(fs::path entry) : m_entry(std::move(entry)) {
        const std::lock_guard lock(s_mutex);
        isMine = s_entries.insert(m_entry).second;
    }
    ~UnderWay() {
        const std::lock_guard lock(s_mutex);
        if (isMine) s_entries.erase(m_entry);
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

    bool isMine = false;

private:
    static inline std::mutex s_mutex;   // guards s_entries
    static inline std::set<fs::path> s_entries;
    const fs::path m_entry;
};

}  // namespace

PyramidCache PyramidCache::standard() {
    PyramidCache cache;
    const char* folder = std::getenv("BOWMAN_PYRAMID_CACHE");
    cache.folder = folder && *folder ? fs::path(folder) : platform::userCacheFolder() / "pyramids";
    const char* gigabytes = std::getenv("BOWMAN_PYRAMID_CACHE_GB");
    const double limit = gigabytes ? std::atof(gigabytes) : 0;
    cache.limitBytes = static_cast<std::uint64_t>((limit > 0 ? std::min(limit, 1e6) : 20.0) * 1e9);
    return cache;
}

bool needsPyramid(const SlideInfo& info) {
    return info.levels.size() == 1 && std::max(info.size().width, info.size().height) > kLongestWithoutPyramid;
}

std::optional<fs::path> cachedPyramid(const Slide& slide, const PyramidCache& cache) {
    const auto entry = entryOf(slide, cache);
    std::error_code code;
    if (!entry || !fs::is_regular_file(*entry, code)) return std::nullopt;
    fs::last_write_time(*entry, fs::file_time_type::clock::now(), code);   // a folder that cannot be written to still serves
    return *entry;
}

Result<fs::path> buildPyramid(const Slide& slide, const PyramidBuild& build, const PyramidCache& cache) {
    const auto entry = entryOf(slide, cache);
    if (!entry) return entry.error();
    std::error_code code;
    fs::create_directories(cache.folder, code);
    if (code) return Error{"cannot make smaller versions", cache.folder.string(), code.message()};
    const UnderWay underWay(*entry);
    if (!underWay.isMine) return Error{"cannot make smaller versions", slide.info().path.string(), "they are being made already"};
    auto written = replaceAtomically(*entry, [&](const fs::path& temporary) { return writeHalvedLevels(slide, temporary, build); });
    if (!written) return written.error();
    makeRoom(cache, *entry);
    return *entry;
}

}  // namespace bowman
