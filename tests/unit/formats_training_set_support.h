// A small slide with labels of every state, and what is read of the training set that is made of it.
#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/slide/memory_slide.h"
#include "tests/support/label_shapes.h"

namespace bowman::test {

inline constexpr PixelSize kSize{1400, 900};

inline SlidePtr slideNamed(const std::string& name) {
    Image rgb(static_cast<int>(kSize.width), static_cast<int>(kSize.height), PixelFormat::Rgb8);
    for (int y = 0; y < rgb.height(); ++y)
        for (int x = 0; x < rgb.width(); ++x) {
            rgb.pixel(x, y)[0] = static_cast<std::uint8_t>(x / 6);
            rgb.pixel(x, y)[1] = static_cast<std::uint8_t>(y / 4);
            rgb.pixel(x, y)[2] = static_cast<std::uint8_t>(name.size());
        }
    return makeMemorySlide(std::move(rgb), 0.5, name);
}

inline Annotation region(AnnotationId id, MultiPolygon shape) {
    Annotation a = labelOf(id, std::move(shape), ReviewState::Added);
    a.kind = AnnotationKind::CompleteRegion;
    return a;
}

/// A complete region with one of each state in it, and one of each outside.
inline std::vector<Annotation> oneOfEach() {
    const ReviewState states[] = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added,
                                  ReviewState::Rejected, ReviewState::Proposed, ReviewState::Unsure};
    std::vector<Annotation> labels = {region(1, box(100, 80, 700, 300))};
    for (int i = 0; i < 6; ++i) {
        labels.push_back(labelOf(10 + i, box(120 + 110 * i, 120, 60, 83), states[i]));
        labels.push_back(labelOf(20 + i, box(120 + 110 * i, 620, 47, 70), states[i]));
    }
    labels[1].provenance.reviewedBy = "Ada";
    labels[1].provenance.reviewedAt = "2026-04-05T06:07:08Z";
    labels[1].provenance.source = "model";
    labels[1].provenance.model = "linknet";
    labels[1].provenance.modelSha256 = "0123456789abcdef";
    return labels;
}

inline std::uint8_t expected(const std::vector<Annotation>& labels, double x, double y) {
    const auto isIn = [&](const Annotation& a) {
        for (const Polygon& polygon : a.shape)
            if (isInside(polygon, x, y)) return true;
        return false;
    };
    if (x < 0 || y < 0 || x >= kSize.width || y >= kSize.height) return 255;
    bool isBackground = false, isUnknown = false;
    for (const Annotation& a : labels) {
        if (!isIn(a)) continue;
        if (a.kind == AnnotationKind::CompleteRegion || a.state == ReviewState::Rejected) isBackground = true;
        else if (isReviewedPositive(a.state)) return 1;
        else isUnknown = true;
    }
    return isBackground && !isUnknown ? 0 : 255;
}

inline ExportRequest requestFor(const QTemporaryDir& folder) {
    ExportRequest request;
    request.path = std::filesystem::path(folder.path().toStdString()) / "set";
    request.slides = {snapshotOf("alpha", kSize, oneOfEach())};
    request.training = {1.5, 96, 3, 7};
    request.openSlide = [](const SlideRecord& record) -> Result<SlidePtr> { return slideNamed(record.alias); };
    return request;
}

inline std::map<std::string, std::string> bytesOf(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files[std::filesystem::relative(entry.path(), folder).string()] = *readFile(entry.path());
    return files;
}

inline nlohmann::json manifestOf(const std::filesystem::path& folder) { return nlohmann::json::parse(*readFile(folder / "manifest.json")); }

}  // namespace bowman::test
