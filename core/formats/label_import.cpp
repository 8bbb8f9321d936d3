#include "core/formats/label_import.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

constexpr double kRounding = 0.011;   ///< QuPath writes two decimals

bool claims(const Annotation& a) { return a.kind == AnnotationKind::Glomerulus && a.state != ReviewState::Rejected; }

bool isSameRing(const Ring& a, const Ring& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](SlidePoint p, SlidePoint q) {
        return std::abs(p.x - q.x) <= kRounding && std::abs(p.y - q.y) <= kRounding;
    });
}

bool isSameShape(const MultiPolygon& a, const MultiPolygon& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const Polygon& p, const Polygon& q) {
        return isSameRing(p.outer, q.outer) && std::equal(p.holes.begin(), p.holes.end(), q.holes.begin(), q.holes.end(), isSameRing);
    });
}

class Importer {
public:
    explicit Importer(const LabelImportRequest& request) : m_request(request) {
        for (const AnnotationPtr& a : request.current.all()) {
            m_set.put(a);
            m_byUuid.emplace(a->uuid, a);
        }
    }

    Result<LabelImport> run() {
        m_import.edit.label = "import of " + std::to_string(m_request.labels.size()) + " labels";
        for (const Annotation& label : m_request.labels)
            if (auto taken = take(label); !taken) return taken.error();
        return std::move(m_import);
    }

private:
    Result<void> take(const Annotation& label) {
        const SlideRect slide{0, 0, static_cast<double>(m_request.slide.width), static_cast<double>(m_request.slide.height)};
        if (!boundsOf(label.shape).intersects(slide)) {
            ++m_import.outside;
            say(label, "lies outside of the slide, left out");
            return {};
        }
        const auto known = m_byUuid.find(label.uuid);
        const AnnotationPtr before = known == m_byUuid.end() ? nullptr : known->second;
        Annotation after = before ? *before : label;
        if (!before) {
            after.id = m_request.newId();
            if (after.provenance.createdBy.empty()) after.provenance.createdBy = m_request.person;
            if (after.provenance.createdAt.empty()) after.provenance.createdAt = m_request.now;
        } else if (!takeOver(label, after)) {
            ++m_import.unchanged;
            return {};
        }
        const auto fits = makeRoom(after);
        if (!fits) return fits.error();
        if (!*fits) return {};
        const auto shared = std::make_shared<const Annotation>(std::move(after));
        m_set.put(shared);
        m_byUuid[shared->uuid] = shared;
        ++(before ? m_import.replaced : m_import.added);
        m_import.edit.changes.push_back({before, shared});
        return {};
    }

    /// False when the file has nothing new about the object.
    bool takeOver(const Annotation& label, Annotation& after) const {
        const bool isReshaped = !isSameShape(label.shape, after.shape);
        if (!isReshaped && label.className == after.className && label.state == after.state) return false;
        after.className = label.className;
        after.state = label.state;
        if (isReshaped) {
            after.shape = label.shape;
            const bool isByPerson = label.state == ReviewState::Proposed || label.state == ReviewState::Accepted;
            if (isByPerson) after.state = after.prediction.empty() ? ReviewState::Added : ReviewState::Corrected;
        }
        after.provenance.reviewedBy = m_request.person;
        after.provenance.reviewedAt = m_request.now;
        return true;
    }

    /// Cuts small overlaps off; false (and said) when the object has no place.
    Result<bool> makeRoom(Annotation& after) {
        if (!claims(after)) return true;
        bool isTrimmed = false;
        for (const AnnotationPtr& other : m_set.intersecting(boundsOf(after.shape))) {
            if (other->id == after.id || !claims(*other) || other->className != after.className) continue;
            const auto shared = overlapArea(after.shape, other->shape);
            if (!shared) return shared.error();
            if (*shared <= 0) continue;
            const double smaller = std::min(areaOf(after.shape), areaOf(other->shape));
            auto rest = *shared <= m_request.largestTrim * smaller ? subtract(after.shape, other->shape) : MultiPolygon{};
            if (!rest) return rest.error();
            if (!rest->empty()) {
                const auto left = overlapArea(*rest, other->shape);
                if (!left) return left.error();
                if (*left > 0) rest = MultiPolygon{};
            }
            const std::string overlap = "overlaps glomerulus " + std::to_string(other->id) + " by " + std::to_string(std::llround(std::ceil(*shared))) + " px²";
            say(after, overlap + (rest->empty() ? ", left out" : ", cut off there"));
            if (rest->empty()) return ++m_import.overlapping, false;
            after.shape = std::move(*rest);
            isTrimmed = true;
        }
        if (isTrimmed) ++m_import.trimmed;
        return true;
    }

    void say(const Annotation& label, const std::string& what) {
        const SlideRect bounds = boundsOf(label.shape);
        m_import.messages.push_back(label.className + " at (" + std::to_string(std::llround(bounds.centre().x)) + ", " +
                                    std::to_string(std::llround(bounds.centre().y)) + ") " + what);
    }

    const LabelImportRequest& m_request;
    AnnotationSet m_set;
    std::unordered_map<std::string, AnnotationPtr> m_byUuid;
    LabelImport m_import;
};

}  // namespace

Result<LabelImport> importLabels(const LabelImportRequest& request) { return Importer(request).run(); }

}  // namespace bowman
