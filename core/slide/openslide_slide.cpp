#include "core/slide/openslide_slide.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

#include <openslide.h>

#include "core/base/log.h"
#include "core/slide/file_kind.h"
#include "core/slide/openslide_guard.h"
#include "core/slide/properties.h"
#include "core/slide/tiff/tiff_page.h"
#include "core/slide/tiff_messages.h"

namespace bowman {
namespace {

constexpr std::int64_t kLargestAssociated = std::int64_t{1} << 26;   // pixels: a label or macro picture has some millions
constexpr int kBlock = 512;  // pixels; where a level's origin can't be given exactly, reads are made of such blocks

#if BOWMAN_OPENSLIDE_4
constexpr std::int64_t kLargestProfile = std::int64_t{32} << 20;
constexpr std::size_t kCacheBytes = std::size_t{128} << 20;

/// One for all slides; each handle would keep one of its own. OpenSlide counts its users.
openslide_cache_t* sharedCache() {
    static const std::unique_ptr<openslide_cache_t, void (*)(openslide_cache_t*)> cache(openslide_cache_create(kCacheBytes), openslide_cache_release);
    return cache.get();
}
#endif

using Handle = std::shared_ptr<openslide_t>;  // closed by its last reader

std::string errorOf(openslide_t* handle) {
    const char* text = openslide_get_error(handle);
    return text ? text : "";
}

Result<Handle> openHandle(const std::filesystem::path& path) {
    openslide_t* raw = openslide_open(path.c_str());
    if (!raw) return Error{"cannot open slide", path.string(), "the file is gone, unreadable or no longer a slide"};
    Handle handle(raw, &openslide_close);
    if (const std::string why = errorOf(raw); !why.empty()) return Error{"cannot open slide", path.string(), why};
#if BOWMAN_OPENSLIDE_4
    openslide_set_cache(raw, sharedCache());
#endif
    return handle;
}

std::map<std::string, std::string> propertiesOf(openslide_t* handle) {
    std::map<std::string, std::string> properties;
    for (const char* const* name = openslide_get_property_names(handle); name && *name; ++name)
        if (const char* value = openslide_get_property_value(handle, *name)) properties[*name] = value;
    return properties;
}

std::vector<SlideLevel> levelsOf(openslide_t* handle, const std::map<std::string, std::string>& properties) {
    std::vector<SlideLevel> levels;
    for (int i = 0; i < openslide_get_level_count(handle); ++i) {
        SlideLevel level;
        openslide_get_level_dimensions(handle, i, &level.size.width, &level.size.height);
        level.downsample = openslide_get_level_downsample(handle, i);
        const std::string prefix = "openslide.level[" + std::to_string(i) + "].";
        level.tileWidth = static_cast<int>(numberIn(properties, prefix + "tile-width").value_or(0));
        level.tileHeight = static_cast<int>(numberIn(properties, prefix + "tile-height").value_or(0));
        levels.push_back(level);
    }
    return levels;
}

/// OpenSlide tells of colour profiles since version 4; before, only that of a TIFF is found, by ourselves.
std::string profileOf([[maybe_unused]] openslide_t* handle, [[maybe_unused]] const std::filesystem::path& path) {
#if BOWMAN_OPENSLIDE_4
    const std::int64_t size = openslide_get_icc_profile_size(handle);
    if (size <= 0 || size > kLargestProfile) return {};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    openslide_read_icc_profile(handle, bytes.data());
    return errorOf(handle).empty() ? bytes : std::string();
#else
    return fileKindOf(path).isTiff ? profileInTiff(path) : std::string();
#endif
}

Result<SlideInfo> infoOf(openslide_t* handle, const std::filesystem::path& path) {
    SlideInfo info;
    info.path = path;
    info.properties = propertiesOf(handle);
    info.levels = levelsOf(handle, info.properties);
    if (info.levels.empty() || info.size().width <= 0 || info.size().height <= 0)
        return Error{"cannot open slide", path.string(), "it has no image in it"};
    const char* vendor = openslide_get_property_value(handle, OPENSLIDE_PROPERTY_NAME_VENDOR);
    info.format = vendor ? vendor : "unknown";
    info.umPerPx = micronsPerPixelFrom(info.format, info.properties);
    info.objectivePower = objectivePowerFrom(info.properties);
    info.bounds = boundsFrom(info.properties, info.rect());
    for (const char* const* name = openslide_get_associated_image_names(handle); name && *name; ++name)
        info.associatedImages.emplace_back(*name);
    addColourProfile(info, profileOf(handle, path));
    return info;
}

std::string placeOf(const LevelRegion& region) {
    return "level " + std::to_string(region.level) + " at (" + std::to_string(region.x) + ", " + std::to_string(region.y) +
           "), " + std::to_string(region.width) + " × " + std::to_string(region.height) + " px";
}

/// The level-0 coordinate that OpenSlide wants for a pixel of a level.
std::int64_t levelZero(std::int64_t pixel, double downsample) {
    return std::llround(static_cast<double>(pixel) * downsample);
}

bool isWhole(double number) { return std::abs(number - std::round(number)) < 1e-9; }

/// Reads a rectangle that lies inside of the level. Empty on success, else OpenSlide's reason.
std::string readRaw(openslide_t* handle, const LevelRegion& part, double downsample, Image& out) {
    openslide_read_region(handle, reinterpret_cast<std::uint32_t*>(out.data()), levelZero(part.x, downsample),
                          levelZero(part.y, downsample), part.level, part.width, part.height);
    return errorOf(handle);
}

void paste(const Image& from, const LevelRegion& fromAt, Image& to, const LevelRegion& toAt) {
    const std::int64_t left = std::max(fromAt.x, toAt.x), right = std::min(fromAt.x + fromAt.width, toAt.x + toAt.width);
    const std::int64_t top = std::max(fromAt.y, toAt.y), bottom = std::min(fromAt.y + fromAt.height, toAt.y + toAt.height);
    if (left >= right) return;
    for (std::int64_t y = top; y < bottom; ++y)
        std::memcpy(to.pixel(static_cast<int>(left - toAt.x), static_cast<int>(y - toAt.y)),
                    from.pixel(static_cast<int>(left - fromAt.x), static_cast<int>(y - fromAt.y)),
                    static_cast<std::size_t>(right - left) * to.channels());
}

class OpenSlideSlide final : public Slide {
public:
    OpenSlideSlide(SlideInfo info, Handle handle) : m_info(std::move(info)), m_handle(std::move(handle)) {}

