// Glomeruli of the labelled images, as slides and outlines.
#pragma once

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"

namespace bowman::test {

struct Truth {
    SlidePtr slide;
    MultiPolygon shape, frame;   ///< frame: the image
    SlidePoint centre;           ///< of mass
    double umPerPx = 1;
    std::string stain;
};

/// Whole glomeruli (not cut by the image's edge, 60 to 350 µm across) of images whose scale is known or estimated.
inline std::vector<Truth> truthsOf(const std::filesystem::path& folder, const std::string& part) {
    std::vector<Truth> truths;
    std::ifstream index(folder / "index.csv");
    std::string line;
    std::getline(index, line);
    while (std::getline(index, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
        if (cells.size() < 11 || cells[9].empty() || cells[10].rfind(part, 0) != 0) continue;
        auto image = readRgbFile(folder / cells[1]);
        const auto mask = readMaskFile(folder / cells[2]);
        if (!image.ok() || !mask.ok() || image->width() != mask->width()) continue;
        const double umPerPx = std::stod(cells[9]);
        const double w = image->width(), h = image->height();
        const MultiPolygon frame{Polygon{{{0, 0}, {w, 0}, {w, h}, {0, h}}, {}}};
        const SlidePtr slide = makeMemorySlide(std::move(image).value(), umPerPx, cells[1]);
        cv::Mat binary;
        cv::compare(cv::Mat(mask->height(), mask->width(), CV_8UC1, const_cast<std::uint8_t*>(mask->data())), 0, binary, cv::CMP_GT);
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(binary, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
        for (const auto& contour : contours) {
            const cv::Rect box = cv::boundingRect(contour);
            const double across = 2 * std::sqrt(cv::contourArea(contour) / 3.14159265) * umPerPx;
            if (across < 60 || across > 350 || box.x < 2 || box.y < 2 || box.br().x > w - 2 || box.br().y > h - 2) continue;
            Ring ring;
            for (const cv::Point& p : contour) ring.push_back({p.x + 0.5, p.y + 0.5});
            auto shape = makeValid({Polygon{ring, {}}});
            if (!shape.ok()) continue;
            const cv::Moments m = cv::moments(contour);
            truths.push_back({slide, std::move(shape).value(), frame, {m.m10 / m.m00 + 0.5, m.m01 / m.m00 + 0.5}, umPerPx, cells[0] + " " + cells[4]});
        }
    }
    return truths;
}

}  // namespace bowman::test
