#include "models/training/labelled_images.h"

#include <cstdio>
#include <map>
#include <set>

#include "core/base/log.h"
#include "core/measure/judged_objects.h"
#include "core/slide/image_file.h"
#include "models/training/data_index.h"
#include "models/training/augment/image_view.h"

namespace bowman {
namespace {

Image resized(Image& image, double factor, int interpolation) {
    const int width = std::max(1, int(image.width() * factor + 0.5)), height = std::max(1, int(image.height() * factor + 0.5));
    Image result(width, height, image.format());
    cv::Mat target = matView(result);
    cv::resize(matView(image), target, target.size(), 0, 0, interpolation);
    return result;
}

void toLabels(Image& mask, const std::string& dataset, const std::vector<IgnoreRect>& ignore) {
    cv::Mat labels = matView(mask);
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x) {
            std::uint8_t& label = labels.at<std::uint8_t>(y, x);
            label = label == 0 || label == kMaskIgnore ? label : 1;
        }
    for (const IgnoreRect& rect : ignore) {
        if (rect.dataset != dataset) continue;
        const SlideRect& f = rect.fraction;
        const cv::Rect pixels(int(f.x * labels.cols), int(f.y * labels.rows), int(f.width * labels.cols + 1), int(f.height * labels.rows + 1));
        labels(pixels & cv::Rect(0, 0, labels.cols, labels.rows)).setTo(kMaskIgnore);
    }
}

void findObjects(LabelledImage& image) {
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(matView(image.mask) == 1, labels, stats, centres);
    for (int i = 1; i < count; ++i) {
        if (stats.at<int>(i, cv::CC_STAT_AREA) < 16) continue;
        image.objects.push_back({centres.at<double>(i, 0), centres.at<double>(i, 1)});
        image.bounds.push_back({double(stats.at<int>(i, cv::CC_STAT_LEFT)), double(stats.at<int>(i, cv::CC_STAT_TOP)),
                                double(stats.at<int>(i, cv::CC_STAT_WIDTH)), double(stats.at<int>(i, cv::CC_STAT_HEIGHT))});
    }
}

/// 255 apart, what a mask may hold in an index; a training set numbers its classes.
constexpr int kLargestLabel = 2;

int unknownValueIn(const Image& mask) {
    for (std::size_t i = 0; i < mask.sizeBytes(); ++i)
        if (mask.data()[i] > kLargestLabel && mask.data()[i] != kMaskIgnore) return mask.data()[i];
    return 0;
}

Result<LabelledImage> load(const DataRow& row, const LabelledImagesRequest& request) {
    LabelledImage image;
    image.file = row.image.string();
    image.dataset = row.dataset;
    image.stain = row.stain;
    image.group = row.group;
    const auto sized = [](const Image& i) { return std::to_string(i.width()) + "×" + std::to_string(i.height()) + " pixels"; };
    auto rgb = readRgbFile(row.image);
    if (!rgb) return rgb.error();
    auto mask = readMaskFile(row.mask);
    if (!mask) return mask.error();
    if (mask->width() != rgb->width() || mask->height() != rgb->height())
        return Error{"cannot use mask", row.mask.string(), "it has " + sized(*mask) + ", " + row.image.string() + " has " + sized(*rgb)};
    if (const int value = row.line > 0 ? unknownValueIn(*mask) : 0)
        return Error{"cannot use mask", row.mask.string(), "it holds the value " + std::to_string(value) +
                     "; known are 0 background, 1 glomerulus, 2 sclerotic glomerulus, 255 ignore"};
    toLabels(*mask, row.dataset, request.ignore);
    image.umPerPx = row.umPerPx;
    image.rgb = std::move(*rgb);
    image.mask = std::move(*mask);
    if (row.umPerPx < request.finestUmPerPx) {
        const double factor = row.umPerPx / request.finestUmPerPx;
        image.rgb = resized(image.rgb, factor, cv::INTER_AREA);
        image.mask = resized(image.mask, factor, cv::INTER_NEAREST);
        image.umPerPx = request.finestUmPerPx;
    }
    image.halfRgb = resized(image.rgb, 0.5, cv::INTER_AREA);
    image.halfMask = resized(image.mask, 0.5, cv::INTER_NEAREST);
    findObjects(image);
    return image;
}

/// Hard places by the image's path as an index names it.
using HardPlaces = std::map<std::string, std::vector<SlidePoint>>;

Result<HardPlaces> readHardPlaces(const std::filesystem::path& file) {
    HardPlaces places;
    if (file.empty()) return places;
    const auto objects = readJudgedObjects(file);
    if (!objects) return objects.error();
    for (const JudgedObject& object : *objects)
        if (object.isHard()) places[std::filesystem::path(object.image).lexically_normal().generic_string()].push_back(object.centre);
    return places;
}

/// `scale`: pixels of the loaded image for one of the file. An image is named relative to its index.
std::size_t takeHardPlaces(const HardPlaces& places, const std::filesystem::path& folder, double scale, LabelledImage& image) {
    const auto own = places.find(std::filesystem::path(image.file).lexically_relative(folder).lexically_normal().generic_string());
    if (own == places.end()) return 0;
    for (const SlidePoint& place : own->second) image.hardPlaces.push_back({place.x * scale, place.y * scale});
    return own->second.size();
}

/// Where public data sets come from and under what licence, as their sources say.
const std::map<std::string, std::string>& knownSources() {
    static const std::map<std::string, std::string> kSources = {
        {"rpark-he", "github.com/rpark23/glomeruli-viewer, licence: none stated"},
        {"bupt-glom", "github.com/bupt-ai-cz/Glomeruli-Instance-Segmentation (Am J Pathol 2021), licence: none stated"},
        {"antillia-glom", "AIDPATH (Bueno et al. 2020), CC BY 4.0"},
        {"awke4-glom", "github.com/awke4/Kidney_Glom_seg_maskrcnn_TF2, MIT file"}};
    return kSources;
}

}  // namespace

