// OME-TIFF: which directory holds which plane. https://docs.openmicroscopy.org/ome-model/latest/ome-tiff/specification.html
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <set>

#include "core/slide/properties.h"
#include "core/slide/tiff/tiff_layout.h"

namespace bowman {
namespace {

constexpr std::int64_t kMostPlanes = 100000;

struct PlaneIndex {
    int z = 0, c = 0, t = 0;
};

/// The n-th plane in the image's order of dimensions.
PlaneIndex planeAt(const OmeImage& image, int channels, int n) {
    PlaneIndex index;
    for (const char axis : image.order.size() == 5 ? image.order.substr(2) : std::string("CZT")) {
        int& at = axis == 'Z' ? index.z : axis == 'C' ? index.c : index.t;
        const int count = axis == 'Z' ? image.sizeZ : axis == 'C' ? channels : image.sizeT;
        at = n % count;
        n /= count;
    }
    return index;
}

int numberOf(const OmeImage& image, int channels, PlaneIndex index) {
    int number = 0, step = 1;
    for (const char axis : image.order.size() == 5 ? image.order.substr(2) : std::string("CZT")) {
        number += step * (axis == 'Z' ? index.z : axis == 'C' ? index.c : index.t);
        step *= axis == 'Z' ? image.sizeZ : axis == 'C' ? channels : image.sizeT;
    }
    return number;
}

/// Whether planes lie in this file, which may have been renamed since.
class Whereabouts {
public:
    Whereabouts(const OmeXml& xml, std::string fileName) : m_uuid(xml.uuid), m_fileName(std::move(fileName)) {
        for (const OmeImage& image : xml.images)
            for (const OmeTiffData& data : image.tiffData) m_files.insert(data.uuid + "|" + data.fileName);
    }

