#include "core/appearance/stain_estimate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/slide/scaled_read.h"
#include "core/tissue/tissue_mask.h"

namespace bowman {
namespace {

constexpr double kLeastDensity = 0.15;         // of the darkest channel (eosin hardly touches red); below is glass
constexpr int kBlack = 25;                     // below in all channels: dust, folds, ink
constexpr double kOutside = 0.01;              // share of pixels beyond either direction
constexpr std::size_t kFewestPixels = 1000;
constexpr double kLeastAngle = 5;              // degrees between two dyes that can be told apart
constexpr double kSampleUmPerPx = 1;
constexpr int kSampleEdge = 256;               // pixels
constexpr int kMostSamples = 16;
constexpr double kLeastTissue = 0.6;           // of a sample

using Matrix = std::array<std::array<double, 3>, 3>;

/// Optical densities of the pixels that are tissue.
std::vector<StainVector> densitiesOf(std::span<const Image> pictures) {
    std::array<double, 256> density{};
    for (int v = 0; v < 256; ++v) density[static_cast<std::size_t>(v)] = -std::log10(std::max(v, 1) / 255.0);
    std::vector<StainVector> found;
    for (const Image& picture : pictures) {
        const std::uint8_t* p = picture.data();
        for (std::size_t i = 0; i + 2 < picture.sizeBytes(); i += 3) {
            const StainVector d{density[p[i]], density[p[i + 1]], density[p[i + 2]]};
            const bool isBlack = std::max({p[i], p[i + 1], p[i + 2]}) < kBlack;
            if (std::max({d[0], d[1], d[2]}) >= kLeastDensity && !isBlack) found.push_back(d);
        }
    }
    return found;
}

/// Eigenvectors of a symmetric matrix in the columns of the result, by Jacobi's rotations; the diagonal of `m` becomes the
/// eigenvalues.
Matrix eigenvectors(Matrix& m) {
    Matrix v{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    constexpr std::pair<std::size_t, std::size_t> kPairs[] = {{0, 1}, {0, 2}, {1, 2}};
    for (int sweep = 0; sweep < 50; ++sweep)
        for (const auto& [p, q] : kPairs) {
            if (std::abs(m[p][q]) < 1e-15) continue;
            const double theta = 0.5 * std::atan2(2 * m[p][q], m[q][q] - m[p][p]);
            const double c = std::cos(theta), s = std::sin(theta);
            for (std::size_t k = 0; k < 3; ++k) {
                const double a = m[k][p], b = m[k][q];
                m[k][p] = c * a - s * b;
                m[k][q] = s * a + c * b;
            }
            for (std::size_t k = 0; k < 3; ++k) {
                const double a = m[p][k], b = m[q][k];
                m[p][k] = c * a - s * b;
                m[q][k] = s * a + c * b;
                const double x = v[k][p], y = v[k][q];
                v[k][p] = c * x - s * y;
                v[k][q] = s * x + c * y;
            }
        }
    return v;
}

/// The two directions in which the densities, seen from no dye at all, spread most; the first points along their mean.
std::pair<StainVector, StainVector> planeOf(const std::vector<StainVector>& densities) {
    Matrix moments{};
    StainVector mean{};
    for (const StainVector& d : densities)
        for (std::size_t i = 0; i < 3; ++i) {
            mean[i] += d[i];
            for (std::size_t j = 0; j < 3; ++j) moments[i][j] += d[i] * d[j];
        }
    const auto count = static_cast<double>(densities.size());
    for (auto& row : moments)
        for (double& value : row) value /= count;
    const Matrix vectors = eigenvectors(moments);
    std::array<std::size_t, 3> order{0, 1, 2};
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return moments[a][a] > moments[b][b]; });
    const auto column = [&](std::size_t i) { return StainVector{vectors[0][order[i]], vectors[1][order[i]], vectors[2][order[i]]}; };
    StainVector first = column(0);
    if (first[0] * mean[0] + first[1] * mean[1] + first[2] * mean[2] < 0)
        for (double& value : first) value = -value;
    return {first, column(1)};
}

double percentile(std::vector<double>& values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// A dye takes light and gives none.
StainVector asDye(const StainVector& v) { return normalised({std::max(v[0], 0.0), std::max(v[1], 0.0), std::max(v[2], 0.0)}); }

struct Sample {
    SlidePoint origin;
    double coverage = 0;
};

/// The squares of a grid over the slide that hold most tissue, spread over the whole of it.
std::vector<Sample> samplesOn(const TissueMask& tissue, const SlideRect& slide, double edge) {
    std::vector<Sample> found;
    for (double y = slide.y; y + edge <= slide.bottom(); y += edge)
        for (double x = slide.x; x + edge <= slide.right(); x += edge)
            if (const double coverage = tissue.coverage({x, y, edge, edge}); coverage >= kLeastTissue) found.push_back({{x, y}, coverage});
    if (found.size() <= kMostSamples) return found;
    std::vector<Sample> spread;
    for (int i = 0; i < kMostSamples; ++i) spread.push_back(found[(2 * static_cast<std::size_t>(i) + 1) * found.size() / (2 * kMostSamples)]);
    return spread;
}

}  // namespace

Result<StainVectors> estimateStains(std::span<const Image> tissue) {
    const auto failed = [](const char* why) { return Error{"cannot estimate the stains", "", why}; };
    for (const Image& picture : tissue)
        if (picture.format() != PixelFormat::Rgb8) return failed("it needs RGB pictures");
    const std::vector<StainVector> densities = densitiesOf(tissue);
    if (densities.size() < kFewestPixels) return failed("there is hardly any stained tissue");
    const auto [e1, e2] = planeOf(densities);
    std::vector<double> angles;
    angles.reserve(densities.size());
    for (const StainVector& d : densities)
        angles.push_back(std::atan2(d[0] * e2[0] + d[1] * e2[1] + d[2] * e2[2], d[0] * e1[0] + d[1] * e1[1] + d[2] * e1[2]));
    const auto direction = [&, a = e1, b = e2](double angle) {
        const double c = std::cos(angle), s = std::sin(angle);
        return asDye({c * a[0] + s * b[0], c * a[1] + s * b[1], c * a[2] + s * b[2]});
    };
    StainVectors found{direction(percentile(angles, kOutside)), direction(percentile(angles, 1 - kOutside))};
    if (found.hematoxylin[0] < found.counterstain[0]) std::swap(found.hematoxylin, found.counterstain);
    if (angleDegrees(found.hematoxylin, found.counterstain) < kLeastAngle) return failed("the tissue has one colour only");
    return found;
}

Result<StainVectors> estimateStains(const Slide& slide, std::optional<double> umPerPx) {
    const auto inFile = [&](const Error& error) { return Error{"cannot estimate the stains", slide.info().path.string(), error.why}; };
    const auto tissue = findTissue(slide, umPerPx);
    if (!tissue) return inFile(tissue.error());
    const SlideRect rect = slide.info().rect();
    // Where the scale is unknown, most scanners' is a quarter of a micron; small pictures are taken whole.
    const double wanted = umPerPx && *umPerPx > 0 ? kSampleUmPerPx / *umPerPx : 4;
    const double most = std::max(1.0, std::min(rect.width, rect.height) / kSampleEdge);
    const double downsample = std::clamp(wanted, 1.0, most);
    std::vector<Image> pictures;
    for (const Sample& sample : samplesOn(*tissue, rect, kSampleEdge * downsample)) {
        auto picture = readScaled(slide, {sample.origin, downsample, kSampleEdge, kSampleEdge});
        if (!picture) return inFile(picture.error());
        pictures.push_back(std::move(*picture));
    }
    // Scattered tissue fills no square: then the slide as a whole has to do.
    if (pictures.empty()) {
        auto whole = readThumbnail(slide, 2048);
        if (!whole) return inFile(whole.error());
        pictures.push_back(std::move(*whole));
    }
    auto found = estimateStains(pictures);
    if (!found) return inFile(found.error());
    return found;
}

}  // namespace bowman