    const SlideInfo& info() const override { return m_info; }

    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        const std::string what = "cannot read " + placeOf(region);
        if (region.level < 0 || region.level >= static_cast<int>(m_info.levels.size()))
            return Error{what, m_info.path.string(), "the slide has " + std::to_string(m_info.levels.size()) + " levels"};
        if (region.width <= 0 || region.height <= 0) return Error{what, m_info.path.string(), "the region is empty"};
        try {
            return read(what, [&](openslide_t* handle, Image& image) { return readInto(handle, region, image); },
                        {region.width, region.height});
        } catch (const std::bad_alloc&) {
            return Error{what, m_info.path.string(), "not enough memory for so large a region"};
        }
    }

    Result<ImagePtr> readAssociatedImage(const std::string& name) const override {
        const std::string what = "cannot read associated image \"" + name + "\"";
        if (std::find(m_info.associatedImages.begin(), m_info.associatedImages.end(), name) == m_info.associatedImages.end())
            return Error{what, m_info.path.string(), "the slide has none of that name"};
        PixelSize size;
        const Handle handle = current();
        openslide_get_associated_image_dimensions(handle.get(), name.c_str(), &size.width, &size.height);
        if (size.width <= 0) {  // killed by another reader: the size is asked of a fresh handle
            const auto fresh = openHandle(m_info.path);
            if (!fresh) return Error{what, m_info.path.string(), fresh.error().why};
            openslide_get_associated_image_dimensions(fresh->get(), name.c_str(), &size.width, &size.height);
        }
        if (size.width <= 0 || size.height <= 0) return Error{what, m_info.path.string(), "its size is unknown"};
        if (size.width > kLargestAssociated / size.height) return Error{what, m_info.path.string(), "it is too large to be shown as one picture"};
        return read(what, [&](openslide_t* h, Image& image) {
            openslide_read_associated_image(h, name.c_str(), reinterpret_cast<std::uint32_t*>(image.data()));
            return errorOf(h);
        }, size);
    }

private:
    Handle current() const {
        const std::lock_guard lock(m_handleMutex);
        return m_handle;
    }

    /// `readFrom` runs on the shared handle and, when that has failed (perhaps by another reader's bad tile, since any
    /// error kills the whole handle), once more on a handle of its own, which tells whose fault it was.
    template <typename ReadFrom>
    Result<ImagePtr> read(const std::string& what, const ReadFrom& readFrom, PixelSize size) const {
        auto image = std::make_shared<Image>(Image::unfilled(static_cast<int>(size.width), static_cast<int>(size.height), PixelFormat::Bgra8Premultiplied));
        const Handle shared = current();
        if (readFrom(shared.get(), *image).empty()) return ImagePtr(image);

        const std::lock_guard recovering(m_recoveryMutex);
        auto fresh = reopen();
        if (!fresh) return Error{what, m_info.path.string(), fresh.error().why};
        *image = Image(image->width(), image->height(), image->format());
        const std::string why = readFrom(fresh->get(), *image);
        if (!why.empty()) {
            // This place is bad. The shared handle may already be a good one of another reader; a dead one is replaced.
            if (!errorOf(current().get()).empty())
                if (auto another = reopen()) publish(std::move(*another));
            logDebug(m_info.path.string() + ": " + what + ": " + why);
            return Error{what, m_info.path.string(), why};
        }
        publish(std::move(*fresh));
        return ImagePtr(image);
    }

