#include "ui/controllers/review_order.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bowman::ui {
namespace {

bool isListed(const Annotation& a, const QueueOrder& order) { return a.kind == AnnotationKind::Glomerulus && !(order.isLeftOut && order.isLeftOut(a)); }

std::vector<AnnotationPtr> glomeruliOf(const AnnotationSet& annotations, const QueueOrder& order) {
    std::vector<AnnotationPtr> all = annotations.all();
    std::erase_if(all, [&](const AnnotationPtr& a) { return !isListed(*a, order); });
    return all;
}

/// By a key that is computed once for each.
template <typename Key>
void sortBy(std::vector<AnnotationPtr>& objects, Key key) {
    using Value = decltype(key(*objects.front()));
    std::vector<std::pair<Value, AnnotationPtr>> keyed;
    keyed.reserve(objects.size());
    for (AnnotationPtr& a : objects) {
        Value value = key(*a);
        keyed.emplace_back(std::move(value), std::move(a));
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < keyed.size(); ++i) objects[i] = std::move(keyed[i].second);
}

/// Bands as high as about five objects, the first from left to right, the next one back: what the eye does with a page, without the way back.
void sortAlongTheSnake(std::vector<AnnotationPtr>& objects) {
    if (objects.empty()) return;
    std::vector<double> sizes;
    double top = boundsOf(objects.front()->shape).centre().y;
    for (const AnnotationPtr& a : objects) {
        const SlideRect box = boundsOf(a->shape);
        sizes.push_back(std::max(box.width, box.height));
        top = std::min(top, box.centre().y);
    }
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    const double band = std::max(1.0, 5 * *middle);
    sortBy(objects, [=](const Annotation& a) {
        const SlidePoint centre = boundsOf(a.shape).centre();
        const auto row = static_cast<std::int64_t>((centre.y - top) / band);
        return std::pair(row, row % 2 == 0 ? centre.x : -centre.x);
    });
}

void keepSample(std::vector<AnnotationPtr>& objects, const ReviewSample& sample) {
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < sample.uuids.size(); ++i) places.emplace(sample.uuids[i], i);
    std::erase_if(objects, [&](const AnnotationPtr& a) { return !places.contains(a->uuid); });
    sortBy(objects, [&](const Annotation& a) { return places.at(a.uuid); });
}

}  // namespace

std::string ReviewSample::toJson() const {
    QJsonArray ids;
    for (const std::string& uuid : uuids) ids.append(QString::fromStdString(uuid));
    const QJsonObject object{{"wanted", wanted}, {"seed", qint64(seed)}, {"uuids", ids}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

ReviewSample ReviewSample::fromJson(const std::string& json) {
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    ReviewSample sample{object["wanted"].toInt(), static_cast<std::uint32_t>(object["seed"].toInteger()), {}};
    for (const QJsonValue& uuid : object["uuids"].toArray()) sample.uuids.push_back(uuid.toString().toStdString());
    return sample;
}

ReviewSample drawSample(const AnnotationSet& annotations, int wanted, std::uint32_t seed) {
    ReviewSample sample{wanted, seed, {}};
    for (const AnnotationPtr& a : annotations.all())   // by id
        if (a->kind == AnnotationKind::Glomerulus && a->state != ReviewState::Rejected) sample.uuids.push_back(a->uuid);
    // Fisher and Yates by hand: what std::shuffle does differs between libraries.
    std::mt19937_64 random(seed);
    const std::size_t size = sample.uuids.size(), taken = std::min(size, static_cast<std::size_t>(std::max(0, wanted)));
    for (std::size_t i = 0; i < taken; ++i) std::swap(sample.uuids[i], sample.uuids[i + random() % (size - i)]);
    sample.uuids.resize(taken);
    return sample;
}

bool mayBeInQueue(const Annotation& a, const QueueOrder& order) {
    if (!isListed(a, order)) return false;
    if (order.by != ReviewOrder::Sample) return true;
    return order.sample && std::find(order.sample->uuids.begin(), order.sample->uuids.end(), a.uuid) != order.sample->uuids.end();
}

bool keepsPlace(const Annotation& before, const Annotation& after, const QueueOrder& order) {
    switch (order.by) {
        case ReviewOrder::Doubt: return before.uncertainty == after.uncertainty;
        case ReviewOrder::Size: return before.shape == after.shape;
        case ReviewOrder::Position: return boundsOf(before.shape) == boundsOf(after.shape);
        case ReviewOrder::Class: return before.className == after.className && before.uncertainty == after.uncertainty;
        case ReviewOrder::State: return before.state == after.state;
        case ReviewOrder::Sample: return before.uuid == after.uuid;
        case ReviewOrder::Number: break;
    }
    return true;
}

std::vector<AnnotationPtr> orderedForReview(const AnnotationSet& annotations, const QueueOrder& order) {
    std::vector<AnnotationPtr> objects = glomeruliOf(annotations, order);
    switch (order.by) {
        case ReviewOrder::Doubt: sortBy(objects, [](const Annotation& a) { return -a.uncertainty; }); break;
        case ReviewOrder::Size: sortBy(objects, [](const Annotation& a) { return -areaOf(a.shape); }); break;
        case ReviewOrder::Position: sortAlongTheSnake(objects); break;
        case ReviewOrder::Class: sortBy(objects, [](const Annotation& a) { return std::pair(a.className, -a.uncertainty); }); break;
        case ReviewOrder::Sample: keepSample(objects, order.sample ? *order.sample : ReviewSample()); break;
        case ReviewOrder::State: sortBy(objects, [](const Annotation& a) { return static_cast<int>(a.state); }); break;
        case ReviewOrder::Number: break;
    }
    return objects;
}

}  // namespace bowman::ui
