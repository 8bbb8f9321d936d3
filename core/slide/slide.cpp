#include "core/slide/slide.h"

#include <system_error>

#include "core/base/log.h"
#include "core/slide/file_kind.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"
#include "core/slide/openslide_slide.h"
#include "core/slide/pyramid_cache.h"
#include "core/slide/tiff/tiff_slide.h"
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

/// OpenSlide's generic reader knows neither OME-XML nor sub-images, channels or focus planes.
bool showsMore(const SlideInfo& own, const SlideInfo& generic) {
    return own.levels.size() > generic.levels.size() || own.format != "tiff" || !own.channels.empty() || own.zCount > 1;
}

bool isUndamaged(const SlideInfo& info) { return !info.properties.contains("bowman.note[0]"); }

/// A TIFF that OpenSlide refuses, or knows as nothing but a TIFF.
Result<SlidePtr> openTiff(const std::filesystem::path& path, const SlidePlane& view, const Result<SlidePtr>& byOpenSlide) {
    auto own = openTiffSlide(path, view);
    if (byOpenSlide && !*byOpenSlide) return own;
    if (!byOpenSlide) return own && isUndamaged((*own)->info()) ? own : byOpenSlide;
    if (!own) return view == SlidePlane{} ? byOpenSlide : own;
    return showsMore((*own)->info(), (*byOpenSlide)->info()) ? own : byOpenSlide;
}

Result<SlidePtr> openByKind(const std::filesystem::path& path, const SlidePlane& view) {
    auto byOpenSlide = openWithOpenSlide(path);
    const FileKind kind = fileKindOf(path);
    const bool isVendor = byOpenSlide && *byOpenSlide && (*byOpenSlide)->info().format != "generic-tiff";
    if (kind.isTiff && !isVendor) return openTiff(path, view, byOpenSlide);
    if (!byOpenSlide || *byOpenSlide) return byOpenSlide;
    if (kind.isPlainImage) return openPlainImage(path);
    return Error{kCannotOpen, path.string(), kind.description};
}

/// With the smaller versions that were made of it earlier. A cache that fails is no reason not to show the slide.
SlidePtr withCachedPyramid(SlidePtr slide) {
    if (!needsPyramid(slide->info())) return slide;
    const auto pyramid = cachedPyramid(*slide);
    if (!pyramid) return slide;
    auto whole = withPyramid(slide, *pyramid);
    if (whole) return *whole;
    logWarning(whole.error().message());
    std::error_code ignored;
    std::filesystem::remove(*pyramid, ignored);
    return slide;
}

}  // namespace

Result<SlidePtr> openSlide(const std::filesystem::path& path, const SlidePlane& view) {
    sendTiffMessagesToLog();
    if (auto checked = checkFile(path); !checked) return checked.error();
    std::error_code code;
    const std::filesystem::path absolute = std::filesystem::absolute(path, code);
    auto opened = openByKind(code ? path : absolute, view);
    if (!opened) return Error{opened.error().what, path.string(), opened.error().why};
    if (!((*opened)->info().view == view)) return Error{kCannotOpen, path.string(), "it has no channels or focus planes to choose from"};
    return withCachedPyramid(std::move(*opened));
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
