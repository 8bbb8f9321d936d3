// An Image seen by OpenCV, without a copy. For .cpp files only.
#pragma once

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/image.h"

namespace bowman {

/// Gray8 or Rgb8; the image must outlive the view.
inline cv::Mat matView(Image& image) {
    return cv::Mat(image.height(), image.width(), image.format() == PixelFormat::Rgb8 ? CV_8UC3 : CV_8UC1, image.data());
}

/// To read from; OpenCV has no view of constant pixels.
inline const cv::Mat matView(const Image& image) { return matView(const_cast<Image&>(image)); }

}  // namespace bowman