    Result<Handle> reopen() const {
        auto handle = openHandle(m_info.path);
        if (!handle) return handle;
        PixelSize size;
        openslide_get_level0_dimensions(handle->get(), &size.width, &size.height);
        const char* hash = openslide_get_property_value(handle->get(), OPENSLIDE_PROPERTY_NAME_QUICKHASH1);
        const auto known = m_info.properties.find(OPENSLIDE_PROPERTY_NAME_QUICKHASH1);
        const bool sameHash = known == m_info.properties.end() || (hash && known->second == hash);
        if (!(size == m_info.size()) || !sameHash ||
            openslide_get_level_count(handle->get()) != static_cast<int>(m_info.levels.size()))
            return Error{"cannot open slide", m_info.path.string(), "the file was replaced by another while it was open"};
        return handle;
    }

    void publish(Handle handle) const {
        const std::lock_guard lock(m_handleMutex);
        m_handle = std::move(handle);
    }

    /// Fills what lies inside of the level and leaves the rest transparent. OpenSlide takes origins in level-0 pixels:
    /// where the downsample is no integer a pixel would depend on the origin of the read, so that overlapping reads would
    /// differ; blocks on a fixed grid make every pixel the same in every read.
    std::string readInto(openslide_t* handle, const LevelRegion& region, Image& image) const {
        const SlideLevel& level = m_info.levels[region.level];
        const std::int64_t left = std::max<std::int64_t>(region.x, 0), top = std::max<std::int64_t>(region.y, 0);
        const std::int64_t right = std::min(region.x + region.width, level.size.width);
        const std::int64_t bottom = std::min(region.y + region.height, level.size.height);
        const bool isWithin = left == region.x && top == region.y && right == region.x + region.width && bottom == region.y + region.height;
        if (!isWithin) std::fill_n(image.data(), image.sizeBytes(), std::uint8_t{0});
        if (left >= right || top >= bottom) return errorOf(handle);
        if (isWhole(level.downsample)) {
            const LevelRegion inside{region.level, left, top, static_cast<int>(right - left), static_cast<int>(bottom - top)};
            return readPart(handle, inside, region, image);
        }
        for (std::int64_t y = top / kBlock * kBlock; y < bottom; y += kBlock)
            for (std::int64_t x = left / kBlock * kBlock; x < right; x += kBlock) {
                const LevelRegion block{region.level, x, y, static_cast<int>(std::min<std::int64_t>(kBlock, level.size.width - x)),
                                        static_cast<int>(std::min<std::int64_t>(kBlock, level.size.height - y))};
                if (std::string why = readPart(handle, block, region, image); !why.empty()) return why;
            }
        return {};
    }

    std::string readPart(openslide_t* handle, const LevelRegion& part, const LevelRegion& region, Image& image) const {
        const double downsample = m_info.levels[part.level].downsample;
        if (part.x == region.x && part.y == region.y && part.width == region.width && part.height == region.height)
            return readRaw(handle, part, downsample, image);
        Image buffer = Image::unfilled(part.width, part.height, PixelFormat::Bgra8Premultiplied);
        std::string why = readRaw(handle, part, downsample, buffer);
        paste(buffer, part, image, region);
        return why;
    }

    const SlideInfo m_info;
    mutable std::mutex m_recoveryMutex;  // one reader at a time opens the file again
    mutable std::mutex m_handleMutex;    // guards m_handle
    mutable Handle m_handle;
};

}  // namespace

std::string openSlideVendor(const std::filesystem::path& path) {
    const char* vendor = openslide_detect_vendor(path.c_str());
    return vendor ? vendor : "";
}

std::filesystem::path dicomSlideIn([[maybe_unused]] const std::filesystem::path& folder) {
#if BOWMAN_OPENSLIDE_4
    std::error_code code;
    std::filesystem::path first;
    for (auto entry = std::filesystem::directory_iterator(folder, code); !code && entry != std::filesystem::directory_iterator(); entry.increment(code))
        if (entry->is_regular_file(code) && (first.empty() || entry->path() < first) && openSlideVendor(entry->path()) == "dicom") first = entry->path();
    return first;
#else
    return {};
#endif
}

Result<SlidePtr> openWithOpenSlide(const std::filesystem::path& path) {
    sendTiffMessagesToLog();
    if (!openslide_detect_vendor(path.c_str())) return SlidePtr();
    if (const std::string danger = openSlideDanger(path); !danger.empty()) return Error{"cannot open slide", path.string(), "damaged: " + danger};
    auto handle = openHandle(path);
    if (!handle) return handle.error();
    auto info = infoOf(handle->get(), path);
    if (!info) return info.error();
    return SlidePtr(std::make_shared<OpenSlideSlide>(std::move(*info), std::move(*handle)));
}

}  // namespace bowman
