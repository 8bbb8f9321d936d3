// The objects of a slide by place, frozen: what workers look objects up in while the set itself goes on changing. Any thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/annotation/annotation_set.h"

namespace bowman::ui {

class OverlayIndex {
public:
    /// Looks at every point of every object.
    static std::shared_ptr<const OverlayIndex> of(PixelSize slide, const std::vector<AnnotationPtr>& objects);
    /// The same with what is in `set` now, where only `dirty` changed; the rest is shared. Null when so much changed that of() is no slower.
    std::shared_ptr<const OverlayIndex> updated(const AnnotationSet& set, const SlideRect& dirty) const;

    /// Whose bounds meet the rectangle; ordered by id.
    std::vector<AnnotationPtr> intersecting(const SlideRect& rect) const;
    /// False: nothing meets the rectangle. True: something is near it.
    bool mayHave(const SlideRect& rect) const;

private:
    struct Item {
        AnnotationPtr annotation;
        SlideRect bounds;
    };
    using Cell = std::vector<Item>;
    /// Inclusive.
    struct Span {
        int left, top, right, bottom;
        int count() const { return (right - left + 1) * (bottom - top + 1); }
    };
    explicit OverlayIndex(PixelSize slide);
    Span cellsOf(const SlideRect& rect) const;
    /// Those at the edge have what lies beside the slide too.
    SlideRect rectOf(int col, int row) const;

    PixelSize m_slide;
    std::vector<std::shared_ptr<const Cell>> m_cells;   // null: empty
};

}  // namespace bowman::ui
