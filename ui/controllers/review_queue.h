// The order of a review, kept while objects are decided on: sorting thousands of objects anew at each key would be felt. GUI thread.
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "ui/controllers/review.h"

namespace bowman::ui {

class ReviewQueue {
public:
    /// Both are asked again after forget(), and where a change moves an object to another place.
    ReviewQueue(std::function<const AnnotationSet*()> annotations, std::function<QueueOrder()> order);

    /// Another slide, order, sample, or lock.
    void forget() { m_isStale = true; }
    /// These were changed, added or removed.
    void update(const std::vector<AnnotationId>& changed);
    const std::vector<AnnotationPtr>& objects();
    /// See nextInReview().
    AnnotationPtr next(AnnotationId current, int step, bool openOnly);

private:
    std::function<const AnnotationSet*()> m_annotations;
    std::function<QueueOrder()> m_order;
    std::vector<AnnotationPtr> m_objects;
    std::unordered_map<AnnotationId, std::size_t> m_places;
    bool m_isStale = true;
};

}  // namespace bowman::ui
