#include "core/slide/tiff/tiff_handles.h"

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <system_error>

#include <tiffio.h>

#include "core/slide/tiff_messages.h"

namespace bowman {
namespace {

constexpr std::size_t kIdleHandles = 16;
constexpr tmsize_t kLargestAllocation = tmsize_t{512} << 20;   // what one number in a damaged file may ask for

/// Keeps the first message, which is the cause; 0 lets libtiff hand it on to the log as well.
int keepFirst(TIFF*, void* reason, const char*, const char* format, va_list arguments) {
    auto& kept = *static_cast<std::string*>(reason);
    if (!kept.empty()) return 0;
    va_list again;
    va_copy(again, arguments);
    char text[512];
    std::vsnprintf(text, sizeof text, format, again);
    va_end(again);
    kept = text;
    return 0;
}

}  // namespace

TiffHandle::~TiffHandle() {
    if (m_file) TIFFClose(m_file);
}

bool TiffHandle::goTo(std::uint64_t page) {
    if (m_page == page) return true;
    begin();
    nextRow = -1;
    m_page = 0;
    if (!TIFFSetSubDirectory(m_file, page)) return false;
    m_page = page;
    std::uint16_t compression = COMPRESSION_NONE, photometric = 0;
    TIFFGetFieldDefaulted(m_file, TIFFTAG_COMPRESSION, &compression);
    TIFFGetFieldDefaulted(m_file, TIFFTAG_PHOTOMETRIC, &photometric);
    if (compression == COMPRESSION_JPEG && photometric == PHOTOMETRIC_YCBCR)
        TIFFSetField(m_file, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    return true;
}

Result<std::shared_ptr<TiffHandles>> TiffHandles::open(const std::filesystem::path& path) {
    sendTiffMessagesToLog();
    const std::shared_ptr<TiffHandles> handles(new TiffHandles);
    std::error_code code;
    handles->m_path = path;
    handles->m_fileSize = std::filesystem::file_size(path, code);
    if (!code) handles->m_fileTime = std::filesystem::last_write_time(path, code);
    if (code) return Error{"cannot open slide", path.string(), code.message()};
    auto first = handles->openAnother();
    if (!first) return first.error();
    handles->m_idle.push_back(std::move(*first));
    return handles;
}

Result<std::unique_ptr<TiffHandle>> TiffHandles::openAnother() const {
    const auto failed = [&](const std::string& why) { return Error{"cannot open slide", m_path.string(), why}; };
    std::error_code code;
    const bool isSame = std::filesystem::file_size(m_path, code) == m_fileSize && !code &&
                        std::filesystem::last_write_time(m_path, code) == m_fileTime && !code;
    if (!isSame) return failed(code ? code.message() : "the file was changed while it was open");
    std::unique_ptr<TiffHandle> handle(new TiffHandle);
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options, keepFirst, &handle->m_reason);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, kLargestAllocation);
    errno = 0;
    // No memory map (a file that shrinks would end the program), tables of tiles only as they are needed.
    handle->m_file = TIFFOpenExt(m_path.c_str(), "rmO", options);
    TIFFOpenOptionsFree(options);
    if (!handle->m_file)
        return failed(errno && handle->m_reason.empty() ? std::strerror(errno) : "damaged or truncated TIFF: " + handle->reason("its header makes no sense"));
    return handle;
}

Result<TiffHandles::Lease> TiffHandles::at(std::uint64_t page) const {
    std::unique_ptr<TiffHandle> handle;
    {
        const std::lock_guard lock(m_mutex);
        auto best = std::find_if(m_idle.begin(), m_idle.end(), [&](const auto& h) { return h->page() == page; });
        if (best == m_idle.end() && !m_idle.empty()) best = m_idle.begin();   // the one that waited longest
        if (best != m_idle.end()) {
            handle = std::move(*best);
            m_idle.erase(best);
        }
    }
    if (!handle) {
        auto another = openAnother();
        if (!another) return another.error();
        handle = std::move(*another);
    }
    handle->begin();
    Lease lease(*this, std::move(handle));
    if (page != 0 && !lease->goTo(page))
        return Error{"cannot read slide", m_path.string(), "directory at byte " + std::to_string(page) + ": " + lease->reason("damaged")};
    return lease;
}

void TiffHandles::giveBack(std::unique_ptr<TiffHandle> handle) const {
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < kIdleHandles) m_idle.push_back(std::move(handle));
}

}  // namespace bowman
