#include "core/detect/glomerulus_classifier.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/annotation/scanline.h"
#include "core/base/files.h"
#include "core/slide/scaled_read.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr const char* kKind = "bowman-classifier";
constexpr int kSchemaVersion = 1;

/// OpenCV has no read-only view.
cv::Mat view(const Image& image, int type) { return {image.height(), image.width(), type, const_cast<std::uint8_t*>(image.data())}; }

MultiPolygon moved(MultiPolygon shape, SlidePoint origin, double scale) {
    const auto move = [&](Ring& ring) {
        for (SlidePoint& p : ring) p = {(p.x - origin.x) / scale, (p.y - origin.y) / scale};
    };
    for (Polygon& polygon : shape) {
        move(polygon.outer);
        std::for_each(polygon.holes.begin(), polygon.holes.end(), move);
    }
    return shape;
}

Error noShape() { return {"cannot look at a glomerulus", "", "its outline is empty"}; }

}  // namespace

std::string toJson(const GlomerulusClassifier& c) {
    const json j = {{"kind", kKind}, {"schema_version", kSchemaVersion}, {"name", c.name}, {"features_of", c.featuresOf}, {"features_sha256", c.featuresSha256}, {"edge", c.edge},
                    {"threshold", c.threshold}, {"training_data", c.trainingData}, {"split", c.split}, {"metrics", c.metrics}, {"intended_use", c.intendedUse},
                    {"failure_modes", c.failureModes}, {"licence", c.licence}, {"date", c.date}, {"bias", c.model.bias}, {"centre", c.model.centre},
                    {"spread", c.model.spread}, {"weight", c.model.weight}};
    return j.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<GlomerulusClassifier> readClassifier(const std::filesystem::path& file) {
    const auto bad = [&](const std::string& why) { return Error{"cannot use classifier", file.string(), why}; };
    const auto text = readFile(file);
    if (!text) return text.error();
    const json j = json::parse(*text, nullptr, false);
    if (!j.is_object() || j.value("kind", json()) != kKind) return bad("it is not a classifier that Bowman wrote");
    GlomerulusClassifier c;
    try {
        if (const int version = j.at("schema_version").get<int>(); version != kSchemaVersion) return bad("schema_version " + std::to_string(version) + " is not known to this program");
        const auto read = [&](const char* key, auto& value) { j.at(key).get_to(value); };
        read("name", c.name);
        read("features_of", c.featuresOf);
        read("features_sha256", c.featuresSha256);
        read("edge", c.edge);
        read("threshold", c.threshold);
        read("training_data", c.trainingData);
        read("split", c.split);
        read("metrics", c.metrics);
        read("intended_use", c.intendedUse);
        read("failure_modes", c.failureModes);
        read("licence", c.licence);
        read("date", c.date);
        read("bias", c.model.bias);
        read("centre", c.model.centre);
        read("spread", c.model.spread);
        read("weight", c.model.weight);
    } catch (const json::exception& e) {
        return bad(e.what());
    }
    if (c.edge < 64 || c.edge > 1024 || c.edge % 32 != 0) return bad("edge must be a multiple of 32 between 64 and 1024");
    if (!(c.threshold > 0 && c.threshold < 1)) return bad("threshold must be between 0 and 1");
    if (c.model.size() == 0 || c.model.centre.size() != c.model.size() || c.model.spread.size() != c.model.size()) return bad("centre, spread and weight must be equally long");
    if (!std::all_of(c.model.spread.begin(), c.model.spread.end(), [](double v) { return v > 0; })) return bad("spread must be above 0");
    return c;
}

ObjectCrop scaledTo(int edge, const Image& rgb, const Image& mask) {
    ObjectCrop crop{Image(edge, edge, PixelFormat::Rgb8), Image(edge, edge, PixelFormat::Gray8)};
    cv::Mat pixels(edge, edge, CV_8UC3, crop.rgb.data()), own(edge, edge, CV_8UC1, crop.mask.data());
    cv::resize(view(rgb, CV_8UC3), pixels, pixels.size(), 0, 0, std::min(rgb.width(), rgb.height()) > edge ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::resize(view(mask, CV_8UC1), own, own.size(), 0, 0, cv::INTER_NEAREST);
    return crop;
}

Result<ObjectCrop> cropOf(const Slide& slide, const MultiPolygon& shape, int edge) {
    const SlideRect box = boundsOf(shape);
    if (box.isEmpty()) return noShape();
    const double downsample = std::max(1.0, std::min(box.width, box.height) / edge);
    const auto rgb = readScaled(slide, {{box.x, box.y}, downsample, std::max(1, static_cast<int>(std::lround(box.width / downsample))), std::max(1, static_cast<int>(std::lround(box.height / downsample)))});
    if (!rgb) return rgb.error();
    Image mask(rgb->width(), rgb->height(), PixelFormat::Gray8);
    fillShape(moved(shape, {box.x, box.y}, downsample), {{0, 0}, 1, mask.width(), mask.height()}, 1, mask);
    return scaledTo(edge, *rgb, mask);
}

Result<double> sclerosisProbability(const GlomerulusClassifier& classifier, const ObjectCrop& crop, FeatureExtractor& extractor) {
    const auto features = extractor.objectFeatures(crop.rgb, crop.mask);
    if (!features) return features.error();
    if (features->size() != classifier.model.size())
        return Error{"cannot classify", classifier.name, "it weighs " + std::to_string(classifier.model.size()) + " features, the network gives " + std::to_string(features->size())};
    return classifier.model.probability(*features);
}

}  // namespace bowman
