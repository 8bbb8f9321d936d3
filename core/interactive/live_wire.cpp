#include "core/interactive/live_wire.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/segmentation.hpp>

#include "core/interactive/curve.h"

namespace bowman {
namespace {

constexpr double kSmoothing = 3.0;       // pixels: fibres and granules are no edges
constexpr int kLineSmoothing = 5;
constexpr double kThinning = 0.6;        // pixels of the patch
constexpr int kMargin = 1;               // OpenCV's map ends one pixel before the picture

Error sentence(const char* text) { return {text, "", ""}; }

}  // namespace

struct LiveWire::Map {
    cv::segmentation::IntelligentScissorsMB scissors;
    PicturePatch frame;                  ///< without pixels
    cv::Size size;
    SlidePoint anchor;

    cv::Point pixelAt(SlidePoint p) const {
        const SlidePoint q = frame.toPatch(p);
        const double x = std::clamp(q.x, static_cast<double>(kMargin), size.width - 1.0 - kMargin), y = std::clamp(q.y, static_cast<double>(kMargin), size.height - 1.0 - kMargin);
        return {static_cast<int>(x), static_cast<int>(y)};
    }
};

LiveWire::LiveWire() : m_map(std::make_unique<Map>()) {}
LiveWire::~LiveWire() = default;

Result<std::shared_ptr<const LiveWire>> LiveWire::from(const PicturePatch& patch, SlidePoint anchor) {
    if (patch.rgb.isNull() || patch.rgb.format() != PixelFormat::Rgb8) return sentence("There is no picture here");
    if (!patch.covers(anchor)) return sentence("This place is not on the picture");
    const std::shared_ptr<LiveWire> wire(new LiveWire);
    Map& map = *wire->m_map;
    map.frame.origin = patch.origin;
    map.frame.downsample = patch.downsample;
    map.size = {patch.rgb.width(), patch.rgb.height()};
    map.anchor = anchor;
    try {
        cv::Mat smooth;
        cv::GaussianBlur(cv::Mat(map.size, CV_8UC3, const_cast<std::uint8_t*>(patch.rgb.data())), smooth, {}, kSmoothing);
        map.scissors.setEdgeFeatureCannyParameters(16, 48).setGradientMagnitudeMaxLimit(120);
        map.scissors.applyImage(smooth);
        map.scissors.buildMap(map.pixelAt(anchor));
    } catch (const cv::Exception& e) {
        return Error{"The edges of the picture could not be found", "", e.what()};
    }
    return std::shared_ptr<const LiveWire>(wire);
}

SlidePoint LiveWire::anchor() const { return m_map->anchor; }

bool LiveWire::covers(SlidePoint p) const {
    const SlidePoint q = m_map->frame.toPatch(p);
    return q.x >= kMargin && q.y >= kMargin && q.x < m_map->size.width - kMargin && q.y < m_map->size.height - kMargin;
}

std::vector<SlidePoint> LiveWire::pathTo(SlidePoint to) const {
    std::vector<cv::Point> pixels;
    try {
        m_map->scissors.getContour(m_map->pixelAt(to), pixels);
    } catch (const cv::Exception&) {
        pixels.clear();                  // a straight line is a way too
    }
    std::vector<SlidePoint> line{m_map->anchor};
    for (std::size_t i = 1; i + 1 < pixels.size(); ++i) line.push_back(m_map->frame.toSlide({pixels[i].x + 0.5, pixels[i].y + 0.5}));
    line.push_back(to);
    return thinnedLine(smoothedLine(line, kLineSmoothing, LineEnds::Open), kThinning * m_map->frame.downsample, LineEnds::Open);
}

}  // namespace bowman
