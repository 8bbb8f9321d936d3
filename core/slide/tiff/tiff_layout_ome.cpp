// OME-TIFF: which directory holds which plane. https://docs.openmicroscopy.org/ome-model/latest/ome-tiff/specification.html
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <set>

#include "core/slide/properties.h"
#include "core/slide/tiff/tiff_layout.h"

namespace bowman {
namespace {

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

}  // namespace

Result<TiffLayout> layoutOfOme(const std::vector<TiffPage>& pages, const OmeXml& xml, const std::string& fileName) {
    const int mainPages = static_cast<int>(std::count_if(pages.begin(), pages.end(), [](const TiffPage& page) { return !page.isSubImage; }));
    const Whereabouts where(xml, fileName);
    TiffLayout layout;
    layout.format = "ome-tiff";
    const OmeImage* base = &xml.images.front();
    for (const OmeImage& image : xml.images)
        if (roleOf(image).empty() && (!roleOf(*base).empty() || image.sizeX * image.sizeY > base->sizeX * base->sizeY)) base = &image;
    int channels = base->planeChannels();
    if (static_cast<std::int64_t>(channels) * base->sizeZ > 100000) return Error{"cannot open slide", fileName, "its OME-XML tells of too many planes"};
    std::vector<int> directories = directoriesOf(*base, channels, mainPages, where);
    const auto present = std::find_if(directories.begin(), directories.end(), [](int i) { return i >= 0; });
    if (present == directories.end()) return Error{"cannot open slide", fileName, "the planes that its OME-XML names lie in other files"};
    const TiffPage& page = pages[static_cast<std::size_t>(*present)];
    if (!page.unreadable.empty()) return Error{"cannot open slide", fileName, page.unreadable};
    if (page.size.width != base->sizeX || page.size.height != base->sizeY)
        layout.notes.push_back("the OME-XML says " + std::to_string(base->sizeX) + " × " + std::to_string(base->sizeY) + " px, the image has " +
                               std::to_string(page.size.width) + " × " + std::to_string(page.size.height));
    // Some writers count the samples of a picture in colour as channels, without saying that they are one.
    const bool samplesAreChannels = page.channels() > 1 && channels == page.channels() && std::count_if(directories.begin(), directories.end(), [](int i) { return i >= 0; }) <= base->sizeZ;
    layout.isColour = page.isColour() || (channels == 1 && page.channels() == 1);
    layout.zCount = base->sizeZ;
    if (samplesAreChannels && page.isColour()) channels = 1;
    for (int c = 0; c < channels; ++c) {
        const OmeChannel named = c < static_cast<int>(base->channels.size()) ? base->channels[static_cast<std::size_t>(c)] : OmeChannel{};
        const bool isBlack = named.colour && *named.colour == std::array<std::uint8_t, 3>{0, 0, 0};
        layout.channels.push_back({named.name.empty() && channels > 1 ? "channel " + std::to_string(c + 1) : named.name,
                                   named.colour && !isBlack ? *named.colour : defaultColour(c, channels)});
    }
    TiffLevelPages level;
    level.size = page.size;
    const int stride = base->planeChannels();
    for (int z = 0; z < layout.zCount; ++z)
        for (int c = 0; c < channels; ++c) {
            int found = directories[static_cast<std::size_t>(z * stride + (samplesAreChannels ? 0 : c))];
            if (samplesAreChannels)   // one directory a z, wherever the count of channels has put it
                found = z < mainPages && base->tiffData.empty() ? z : found;
            const bool fits = found >= 0 && pages[static_cast<std::size_t>(found)].unreadable.empty() && pages[static_cast<std::size_t>(found)].size == page.size &&
                              pages[static_cast<std::size_t>(found)].samples == page.samples && pages[static_cast<std::size_t>(found)].blockWidth == page.blockWidth &&
                              pages[static_cast<std::size_t>(found)].blockHeight == page.blockHeight;
            level.planes.push_back({fits ? found : -1, samplesAreChannels && !page.isColour() ? c : 0});
        }
    if (std::all_of(level.planes.begin(), level.planes.end(), [](const TiffPlane& plane) { return plane.page < 0; }))
        return Error{"cannot open slide", fileName, "the planes of its OME-XML do not fit its images"};
    const auto missing = std::count_if(level.planes.begin(), level.planes.end(), [](const TiffPlane& plane) { return plane.page < 0; });
    if (missing > 0) layout.notes.push_back(std::to_string(missing) + " of " + std::to_string(level.planes.size()) + " planes are not in this file");
    if (base->sizeT > 1) layout.notes.push_back("the first of " + std::to_string(base->sizeT) + " time points is shown");
    layout.levels.push_back(std::move(level));
    layout.umPerPx = scaleOf(*base);
    layout.objectivePower = xml.objectivePower;
    layout.significantBits = base->significantBits;
    for (const OmeImage& image : xml.images) {
        const std::string role = roleOf(image);
        if (&image == base || role.empty() || layout.associated.contains(role)) continue;
        const auto other = directoriesOf(image, image.planeChannels(), mainPages, where);
        if (!image.tiffData.empty() && other.front() >= 0 && pages[static_cast<std::size_t>(other.front())].unreadable.empty()) layout.associated[role] = other.front();
    }
    return layout;
}

}  // namespace bowman
