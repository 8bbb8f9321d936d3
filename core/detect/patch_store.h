// Finished patches of one run on disk, so that a run that was cut off goes on where it was. A folder of files that are only ever appended to,
// a new one for each run: what a killed process leaves is whole but for its last piece, and two processes never write to the same file.
//
//   file:   a line with format and key, then pieces
//   piece:  magic, x, y, begin, end, length, checksum of the content, checksum of these seven; content (patch_codec.h)
//
// has() and load() from any thread; store() from one at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/detect/patch_plan.h"

namespace bowman {

/// Where a patch lies on the lattice of the model's scale that begins at the slide's corner: the same in every region.
struct PatchPlace {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int32_t begin = 0;   ///< of a band that is narrower than its column: what was computed, and zeros beside it;
    std::int32_t end = 0;     ///< other tissue, other numbers. Else 0
    auto operator<=>(const PatchPlace&) const = default;
};

PatchPlace placeOf(const MapRect& patch, const PatchPlan& plan, const MapGrid& grid);

class PatchStore {
public:
    /// A file to which nothing came goes again.
    ~PatchStore();
    PatchStore(const PatchStore&) = delete;
    PatchStore& operator=(const PatchStore&) = delete;

    /// Makes the folder where there is none, and looks through what lies in it (reads the heads of the pieces, not their content). `key`:
    /// 64 characters that stand for all that the patches depend on; files with another one count as damaged. Error: nothing can be written there.
    static Result<std::unique_ptr<PatchStore>> open(const std::filesystem::path& folder, const std::string& key, const PatchGeometry& geometry);
    /// The same to look things up only; nothing is written or made.
    static std::unique_ptr<PatchStore> openToRead(const std::filesystem::path& folder, const std::string& key, const PatchGeometry& geometry);

    /// A piece of this patch was there when the store was opened.
    bool has(PatchPlace place) const { return m_index.contains(place); }
    std::size_t size() const { return m_index.size(); }
    /// See unpackPatch(). Empty when there is none or its checksum does not fit: the patch is to be computed.
    std::vector<float> load(PatchPlace place) const;

    /// In the hands of the system when it returns: a kill of this process takes nothing of it. The first failure (disk full) ends the
    /// keeping; the run goes on without.
    void store(PatchPlace place, std::span<const float> probabilities);

    /// Pieces and files that could not be used: cut off, damaged, of another key.
    int damaged() const { return m_damaged; }
    /// Why nothing more is kept; empty when all is well.
    std::string failure() const { return m_failure; }

private:
    struct Piece {
        std::size_t file = 0;
        std::uint64_t offset = 0;
        std::uint32_t length = 0;
        std::uint32_t checksum = 0;
    };
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    PatchStore(std::string key, const PatchGeometry& geometry) : m_key(std::move(key)), m_geometry(geometry) {}
    void scanFolder(const std::filesystem::path& folder);
    void scan(const std::filesystem::path& file);
    Result<void> begin(const std::filesystem::path& folder);

    const std::string m_key;
    const PatchGeometry m_geometry;
    std::vector<std::filesystem::path> m_files;
    std::map<PatchPlace, Piece> m_index;
    std::unique_ptr<std::FILE, Close> m_out;
    std::filesystem::path m_outPath;
    int m_stored = 0;
    std::string m_failure;
    mutable std::atomic<int> m_damaged = 0;
};

}  // namespace bowman
