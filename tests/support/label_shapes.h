// Shapes and labels for tests of formats, and the oracle that says which pixels a shape covers: each centre by itself, by
// even-odd crossing counts, with none of the program's geometry.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/document/document.h"

namespace bowman::test {

inline bool isInside(const Polygon& polygon, double x, double y) {
    bool inside = false;
    const auto cross = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
            if (a.y > b.y) std::swap(a, b);
            if (!(a.y <= y && y < b.y)) continue;
            if ((b.x - a.x) * (y - a.y) > (b.y - a.y) * (x - a.x)) inside = !inside;
        }
    };
    cross(polygon.outer);
    for (const Ring& hole : polygon.holes) cross(hole);
    return inside;
}

/// The centre of level-0 pixel (column, row) lies in the shape.
inline bool covers(const MultiPolygon& shape, int column, int row) {
    for (const Polygon& polygon : shape)
        if (isInside(polygon, column + 0.5, row + 0.5)) return true;
    return false;
}

/// Simple, lopsided, on multiples of 1/4.
inline Ring blob(std::mt19937& random, SlidePoint centre, double smallest, double largest) {
    std::uniform_real_distribution<double> radius(smallest, largest);
    Ring ring;
    const int points = 9 + static_cast<int>(random() % 8);
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * M_PI * i / points, r = radius(random);
        ring.push_back({std::round(4 * (centre.x + 1.3 * r * std::cos(angle))) / 4, std::round(4 * (centre.y + r * std::sin(angle))) / 4});
    }
    return ring;
}

/// One to three parts side by side, every other one with a hole; within about 4 × `size` of the centre.
inline MultiPolygon randomShape(std::mt19937& random, SlidePoint centre, double size) {
    MultiPolygon shape;
    const int parts = 1 + static_cast<int>(random() % 3);
    for (int i = 0; i < parts; ++i) {
        const SlidePoint at{centre.x + 3 * size * (i - (parts - 1) / 2.0), centre.y + size * 0.37 * i};
        Polygon polygon{blob(random, at, 0.7 * size, size), {}};
        if (random() % 2 == 0) polygon.holes.push_back(blob(random, at, 0.2 * size, 0.4 * size));
        shape.push_back(std::move(polygon));
    }
    return shape;
}

inline MultiPolygon box(double x, double y, double width, double height) {
    return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}};
}

inline Annotation labelOf(AnnotationId id, MultiPolygon shape, ReviewState state) {
    Annotation a;
    a.id = id;
    a.uuid = newUuid();
    a.shape = std::move(shape);
    a.state = state;
    a.provenance.source = "person";
    a.provenance.createdBy = "Dr. Example";
    a.provenance.createdAt = "2026-03-01T10:00:00Z";
    return a;
}

inline AnnotationPtr shared(Annotation a) { return std::make_shared<const Annotation>(std::move(a)); }

inline Snapshot snapshotOf(const std::string& alias, PixelSize size, std::vector<Annotation> annotations) {
    Snapshot snapshot;
    snapshot.slide.id = 1 + static_cast<SlideId>(std::hash<std::string>()(alias) % 100000);
    snapshot.slide.alias = alias;
    snapshot.slide.size = size;
    snapshot.slide.umPerPx = {0.5, "file", "test"};
    for (Annotation& a : annotations) snapshot.annotations.push_back(shared(std::move(a)));
    return snapshot;
}

}  // namespace bowman::test