Result<IgnoreRect> parseIgnoreRect(const std::string& text) {
    IgnoreRect rect;
    const std::size_t colon = text.rfind(':');
    SlideRect& f = rect.fraction;
    if (colon == std::string::npos || std::sscanf(text.c_str() + colon + 1, "%lf,%lf,%lf,%lf", &f.x, &f.y, &f.width, &f.height) != 4 ||
        f.x < 0 || f.y < 0 || f.isEmpty() || f.right() > 1.001 || f.bottom() > 1.001)
        return Error{"cannot use ignored rectangle", "", "\"" + text + "\" is not dataset:x,y,w,h with fractions of the image"};
    rect.dataset = text.substr(0, colon);
    return rect;
}

Result<std::vector<LabelledImage>> loadLabelledImages(const LabelledImagesRequest& request) {
    std::vector<LabelledImage> images;
    const auto hardPlaces = readHardPlaces(request.hardExamples);
    if (!hardPlaces) return hardPlaces.error();
    std::size_t taken = 0;
    for (std::size_t source = 0; source < request.data.size(); ++source) {
        const std::filesystem::path& path = request.data[source];
        const bool folder = std::filesystem::is_directory(path);
        const auto rows = folder ? readTrainingSet(path) : readIndexCsv(path);
        if (!rows) return rows.error();
        for (const DataRow& row : *rows) {
            if (row.part != request.part && !folder) continue;
            if (!(row.umPerPx > 0)) {
                logWarning(row.image.string() + ": left out, its µm/px is not known");
                continue;
            }
            auto image = load(row, request);
            if (!image && row.line > 0) return Error{"index of images: line " + std::to_string(row.line), path.string(), image.error().message()};
            if (!image) return image.error();
            image->source = static_cast<int>(source);
            taken += takeHardPlaces(*hardPlaces, folder ? path : path.parent_path(), row.umPerPx / image->umPerPx, *image);
            images.push_back(std::move(*image));
        }
    }
    if (images.empty()) return Error{"nothing to learn from", request.data.empty() ? "" : request.data.front().string(), "no labelled image of part " + request.part};
    if (!request.hardExamples.empty() && taken == 0)
        return Error{"cannot use hard examples", request.hardExamples.string(), "none of its objects is wrong or missed and on one of the images to learn from"};
    return images;
}

std::string describeData(const std::vector<LabelledImage>& images) {
    struct Count { int images = 0; std::size_t glomeruli = 0; std::set<std::string> groups, stains; };
    std::map<std::string, Count> counts;
    for (const LabelledImage& image : images) {
        Count& count = counts[image.dataset];
        ++count.images;
        count.glomeruli += image.objects.size();
        count.groups.insert(image.group);
        count.stains.insert(image.stain);
    }
    std::string text;
    for (const auto& [dataset, count] : counts) {
        std::string stains;
        for (const std::string& stain : count.stains) stains += (stains.empty() ? "" : ", ") + stain;
        const auto source = knownSources().find(dataset);
        text += (text.empty() ? "" : "\n") + dataset + ": " + std::to_string(count.images) + " images of " + std::to_string(count.groups.size()) +
                " patients or slides, " + std::to_string(count.glomeruli) + " glomeruli (" + stains + "); " +
                (source == knownSources().end() ? "own labels" : source->second);
    }
    return text;
}

}  // namespace bowman
