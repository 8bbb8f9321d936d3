#include "core/slide/tiff/tiff_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace bowman {
namespace {

/// Pages that can be planes of one picture.
bool isSameKind(const TiffPage& a, const TiffPage& b) {
    return a.size == b.size && a.samples == b.samples && a.bits == b.bits && a.kind == b.kind && a.isColour() == b.isColour() &&
           a.blockWidth == b.blockWidth && a.blockHeight == b.blockHeight;
}

/// Whether halving `base` again and again, with any rounding, gives this size.
bool isHalvedVersion(PixelSize base, PixelSize size) {
    for (int k = 1; k < 20; ++k) {
        const double w = std::ldexp(static_cast<double>(base.width), -k), h = std::ldexp(static_cast<double>(base.height), -k);
        if (std::abs(w - static_cast<double>(size.width)) <= 1 && std::abs(h - static_cast<double>(size.height)) <= 1) return true;
    }
    return false;
}

TiffChannel numbered(int channel, int count) { return {"channel " + std::to_string(channel + 1), defaultColour(channel, count)}; }

bool contains(std::string text, const char* what) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.find(what) != std::string::npos;
}

std::string associatedName(const TiffPage& page, PixelSize base, const std::map<std::string, int>& taken) {
    const std::string text = page.description.substr(0, 4096) + " " + page.name;
    std::string name = contains(text, "label") ? "label" : contains(text, "macro") || contains(text, "overview") ? "macro" : contains(text, "thumb") || isSmallerVersion(base, page.size) ? "thumbnail" : "";
    if (name.empty() || taken.contains(name)) name = "image " + std::to_string(page.number + 1);
    return name;
}

/// "channels=3" in the text that ImageJ writes; 1 where it is absent.
int imageJCount(const std::string& description, const std::string& key) {
    const auto at = description.find("\n" + key + "=");
    return at == std::string::npos ? 1 : std::max(1, std::atoi(description.c_str() + at + key.size() + 2));
}

bool isMain(const TiffPage& page) { return !page.isSubImage && page.unreadable.empty(); }

/// The largest picture that is not said to be a smaller version; the first of them.
int baseOf(const std::vector<TiffPage>& pages) {
    int best = -1;
    const auto area = [&](int i) { return static_cast<double>(pages[i].size.width) * static_cast<double>(pages[i].size.height); };
    for (int i = 0; i < static_cast<int>(pages.size()); ++i) {
        if (!isMain(pages[i])) continue;
        const bool isBetter = best < 0 || (pages[best].isReduced && !pages[i].isReduced) ||
                              (pages[best].isReduced == pages[i].isReduced && area(i) > area(best));
        if (isBetter) best = i;
    }
    return best;
}

/// A page in the main chain that cannot be read although it is the picture that all others are smaller versions of, or
/// things beside it: to show one of those in its place would give wrong places and a wrong scale. -1: there is none.
int lostBase(const std::vector<TiffPage>& pages, int base) {
    const auto area = [](const TiffPage& page) { return static_cast<double>(page.size.width) * static_cast<double>(page.size.height); };
    const TiffPage& shown = pages[static_cast<std::size_t>(base)];
    for (int i = 0; i < static_cast<int>(pages.size()); ++i) {
        const TiffPage& page = pages[static_cast<std::size_t>(i)];
        if (page.isSubImage || page.unreadable.empty() || page.isReduced) continue;
        if (shown.isReduced || area(page) > area(shown) || i == 0) return i;
    }
    return -1;
}

/// The run of pages from `first` that are planes of one picture.
std::vector<int> runFrom(const std::vector<TiffPage>& pages, int first) {
    std::vector<int> run;
    for (int i = first; i < static_cast<int>(pages.size()) && isMain(pages[i]) && isSameKind(pages[i], pages[first]) && run.size() < 4096; ++i) run.push_back(i);
    return run;
}

/// The pages that are planes of the picture at `base`. Green and blue may also lie as sub-images of red.
std::vector<int> planesFrom(const std::vector<TiffPage>& pages, int base) {
    std::vector<int> run = runFrom(pages, base);
    const TiffPage& page = pages[static_cast<std::size_t>(base)];
    if (run.size() != 1 || page.subPages.size() != 2 || page.channels() != 1) return run;
    for (const int sub : page.subPages)
        if (const TiffPage& other = pages[static_cast<std::size_t>(sub)]; !other.unreadable.empty() || !isSameKind(other, page)) return run;
    run.insert(run.end(), page.subPages.begin(), page.subPages.end());
    return run;
}

/// Channels inside of one page of many samples (fluorescence, pixel-interleaved).
void samplesAsChannels(const TiffPage& page, TiffLayout& layout) {
    layout.isColour = false;
    for (int c = 0; c < page.channels(); ++c) layout.channels.push_back(numbered(c, page.channels()));
}

