#include "core/annotation/annotation_set.h"

#include <algorithm>
#include <map>

// Boost 1.74 includes its own deprecated headers, and says so on every build.
#define BOOST_ALLOW_DEPRECATED_HEADERS
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include "core/annotation/annotation_codec.h"
#include "core/base/files.h"

namespace bowman {
namespace {

namespace bg = boost::geometry;
using Point = bg::model::point<double, 2, bg::cs::cartesian>;
using Box = bg::model::box<Point>;
using Entry = std::pair<Box, AnnotationId>;

Box boxOf(const SlideRect& rect) { return {Point(rect.x, rect.y), Point(rect.right(), rect.bottom())}; }

struct SameEntry {
    bool operator()(const Entry& a, const Entry& b) const { return a.second == b.second && bg::equals(a.first, b.first); }
};
using Tree = bg::index::rtree<Entry, bg::index::quadratic<16>, bg::index::indexable<Entry>, SameEntry>;

}  // namespace

struct AnnotationSet::Index {
    struct Item {
        AnnotationPtr annotation;
        Box box;
    };
    std::map<AnnotationId, Item> items;
    Tree tree;
};

AnnotationSet::AnnotationSet() : m_index(std::make_unique<Index>()) {}
AnnotationSet::~AnnotationSet() = default;
AnnotationSet::AnnotationSet(AnnotationSet&&) noexcept = default;
AnnotationSet& AnnotationSet::operator=(AnnotationSet&&) noexcept = default;

void AnnotationSet::put(AnnotationPtr annotation) {
    const Box box = boxOf(boundsOf(annotation->shape));
    const AnnotationId id = annotation->id;
    const auto [place, isNew] = m_index->items.try_emplace(id);
    const bool moved = isNew || !bg::equals(place->second.box, box);
    if (moved && !isNew) m_index->tree.remove(Entry{place->second.box, id});
    if (moved) m_index->tree.insert(Entry{box, id});
    place->second = {std::move(annotation), box};
}

void AnnotationSet::fill(const std::vector<AnnotationPtr>& annotations) {
    m_index->items.clear();
    std::vector<Entry> entries;
    entries.reserve(annotations.size());
    for (const AnnotationPtr& annotation : annotations) {
        const Box box = boxOf(boundsOf(annotation->shape));
        const auto [place, isNew] = m_index->items.insert_or_assign(annotation->id, Index::Item{annotation, box});
        if (isNew) entries.emplace_back(box, annotation->id);
    }
    for (Entry& entry : entries) entry.first = m_index->items.at(entry.second).box;    // where an id came twice, the last one counts
    m_index->tree = Tree(entries);
}

void AnnotationSet::remove(AnnotationId id) {
    const auto place = m_index->items.find(id);
    if (place == m_index->items.end()) return;
    m_index->tree.remove(Entry{place->second.box, id});
    m_index->items.erase(place);
}

std::size_t AnnotationSet::size() const { return m_index->items.size(); }

AnnotationPtr AnnotationSet::find(AnnotationId id) const {
    const auto place = m_index->items.find(id);
    return place == m_index->items.end() ? nullptr : place->second.annotation;
}

std::vector<AnnotationPtr> AnnotationSet::all() const {
    std::vector<AnnotationPtr> result;
    result.reserve(m_index->items.size());
    for (const auto& [id, item] : m_index->items) result.push_back(item.annotation);
    return result;
}

std::vector<AnnotationPtr> AnnotationSet::intersecting(const SlideRect& rect) const {
    std::vector<AnnotationPtr> result;
    const auto hits = bg::index::intersects(boxOf(rect));
    for (auto hit = m_index->tree.qbegin(hits); hit != m_index->tree.qend(); ++hit)
        result.push_back(m_index->items.at(hit->second).annotation);
    std::sort(result.begin(), result.end(), [](const AnnotationPtr& a, const AnnotationPtr& b) { return a->id < b->id; });
    return result;
}

std::vector<AnnotationPtr> AnnotationSet::at(SlidePoint point) const {
    std::vector<AnnotationPtr> hits = intersecting({point.x, point.y, 0, 0});
    std::erase_if(hits, [&](const AnnotationPtr& a) { return !contains(a->shape, point); });
    std::vector<std::pair<double, AnnotationPtr>> byArea;
    for (AnnotationPtr& hit : hits) byArea.emplace_back(areaOf(hit->shape), std::move(hit));
    std::stable_sort(byArea.begin(), byArea.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<AnnotationPtr> result;
    for (auto& [area, annotation] : byArea) result.push_back(std::move(annotation));
    return result;
}

std::string AnnotationSet::stateHash() const {
    std::string hashes;
    for (const auto& [id, item] : m_index->items) hashes += sha256Hex(encodeAnnotation(*item.annotation));
    return sha256Hex(hashes);
}

}  // namespace bowman
