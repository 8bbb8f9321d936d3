#include "core/detect/patch_store.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

#include <zlib.h>

#include "core/detect/patch_codec.h"

namespace bowman {
namespace {

constexpr std::string_view kFormat = "bowman-patches 2 ";
constexpr std::string_view kMagic = "\x7f" "BwP";
constexpr std::string_view kExtension = ".patches";
constexpr std::size_t kHead = 32;
constexpr std::uint32_t kLargest = 64U << 20U;    ///< bytes of one piece; a longer one is damage
constexpr int kMostFiles = 9999;

std::uint32_t checksumOf(std::string_view bytes) {
    return static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

struct Head {
    PatchPlace place;
    std::uint32_t length = 0;
    std::uint32_t checksum = 0;
};

void put(std::string& out, std::uint32_t v) {
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>((v >> shift) & 0xffU);
}

std::uint32_t get(std::string_view bytes, std::size_t at) {
    std::uint32_t v = 0;
    for (std::size_t i = 0; i < 4; ++i) v |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return v;
}

std::string written(const Head& head) {
    std::string out(kMagic);
    for (const std::int32_t v : {head.place.x, head.place.y, head.place.begin, head.place.end}) put(out, static_cast<std::uint32_t>(v));
    put(out, head.length);
    put(out, head.checksum);
    put(out, checksumOf(out));
    return out;
}

std::optional<Head> headFrom(std::string_view bytes) {
    if (bytes.substr(0, kMagic.size()) != kMagic || get(bytes, kHead - 4) != checksumOf(bytes.substr(0, kHead - 4))) return std::nullopt;
    const auto at = [&](std::size_t position) { return static_cast<std::int32_t>(get(bytes, position)); };
    const Head head{{at(4), at(8), at(12), at(16)}, get(bytes, 20), get(bytes, 24)};
    return head.length <= kLargest ? std::optional(head) : std::nullopt;
}

/// Where the next piece may begin after a damaged one; `end` when nowhere.
std::uint64_t findMagic(std::ifstream& in, std::uint64_t from, std::uint64_t end) {
    constexpr std::uint64_t kStride = 1 << 20;
    std::string some;
    for (std::uint64_t at = from; at < end; at += kStride) {
        some.resize(static_cast<std::size_t>(std::min(kStride + kMagic.size(), end - at)));
        in.clear();
        in.seekg(static_cast<std::streamoff>(at));
        if (!in.read(some.data(), static_cast<std::streamsize>(some.size()))) return end;
        if (const std::size_t found = some.find(kMagic); found != std::string::npos) return at + found;
    }
    return end;
}

}  // namespace

PatchPlace placeOf(const MapRect& patch, const PatchPlan& plan, const MapGrid& grid) {
    PatchPlace place{grid.latticeX() + patch.x, grid.latticeY() + patch.y};
    if (const auto extent = plan.extents.find(patch.x); extent != plan.extents.end()) {
        place.begin = grid.latticeX() + extent->second.first;
        place.end = grid.latticeX() + extent->second.second;
    }
    return place;
}

PatchStore::~PatchStore() {
    m_out.reset();
    std::error_code status;
    if (m_stored == 0 && !m_outPath.empty()) std::filesystem::remove(m_outPath, status);
}

Result<std::unique_ptr<PatchStore>> PatchStore::open(const std::filesystem::path& folder, const std::string& key, const PatchGeometry& geometry) {
    std::error_code status;
    std::filesystem::create_directories(folder, status);
    if (status) return Error{"cannot keep finished patches", folder.string(), status.message()};
    auto store = openToRead(folder, key, geometry);
    if (const auto begun = store->begin(folder); !begun) return begun.error();
    return store;
}

std::unique_ptr<PatchStore> PatchStore::openToRead(const std::filesystem::path& folder, const std::string& key, const PatchGeometry& geometry) {
    std::unique_ptr<PatchStore> store(new PatchStore(key, geometry));
    store->scanFolder(folder);
    return store;
}

void PatchStore::scanFolder(const std::filesystem::path& folder) {
    std::error_code status;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator it(folder, status), end; !status && it != end; it.increment(status))
        if (it->path().extension() == kExtension) files.push_back(it->path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) scan(file);
}

void PatchStore::scan(const std::filesystem::path& file) {
    std::error_code status;
    const std::uint64_t end = std::filesystem::file_size(file, status);
    std::ifstream in(file, std::ios::binary);
    const std::string first = std::string(kFormat) + m_key + "\n";
    std::string line(first.size(), '\0');
    if (status || !in.read(line.data(), static_cast<std::streamsize>(line.size())) || line != first) {
        if (end > 0) ++m_damaged;
        return;
    }
    m_files.push_back(file);
    std::string bytes(kHead, '\0');
    bool inDamage = false;
    for (std::uint64_t at = first.size(); at < end;) {
        in.clear();
        in.seekg(static_cast<std::streamoff>(at));
        const bool isRead = at + kHead <= end && in.read(bytes.data(), kHead);
        const std::optional<Head> head = isRead ? headFrom(bytes) : std::nullopt;
        if (head && at + kHead + head->length <= end) {
            m_index[head->place] = {m_files.size() - 1, at + kHead, head->length, head->checksum};
            at += kHead + head->length;
            inDamage = false;
            continue;
        }
        if (!inDamage) ++m_damaged;
        inDamage = true;
        at = findMagic(in, at + 1, end);
    }
}

std::vector<float> PatchStore::load(PatchPlace place) const {
    const auto piece = m_index.find(place);
    if (piece == m_index.end()) return {};
    const Piece& p = piece->second;
    std::string packed(p.length, '\0');
    std::ifstream in(m_files[p.file], std::ios::binary);
    in.seekg(static_cast<std::streamoff>(p.offset));
    std::vector<float> probabilities;
    if (in.read(packed.data(), static_cast<std::streamsize>(packed.size())) && checksumOf(packed) == p.checksum)
        probabilities = unpackPatch(m_geometry, packed);
    if (probabilities.empty()) ++m_damaged;
    return probabilities;
}

Result<void> PatchStore::begin(const std::filesystem::path& folder) {
    const std::string first = std::string(kFormat) + m_key + "\n";
    for (int number = 1; number <= kMostFiles; ++number) {
        const std::string digits = std::to_string(number);
        m_outPath = folder / (std::string(4 - digits.size(), '0') + digits + std::string(kExtension));
        errno = 0;
        m_out.reset(std::fopen(m_outPath.string().c_str(), "wbx"));  // never one that there is
        if (m_out || errno != EEXIST) break;
    }
    if (m_out && std::fwrite(first.data(), 1, first.size(), m_out.get()) == first.size() && std::fflush(m_out.get()) == 0) return {};
    const std::string why = std::generic_category().message(errno);
    const Error error{"cannot keep finished patches", m_outPath.string(), why};
    if (!m_out) m_outPath.clear();
    m_out.reset();
    return error;
}

void PatchStore::store(PatchPlace place, std::span<const float> probabilities) {
    if (!m_out) return;
    const std::string packed = packPatch(m_geometry, probabilities);
    const std::string piece = written({place, static_cast<std::uint32_t>(packed.size()), checksumOf(packed)}) + packed;
    errno = 0;
    if (std::fwrite(piece.data(), 1, piece.size(), m_out.get()) == piece.size() && std::fflush(m_out.get()) == 0) {
        ++m_stored;
        return;
    }
    m_failure = m_outPath.string() + ": " + std::generic_category().message(errno);
    m_out.reset();
}

}  // namespace bowman