/// The name in the description that Akoya's and PerkinElmer's scanners write for each channel.
std::string qptiffChannelName(const TiffPage& page, int number) {
    const auto tag = [&](const std::string& name) {
        const auto begin = page.description.find("<" + name + ">");
        const auto end = begin == std::string::npos ? begin : page.description.find("</" + name + ">", begin);
        return end == std::string::npos ? std::string() : page.description.substr(begin + name.size() + 2, end - begin - name.size() - 2);
    };
    for (const char* name : {"Biomarker", "Name"})
        if (const std::string text = tag(name); !text.empty()) return text;
    return "channel " + std::to_string(number + 1);
}

/// Decides what a run of pages of the same size is: channels of one picture or z planes.
void nameRun(const std::vector<TiffPage>& pages, const std::vector<int>& run, TiffLayout& layout) {
    const TiffPage& base = pages[static_cast<std::size_t>(run.front())];
    const int count = static_cast<int>(run.size());
    const bool isImageJ = base.description.starts_with("ImageJ=");
    const int channels = imageJCount(base.description, "channels"), slices = imageJCount(base.description, "slices");
    if (base.isColour()) {
        layout.channels = {{"", {}}};
        layout.zCount = count;
    } else if (base.channels() > 1) {
        samplesAsChannels(base, layout);
        layout.zCount = count;
    } else if (isImageJ && channels * slices <= count && channels > 1) {
        for (int c = 0; c < channels; ++c) layout.channels.push_back(numbered(c, channels));
        layout.zCount = slices;
    } else if (layout.format == "qptiff" && count > 1) {
        for (int c = 0; c < count; ++c)
            layout.channels.push_back({qptiffChannelName(pages[static_cast<std::size_t>(run[static_cast<std::size_t>(c)])], c), defaultColour(c, count)});
    } else if (count == 3 && base.bits == 8 && !isImageJ) {   // HuBMAP: red, green and blue as images of their own
        layout.channels = {{"red", {255, 0, 0}}, {"green", {0, 255, 0}}, {"blue", {0, 0, 255}}};
    } else {
        layout.channels = {{"", {255, 255, 255}}};
        layout.isColour = true;
        layout.zCount = count;
    }
}

/// The planes of a level from the pages that hold them, in the order z, channel.
TiffLevelPages levelOf(const std::vector<TiffPage>& pages, const std::vector<int>& run, const TiffLayout& layout) {
    TiffLevelPages level;
    level.size = pages[static_cast<std::size_t>(run.front())].size;
    const bool isInSamples = !layout.isColour && pages[static_cast<std::size_t>(run.front())].channels() > 1;
    for (int z = 0; z < layout.zCount; ++z)
        for (int c = 0; c < static_cast<int>(layout.channels.size()); ++c)
            level.planes.push_back(isInSamples ? TiffPlane{run[static_cast<std::size_t>(z)], c}
                                               : TiffPlane{run[static_cast<std::size_t>(z) * layout.channels.size() + static_cast<std::size_t>(c)], 0});
    return level;
}

/// Smaller versions in the main chain: runs as long as that of the base.
void addChainLevels(const std::vector<TiffPage>& pages, const TiffPage& base, std::size_t runLength, std::vector<bool>& used, TiffLayout& layout) {
    for (int i = 0; i < static_cast<int>(pages.size()); ++i) {
        const TiffPage& page = pages[static_cast<std::size_t>(i)];
        if (used[static_cast<std::size_t>(i)] || !isMain(page) || page.samples != base.samples || page.bits != base.bits || page.isColour() != base.isColour()) continue;
        if (base.description.starts_with("Aperio") && page.isTiled != base.isTiled) continue;   // its thumbnail, of whatever size
        const PixelSize last = layout.levels.back().size;
        const bool isLevel = (page.isReduced && isSmallerVersion(base.size, page.size)) || isHalvedVersion(base.size, page.size);
        if (!isLevel || page.size.width >= last.width || page.size.height >= last.height) continue;
        std::vector<int> run = runFrom(pages, i);
        if (run.size() < runLength) continue;
        run.resize(runLength);
        layout.levels.push_back(levelOf(pages, run, layout));
        for (const int index : run) used[static_cast<std::size_t>(index)] = true;
    }
}

