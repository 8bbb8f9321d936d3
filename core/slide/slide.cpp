#include "core/slide/slide.h"

#include <system_error>

#include "core/slide/file_kind.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"
#include "core/slide/openslide_slide.h"
#include "core/slide/tiff_messages.h"

namespace bowman {
namespace {

constexpr const char* kCannotOpen = "cannot open slide";
constexpr double kScaleTolerance = 1.01;  // files round their downsamples: 4.0005 still serves 4

/// Nothing but the file system is asked: what can be said before any reader is tried.
Result<void> checkFile(const std::filesystem::path& path) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (!std::filesystem::exists(status)) return Error{kCannotOpen, path.string(), "there is no such file"};
    if (std::filesystem::is_directory(status)) return Error{kCannotOpen, path.string(), "it is a folder, not a slide file"};
    const auto size = std::filesystem::file_size(path, code);
    if (code) return Error{kCannotOpen, path.string(), code.message()};
    if (size == 0) return Error{kCannotOpen, path.string(), "the file is empty"};
    return {};
}

Result<SlidePtr> openPlainImage(const std::filesystem::path& path) {
    auto image = readRgbFile(path);
    if (!image) return Error{kCannotOpen, path.string(), image.error().why};
    return makeMemorySlide(std::move(*image), std::nullopt, path.string());
}

}  // namespace

Result<SlidePtr> openSlide(const std::filesystem::path& path) {
    sendTiffMessagesToLog();
    if (auto checked = checkFile(path); !checked) return checked.error();
    std::error_code code;
    const std::filesystem::path absolute = std::filesystem::absolute(path, code);
    auto opened = openWithOpenSlide(code ? path : absolute);
    if (!opened) return opened.error();
    if (*opened) return *opened;
    const FileKind kind = fileKindOf(path);
    if (kind.isPlainImage) return openPlainImage(code ? path : absolute);
    return Error{kCannotOpen, path.string(), kind.description};
}

int bestLevelFor(const SlideInfo& info, double downsample) {
    int best = 0;
    for (int level = 1; level < static_cast<int>(info.levels.size()); ++level)
        if (info.levels[level].downsample <= downsample * kScaleTolerance &&
            info.levels[level].downsample > info.levels[best].downsample)
            best = level;
    return best;
}

}  // namespace bowman
