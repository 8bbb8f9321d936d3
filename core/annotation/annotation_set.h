// All annotations of one slide by one set of people, with a spatial index (Boost.Geometry R-tree). A value with
// cheap snapshots; one thread changes it.
#pragma once

#include <memory>
#include <vector>

#include "core/annotation/annotation.h"

namespace bowman {

/// An annotation as it is shared between threads: never changed, only replaced.
using AnnotationPtr = std::shared_ptr<const Annotation>;

class AnnotationSet {
public:
    AnnotationSet();
    ~AnnotationSet();
    AnnotationSet(const AnnotationSet&) = delete;
    AnnotationSet& operator=(const AnnotationSet&) = delete;
    AnnotationSet(AnnotationSet&&) noexcept;
    AnnotationSet& operator=(AnnotationSet&&) noexcept;

    /// Inserts or replaces by id.
    void put(AnnotationPtr annotation);
    /// Many at once, into an empty set: the index is packed, ten times as fast as one by one.
    void fill(const std::vector<AnnotationPtr>& annotations);
    void remove(AnnotationId id);

    std::size_t size() const;
    /// Null when there is none.
    AnnotationPtr find(AnnotationId id) const;
    /// Ordered by id.
    std::vector<AnnotationPtr> all() const;
    /// Whose bounds meet the rectangle; ordered by id.
    std::vector<AnnotationPtr> intersecting(const SlideRect& rect) const;
    /// Those whose shape contains the point, smallest area first.
    std::vector<AnnotationPtr> at(SlidePoint point) const;

    /// Hash of everything in the set, independent of the order of insertion: equal sets, equal text.
    std::string stateHash() const;

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

}  // namespace bowman