/// Smaller versions as sub-images of each plane's page.
void addSubImageLevels(const std::vector<TiffPage>& pages, TiffLayout& layout) {
    const std::vector<TiffPlane> planes = layout.levels.front().planes;
    std::size_t count = 10000;
    for (const TiffPlane& plane : planes)
        if (plane.page >= 0) count = std::min(count, pages[static_cast<std::size_t>(plane.page)].subPages.size());
    for (std::size_t k = 0; k < count; ++k) {
        TiffLevelPages level;
        bool isUsable = true;
        const TiffPage* first = nullptr;
        for (const TiffPlane& plane : planes) {
            if (plane.page < 0) {
                level.planes.push_back({});
                continue;
            }
            const int index = pages[static_cast<std::size_t>(plane.page)].subPages[k];
            const TiffPage& page = pages[static_cast<std::size_t>(index)];
            if (!first) first = &page;
            isUsable = isUsable && page.unreadable.empty() && isSameKind(page, *first) && page.samples == pages[static_cast<std::size_t>(plane.page)].samples;
            level.planes.push_back({index, plane.sample});
        }
        if (!first || !isUsable || !isSmallerVersion(layout.levels.front().size, first->size) || first->size.width >= layout.levels.back().size.width) {
            layout.notes.push_back("smaller image " + std::to_string(k + 1) + " is left out: " + (first && !first->unreadable.empty() ? first->unreadable : "it does not fit the others"));
            continue;
        }
        level.size = first->size;
        layout.levels.push_back(std::move(level));
    }
}

}  // namespace

std::array<std::uint8_t, 3> defaultColour(int channel, int count) {
    // Up to three are red, green and blue; more take turns through six colours, DAPI's usual blue first.
    constexpr std::array<std::array<std::uint8_t, 3>, 6> kColours = {{{0, 0, 255}, {0, 255, 0}, {255, 0, 0}, {255, 255, 0}, {0, 255, 255}, {255, 0, 255}}};
    if (count == 1) return {255, 255, 255};
    return count <= 3 ? kColours[static_cast<std::size_t>(2 - channel)] : kColours[static_cast<std::size_t>(channel) % kColours.size()];
}

bool isSmallerVersion(PixelSize base, PixelSize size) {
    if (size.width < 1 || size.height < 1 || size.width >= base.width || size.height >= base.height) return false;
    const double x = static_cast<double>(base.width) / static_cast<double>(size.width), y = static_cast<double>(base.height) / static_cast<double>(size.height);
    // A pixel more or less on either side, and 2 % for writers that fill up their tiles.
    const double slack = 0.02 + 1.0 / static_cast<double>(std::min(size.width, size.height));
    return std::abs(x / y - 1) <= slack;
}

Result<TiffLayout> layoutOf(const std::vector<TiffPage>& pages, const std::string& fileName) {
    const TiffPage& first = pages.front();
    Result<TiffLayout> layout = TiffLayout{};
    std::vector<bool> used(pages.size());
    std::string omeProblem;
    const auto xml = isOmeXml(first.description) ? readOmeXml(first.description, omeProblem) : std::nullopt;
    if (xml) {
        layout = layoutOfOme(pages, *xml, fileName);
        if (!layout) return layout;
        for (const TiffPlane& plane : layout->levels.front().planes)
            if (plane.page >= 0) used[static_cast<std::size_t>(plane.page)] = true;
        for (const auto& [name, page] : layout->associated) used[static_cast<std::size_t>(page)] = true;
    } else {
        if (!omeProblem.empty()) layout->notes.push_back("the OME-XML cannot be read: " + omeProblem);
        const int base = baseOf(pages);
        if (base < 0) return Error{"cannot open slide", fileName, "none of its " + std::to_string(pages.size()) + " images can be read: " + first.unreadable};
        if (const int lost = lostBase(pages, base); lost >= 0)
            return Error{"cannot open slide", fileName, "its main image cannot be read: " + pages[static_cast<std::size_t>(lost)].unreadable};
        layout->format = first.description.find("PerkinElmer-QPI") != std::string::npos ? "qptiff" : "tiff";
        std::vector<int> run = planesFrom(pages, base);
        layout->isColour = pages[static_cast<std::size_t>(base)].isColour();
        nameRun(pages, run, *layout);
        layout->levels.push_back(levelOf(pages, run, *layout));
        for (const int index : run) used[static_cast<std::size_t>(index)] = true;
    }
    addSubImageLevels(pages, *layout);
    // What follows in the chain as smaller versions comes in the order of the pages, which OME-XML may have mixed.
    const auto& planes = layout->levels.front().planes;
    if (layout->levels.size() == 1 && (!xml || planes.size() == 1)) {
        const TiffPage base = pages[static_cast<std::size_t>(planes.front().page)];
        const bool isInSamples = !layout->isColour && base.channels() > 1;
        addChainLevels(pages, base, isInSamples ? static_cast<std::size_t>(layout->zCount) : planes.size(), used, *layout);
    }
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (!used[i] && isMain(pages[i])) layout->associated[associatedName(pages[i], layout->levels.front().size, layout->associated)] = static_cast<int>(i);
        else if (!used[i] && !pages[i].isSubImage && !pages[i].unreadable.empty()) layout->notes.push_back("image " + std::to_string(pages[i].number + 1) + " cannot be read: " + pages[i].unreadable);
    return layout;
}

}  // namespace bowman
