#include "core/slide/slide.h"

#include <system_error>

#include "core/base/log.h"
#include "core/slide/aperio_slide.h"
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
    return makeMemorySlide(std::move(*image), std::nullopt, path.string(), profileInPicture(path));
}

bool isUndamaged(const SlideInfo& info) { return !info.properties.contains("bowman.note[0]"); }

/// OpenSlide's generic reader knows neither OME-XML nor sub-images, channels or focus planes.
bool showsMore(const SlideInfo& own, const SlideInfo& generic) {
    return own.levels.size() > generic.levels.size() || own.format != "tiff" || !own.channels.empty() || own.zCount > 1;
}

/// A TIFF of no vendor: our own reader gives the same pixels as OpenSlide's generic one, three times as fast
/// (tests/bench/results/slides.md); the other is asked where ours finds something wrong.
Result<SlidePtr> openPlainTiff(const std::filesystem::path& path, const SlidePlane& view) {
    auto own = openTiffSlide(path, view);
    if (own && isUndamaged((*own)->info())) return own;
    auto generic = openWithOpenSlide(path);
    if (!generic || !*generic || !(view == SlidePlane{})) return own;
    return own && showsMore((*own)->info(), (*generic)->info()) ? own : generic;
}

Result<SlidePtr> openByKind(const std::filesystem::path& path, const SlidePlane& view) {
    const FileKind kind = fileKindOf(path);
    const std::string vendor = openSlideVendor(path);
    if (kind.isTiff && (vendor.empty() || vendor == "generic-tiff")) return openPlainTiff(path, view);
    auto byOpenSlide = openWithOpenSlide(path);
    if (!byOpenSlide && kind.isTiff)   // a vendor's file that OpenSlide cannot make sense of
        if (auto own = openTiffSlide(path, view); own && isUndamaged((*own)->info())) return own;
    if (byOpenSlide && *byOpenSlide && vendor == "aperio") return withOwnPixels(std::move(*byOpenSlide));
    if (!byOpenSlide || *byOpenSlide) return byOpenSlide;
    // The preview of a MIRAX slide is no slide.
    if (path.extension() == ".mrxs") return Error{kCannotOpen, path.string(), "its folder of the same name, which holds the slide, is missing or damaged"};
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
    std::error_code isNone;
    if (std::filesystem::is_directory(path, isNone))
        if (const auto first = dicomSlideIn(path); !first.empty()) return openSlide(first, view);
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