    bool isHere(const OmeTiffData& data) const {
        if ((data.uuid.empty() && data.fileName.empty()) || m_files.size() == 1) return true;
        return (!m_uuid.empty() && data.uuid == m_uuid) || (!data.fileName.empty() && data.fileName == m_fileName);
    }

private:
    const std::string m_uuid, m_fileName;
    std::set<std::string> m_files;
};

/// The directory of every plane (z × channels + c) of the first time point; −1 where it is not in this file.
std::vector<int> directoriesOf(const OmeImage& image, int channels, int mainPages, const Whereabouts& where) {
    std::vector<int> directories(static_cast<std::size_t>(image.sizeZ) * static_cast<std::size_t>(channels), -1);
    const auto put = [&](PlaneIndex index, int ifd) {
        if (index.t != 0 || index.z >= image.sizeZ || index.c >= channels || ifd < 0 || ifd >= mainPages) return;
        directories[static_cast<std::size_t>(index.z) * static_cast<std::size_t>(channels) + static_cast<std::size_t>(index.c)] = ifd;
    };
    if (image.tiffData.empty())
        for (int n = 0; n < mainPages; ++n) put(planeAt(image, channels, n), n);
    for (const OmeTiffData& data : image.tiffData) {
        if (!where.isHere(data)) continue;
        const int count = std::clamp(data.planeCount.value_or(data.ifd ? 1 : mainPages), 0, mainPages);
        const int first = numberOf(image, channels, {data.firstZ, data.firstC, data.firstT});
        for (int n = 0; n < count; ++n) put(planeAt(image, channels, first + n), data.ifd.value_or(0) + n);
    }
    return directories;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// "label", "macro" or "thumbnail" where the image's name says so.
std::string roleOf(const OmeImage& image) {
    const std::string name = lower(image.name);
    if (name.find("label") != std::string::npos) return "label";
    if (name.find("macro") != std::string::npos || name.find("overview") != std::string::npos) return "macro";
    return name.find("thumb") != std::string::npos ? "thumbnail" : "";
}

std::string numberText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

MicronsPerPixel scaleOf(const OmeImage& image) {
    if (!image.physicalX && !image.physicalY) return {std::nullopt, "none", ""};
    const double x = image.physicalX.value_or(image.physicalY.value_or(0)), y = image.physicalY.value_or(x);
    const std::string& unitX = image.physicalX ? image.unitX : image.unitY;
    const std::string& unitY = image.physicalY ? image.unitY : unitX;
    std::string tag = "OME PhysicalSizeX = " + numberText(x) + " " + unitX;
    if (x != y || unitX != unitY) tag += ", PhysicalSizeY = " + numberText(y) + " " + unitY;
    const auto perX = micronsPer(unitX), perY = micronsPer(unitY);
    if (!perX || !perY) return {std::nullopt, "none", tag};
    return scaleInFile(x * *perX, y * *perY, tag);
}

/// The image that is the slide: the largest that is no label or macro picture.
const OmeImage& slideImage(const OmeXml& xml) {
    const OmeImage* base = &xml.images.front();
    for (const OmeImage& image : xml.images)
        if (roleOf(image).empty() && (!roleOf(*base).empty() || image.sizeX * image.sizeY > base->sizeX * base->sizeY)) base = &image;
    return *base;
}

std::vector<TiffChannel> channelsOf(const OmeImage& image, int count) {
    std::vector<TiffChannel> channels;
    for (int c = 0; c < count; ++c) {
        const OmeChannel named = c < static_cast<int>(image.channels.size()) ? image.channels[static_cast<std::size_t>(c)] : OmeChannel{};
        const bool isBlack = named.colour && *named.colour == std::array<std::uint8_t, 3>{0, 0, 0};
        channels.push_back({named.name.empty() && count > 1 ? "channel " + std::to_string(c + 1) : named.name,
                            named.colour && !isBlack ? *named.colour : defaultColour(c, count)});
    }
    return channels;
}

/// Where the planes of one image lie, and of what kind they are.
struct OmePlanes {
    std::vector<int> directories;   ///< z × stride + channel
    int stride = 1;                 ///< channels as the XML counts them
    int channels = 1;               ///< as they are shown
    const TiffPage* first = nullptr;
    /// Some writers count the samples of a page as channels, without saying that they are one.
    bool samplesAreChannels = false;
};

OmePlanes planesOf(const OmeImage& image, const std::vector<TiffPage>& pages, int mainPages, const Whereabouts& where) {
    OmePlanes planes;
    planes.stride = planes.channels = image.planeChannels();
    planes.directories = directoriesOf(image, planes.stride, mainPages, where);
    const auto present = std::find_if(planes.directories.begin(), planes.directories.end(), [](int i) { return i >= 0; });
    if (present == planes.directories.end()) return planes;
    planes.first = &pages[static_cast<std::size_t>(*present)];
    const auto count = std::count_if(planes.directories.begin(), planes.directories.end(), [](int i) { return i >= 0; });
    planes.samplesAreChannels = planes.first->channels() > 1 && planes.stride == planes.first->channels() && count <= image.sizeZ;
    if (planes.samplesAreChannels && planes.first->isColour()) planes.channels = 1;
    return planes;
}

bool fits(const TiffPage& page, const TiffPage& first) {
    return page.unreadable.empty() && page.size == first.size && page.samples == first.samples && page.blockWidth == first.blockWidth && page.blockHeight == first.blockHeight;
}

TiffLevelPages levelOf(const OmeImage& image, const OmePlanes& planes, const std::vector<TiffPage>& pages, int mainPages) {
    TiffLevelPages level;
    level.size = planes.first->size;
    for (int z = 0; z < image.sizeZ; ++z)
        for (int c = 0; c < planes.channels; ++c) {
            int page = planes.directories[static_cast<std::size_t>(z * planes.stride + (planes.samplesAreChannels ? 0 : c))];
            if (planes.samplesAreChannels && image.tiffData.empty() && z < mainPages) page = z;   // one directory a z, wherever counting channels has put it
            if (page >= 0 && !fits(pages[static_cast<std::size_t>(page)], *planes.first)) page = -1;
            level.planes.push_back({page, planes.samplesAreChannels && !planes.first->isColour() ? c : 0});
        }
    return level;
}

std::vector<std::string> notesOn(const OmeImage& image, const TiffLevelPages& level) {
    std::vector<std::string> notes;
    if (level.size.width != image.sizeX || level.size.height != image.sizeY)
        notes.push_back("the OME-XML says " + std::to_string(image.sizeX) + " × " + std::to_string(image.sizeY) + " px, the image has " +
                        std::to_string(level.size.width) + " × " + std::to_string(level.size.height));
    const auto missing = std::count_if(level.planes.begin(), level.planes.end(), [](const TiffPlane& plane) { return plane.page < 0; });
    if (missing > 0) notes.push_back(std::to_string(missing) + " of " + std::to_string(level.planes.size()) + " planes are not in this file");
    if (image.sizeT > 1) notes.push_back("the first of " + std::to_string(image.sizeT) + " time points is shown");
    return notes;
}

}  // namespace

Result<TiffLayout> layoutOfOme(const std::vector<TiffPage>& pages, const OmeXml& xml, const std::string& fileName) {
    const auto failed = [&](const std::string& why) { return Error{"cannot open slide", fileName, why}; };
    const int mainPages = static_cast<int>(std::count_if(pages.begin(), pages.end(), [](const TiffPage& page) { return !page.isSubImage; }));
    const Whereabouts where(xml, fileName);
    const OmeImage& image = slideImage(xml);
    if (static_cast<std::int64_t>(image.planeChannels()) * image.sizeZ > kMostPlanes) return failed("its OME-XML tells of too many planes");
    const OmePlanes planes = planesOf(image, pages, mainPages, where);
    if (!planes.first) return failed("the planes that its OME-XML names lie in other files");
    if (!planes.first->unreadable.empty()) return failed(planes.first->unreadable);

    TiffLayout layout;
    layout.format = "ome-tiff";
    layout.isColour = planes.first->isColour() || (planes.channels == 1 && planes.first->channels() == 1);
    layout.zCount = image.sizeZ;
    layout.channels = channelsOf(image, planes.channels);
    layout.levels.push_back(levelOf(image, planes, pages, mainPages));
    const auto& shown = layout.levels.front().planes;
    if (std::all_of(shown.begin(), shown.end(), [](const TiffPlane& plane) { return plane.page < 0; })) return failed("the planes of its OME-XML do not fit its images");
    layout.notes = notesOn(image, layout.levels.front());
    layout.umPerPx = scaleOf(image);
    layout.objectivePower = xml.objectivePower;
    layout.significantBits = image.significantBits;
    for (const OmeImage& other : xml.images) {
        const std::string role = roleOf(other);
        if (&other == &image || role.empty() || other.tiffData.empty() || layout.associated.contains(role)) continue;
        if (static_cast<std::int64_t>(other.planeChannels()) * other.sizeZ > kMostPlanes) continue;
        const int page = directoriesOf(other, other.planeChannels(), mainPages, where).front();
        if (page >= 0 && pages[static_cast<std::size_t>(page)].unreadable.empty()) layout.associated[role] = page;
    }
    return layout;
}

}  // namespace bowman
