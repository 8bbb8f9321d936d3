#include "ui/controllers/review_queue.h"

#include <utility>

namespace bowman::ui {

ReviewQueue::ReviewQueue(std::function<const AnnotationSet*()> annotations, std::function<QueueOrder()> order)
    : m_annotations(std::move(annotations)), m_order(std::move(order)) {}

void ReviewQueue::update(const std::vector<AnnotationId>& changed) {
    const AnnotationSet* set = m_annotations();
    if (m_isStale || !set) return forget();
    const QueueOrder order = m_order();
    for (const AnnotationId id : changed) {
        const AnnotationPtr now = set->find(id);
        const auto place = m_places.find(id);
        const bool isKnown = place != m_places.end(), belongs = now && mayBeInQueue(*now, order);
        if (!isKnown && !belongs) continue;
        if (!isKnown || !belongs || !keepsPlace(*m_objects[place->second], *now, order)) return forget();
        m_objects[place->second] = now;
    }
}

const std::vector<AnnotationPtr>& ReviewQueue::objects() {
    if (!m_isStale) return m_objects;
    const AnnotationSet* set = m_annotations();
    m_objects = set ? orderedForReview(*set, m_order()) : std::vector<AnnotationPtr>();
    m_places.clear();
    for (std::size_t i = 0; i < m_objects.size(); ++i) m_places.emplace(m_objects[i]->id, i);
    m_isStale = false;
    return m_objects;
}

AnnotationPtr ReviewQueue::next(AnnotationId current, int step, bool openOnly) {
    const std::vector<AnnotationPtr>& order = objects();
    const auto place = m_places.find(current);
    const auto size = static_cast<std::ptrdiff_t>(order.size());
    return stepThrough(order, {place != m_places.end() ? static_cast<std::ptrdiff_t>(place->second) : step > 0 ? -1 : size, step, openOnly});
}

}  // namespace bowman::ui
