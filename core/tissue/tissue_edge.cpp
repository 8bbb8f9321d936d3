#include "core/tissue/tissue_edge.h"

#include <opencv2/imgproc.hpp>

namespace bowman {

TissueEdge::TissueEdge(const TissueMask& tissue) : m_width(tissue.mask.width()), m_height(tissue.mask.height()), m_downsample(tissue.downsample) {
    auto distance = std::make_shared<std::vector<float>>(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height), 0.0F);
    if (!distance->empty()) {
        // A rim of glass around the picture: the border of the slide is an edge.
        cv::Mat padded(m_height + 2, m_width + 2, CV_8U, cv::Scalar(0));
        for (int y = 0; y < m_height; ++y) std::copy_n(tissue.mask.row(y), m_width, padded.ptr(y + 1) + 1);
        cv::Mat found;
        cv::distanceTransform(padded, found, cv::DIST_L2, cv::DIST_MASK_PRECISE);
        for (int y = 0; y < m_height; ++y)
            for (int x = 0; x < m_width; ++x)
                (*distance)[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x)] = found.at<float>(y + 1, x + 1);
    }
    m_distance = std::move(distance);
}

double TissueEdge::distanceAt(SlidePoint p) const {
    const double x = std::floor(p.x / m_downsample), y = std::floor(p.y / m_downsample);
    if (!(x >= 0 && y >= 0 && x < m_width && y < m_height)) return 0;
    const float pixels = (*m_distance)[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x)];
    // The transform goes from centre to centre; the edge is half a pixel before the centre of the glass.
    return pixels > 0 ? (pixels - 0.5) * m_downsample : 0;
}

}  // namespace bowman
