// Open libtiff handles of one file. A handle is for one thread at a time, so readers borrow one and give it back: as many
// are open as threads read at once. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"

struct tiff;

namespace bowman {

/// One open file, standing at one page (directory) of it. One thread at a time.
class TiffHandle {
public:
    ~TiffHandle();
    TiffHandle(const TiffHandle&) = delete;
    TiffHandle& operator=(const TiffHandle&) = delete;

    tiff* get() const { return m_file; }
    std::uint64_t page() const { return m_page; }   ///< offset of the directory it stands at

    /// Goes to the directory at a byte of the file. False: see reason().
    bool goTo(std::uint64_t page);
    /// To be called after the directory was changed without goTo.
    void forgetPage() { m_page = 0; nextRow = -1; }
    /// Forgets what was said before.
    void begin() { m_reason.clear(); }
    /// libtiff's first message since begin(), or `otherwise`.
    std::string reason(const std::string& otherwise) const { return m_reason.empty() ? otherwise : m_reason; }

    /// Where a line by line decoding stands: the row that comes next in `sample`'s strips; -1 where none is under way.
    std::int64_t nextRow = -1;
    int scanSample = 0;

private:
    friend class TiffHandles;
    TiffHandle() = default;

    tiff* m_file = nullptr;
    std::uint64_t m_page = 0;
    std::string m_reason;
};

class TiffHandles {
public:
    /// Opens the file; the error says why it is no TIFF or a damaged one.
    static Result<std::shared_ptr<TiffHandles>> open(const std::filesystem::path& path);

    /// Given back when it goes out of scope.
    class Lease {
    public:
        Lease(const TiffHandles& from, std::unique_ptr<TiffHandle> handle) : m_from(&from), m_handle(std::move(handle)) {}
        Lease(Lease&&) = default;
        ~Lease() { if (m_handle) m_from->giveBack(std::move(m_handle)); }
        TiffHandle& operator*() const { return *m_handle; }
        TiffHandle* operator->() const { return m_handle.get(); }

    private:
        const TiffHandles* m_from;
        std::unique_ptr<TiffHandle> m_handle;
    };

    /// A handle that stands at the directory at byte `page`; 0 for the first one.
    Result<Lease> at(std::uint64_t page) const;

    std::uint64_t fileSize() const { return m_fileSize; }
    const std::filesystem::path& path() const { return m_path; }

private:
    TiffHandles() = default;
    Result<std::unique_ptr<TiffHandle>> openAnother() const;
    void giveBack(std::unique_ptr<TiffHandle> handle) const;

    std::filesystem::path m_path;
    std::uint64_t m_fileSize = 0;
    std::filesystem::file_time_type m_fileTime;
    mutable std::mutex m_mutex;   // guards m_idle
    mutable std::vector<std::unique_ptr<TiffHandle>> m_idle;
};

}  // namespace bowman
