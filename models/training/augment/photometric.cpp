#include "models/training/augment/photometric.h"

#include <cmath>

#include "models/training/augment/image_view.h"
#include "models/training/labelled_images.h"

namespace bowman {
namespace {

void apply(cv::Mat rgb, const HueSaturationValue& t) {
    cv::Mat hsv;
    cv::cvtColor(rgb, hsv, cv::COLOR_RGB2HSV_FULL);
    const int hue = int(std::lround(t.hue * 256 / 360));
    for (int y = 0; y < hsv.rows; ++y) {
        auto* row = hsv.ptr<cv::Vec3b>(y);
        for (int x = 0; x < hsv.cols; ++x) {
            row[x][0] = static_cast<std::uint8_t>(row[x][0] + hue);  // hue wraps at 256
            // What has no colour keeps none: else glass would be tinted.
            if (row[x][1] > 0) row[x][1] = cv::saturate_cast<std::uint8_t>(row[x][1] + t.saturation * std::min(1.0, row[x][1] / 32.0));
            row[x][2] = cv::saturate_cast<std::uint8_t>(row[x][2] + t.value);
        }
    }
    cv::cvtColor(hsv, rgb, cv::COLOR_HSV2RGB_FULL);
}

void apply(cv::Mat rgb, const Clahe& t) {
    cv::Mat lab, lightness;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    cv::extractChannel(lab, lightness, 0);
    cv::createCLAHE(t.clipLimit, {t.tiles, t.tiles})->apply(lightness, lightness);
    cv::insertChannel(lightness, lab, 0);
    cv::cvtColor(lab, rgb, cv::COLOR_Lab2RGB);
}

void apply(cv::Mat rgb, const BrightnessContrast& t) {
    const cv::Scalar mean = cv::mean(rgb);
    const double middle = (mean[0] + mean[1] + mean[2]) / 3;
    rgb.convertTo(rgb, -1, t.contrast, middle * (1 - t.contrast) + t.brightness);
}

}  // namespace

void recolour(Image& rgb, const PhotometricTransform& transform) {
    std::visit([&rgb](const auto& t) { apply(matView(rgb), t); }, transform);
}

void cutOut(Image& rgb, Image& mask, const std::vector<CutoutHole>& holes) {
    cv::Mat colours = matView(rgb), labels = matView(mask);
    const cv::Scalar mean = cv::mean(colours);
    const cv::Rect whole(0, 0, rgb.width(), rgb.height());
    for (const CutoutHole& hole : holes) {
        const auto first = [&](double middle, int size) { return int(std::lround(((middle + 1) / 2 - hole.edge / 2) * size)); };
        const cv::Rect place = cv::Rect(first(hole.middleX, rgb.width()), first(hole.middleY, rgb.height()),
                                        int(std::lround(hole.edge * rgb.width())), int(std::lround(hole.edge * rgb.height()))) & whole;
        colours(place).setTo(mean);
        labels(place).setTo(kMaskIgnore);
    }
}

}  // namespace bowman
