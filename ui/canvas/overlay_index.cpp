#include "ui/canvas/overlay_index.h"

#include <algorithm>

namespace bowman::ui {

namespace {

constexpr int kCells = 64;             // along each edge of the slide
constexpr int kMostToUpdate = 256;     // of 4096
constexpr double kFar = 1e9;

}  // namespace

OverlayIndex::OverlayIndex(PixelSize slide) : m_slide(slide), m_cells(static_cast<std::size_t>(kCells) * kCells) {}

OverlayIndex::Span OverlayIndex::cellsOf(const SlideRect& rect) const {
    const auto at = [](double position, std::int64_t edge) {
        return static_cast<int>(std::clamp(position / static_cast<double>(std::max<std::int64_t>(edge, 1)) * kCells, 0.0, kCells - 1.0));
    };
    return {at(rect.x, m_slide.width), at(rect.y, m_slide.height), at(rect.right(), m_slide.width), at(rect.bottom(), m_slide.height)};
}

SlideRect OverlayIndex::rectOf(int col, int row) const {
    const double w = static_cast<double>(m_slide.width) / kCells, h = static_cast<double>(m_slide.height) / kCells;
    const double left = col == 0 ? -kFar : col * w, top = row == 0 ? -kFar : row * h;
    const double right = col == kCells - 1 ? kFar : (col + 1) * w, bottom = row == kCells - 1 ? kFar : (row + 1) * h;
    return {left, top, right - left, bottom - top};
}

std::shared_ptr<const OverlayIndex> OverlayIndex::of(PixelSize slide, const std::vector<AnnotationPtr>& objects) {
    const std::shared_ptr<OverlayIndex> index(new OverlayIndex(slide));
    std::vector<Cell> cells(index->m_cells.size());
    for (const AnnotationPtr& object : objects) {
        const SlideRect bounds = boundsOf(object->shape);
        const Span span = index->cellsOf(bounds);
        for (int row = span.top; row <= span.bottom; ++row)
            for (int col = span.left; col <= span.right; ++col) cells[static_cast<std::size_t>(row * kCells + col)].push_back({object, bounds});
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (!cells[i].empty()) index->m_cells[i] = std::make_shared<const Cell>(std::move(cells[i]));
    return index;
}

std::shared_ptr<const OverlayIndex> OverlayIndex::updated(const AnnotationSet& set, const SlideRect& dirty) const {
    const Span span = cellsOf(dirty);
    if (span.count() > kMostToUpdate) return nullptr;
    const std::shared_ptr<OverlayIndex> next(new OverlayIndex(*this));
    for (int row = span.top; row <= span.bottom; ++row)
        for (int col = span.left; col <= span.right; ++col) {
            auto cell = std::make_shared<Cell>();
            for (const AnnotationPtr& object : set.intersecting(rectOf(col, row))) cell->push_back({object, boundsOf(object->shape)});
            next->m_cells[static_cast<std::size_t>(row * kCells + col)] = cell->empty() ? nullptr : std::move(cell);
        }
    return next;
}

std::vector<AnnotationPtr> OverlayIndex::intersecting(const SlideRect& rect) const {
    const Span span = cellsOf(rect);
    std::vector<AnnotationPtr> found;
    for (int row = span.top; row <= span.bottom; ++row)
        for (int col = span.left; col <= span.right; ++col)
            if (const auto& cell = m_cells[static_cast<std::size_t>(row * kCells + col)])
                for (const Item& item : *cell)
                    if (item.bounds.x <= rect.right() && rect.x <= item.bounds.right() && item.bounds.y <= rect.bottom() && rect.y <= item.bounds.bottom())
                        found.push_back(item.annotation);
    std::sort(found.begin(), found.end(), [](const AnnotationPtr& a, const AnnotationPtr& b) { return a->id < b->id; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

bool OverlayIndex::mayHave(const SlideRect& rect) const {
    const Span span = cellsOf(rect);
    for (int row = span.top; row <= span.bottom; ++row)
        for (int col = span.left; col <= span.right; ++col)
            if (m_cells[static_cast<std::size_t>(row * kCells + col)]) return true;
    return false;
}

}  // namespace bowman::ui
