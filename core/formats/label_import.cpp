#include "core/formats/label_import.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/document/detection_edit.h"
#include "core/document/reading.h"

namespace bowman {
namespace {

constexpr double kRounding = 0.011;   ///< QuPath writes two decimals

template <typename Value>
struct Name {
    Value value;
    std::string_view text;
};
constexpr std::array<Name<ImportState>, 3> kStates{{{ImportState::AsFileSays, "file"}, {ImportState::Proposed, "proposed"}, {ImportState::Accepted, "accepted"}}};
constexpr std::array<Name<OverlapPolicy>, 3> kPolicies{{{OverlapPolicy::Trim, "trim"}, {OverlapPolicy::Skip, "skip"}, {OverlapPolicy::Replace, "replace"}}};
constexpr std::array<Name<LabelFrame>, 3> kFrames{{{LabelFrame::AsFileSays, "file"}, {LabelFrame::Slide, "slide"}, {LabelFrame::Bounds, "bounds"}}};

std::string_view textOf(const auto& names, auto value) {
    for (const auto& name : names)
        if (name.value == value) return name.text;
    return "unknown";
}

template <typename Value, std::size_t N>
std::optional<Value> valueOf(const std::array<Name<Value>, N>& names, std::string_view text) {
    for (const auto& name : names)
        if (name.text == text) return name.value;
    return std::nullopt;
}

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
        for (const Annotation& label : m_request.labels) {
            if (m_request.stop.stop_requested()) return Error{"cancelled", "", ""};
            if (auto taken = take(label); !taken) return taken.error();
        }
        return std::move(m_import);
    }

private:
    Result<void> take(const Annotation& label) {
        const SlideRect slide{0, 0, static_cast<double>(m_request.slide.width), static_cast<double>(m_request.slide.height)};
        if (!boundsOf(label.shape).intersects(slide)) {
            ++m_import.outside;
            say(ImportIssue::Kind::Outside, label, 0, "lies outside of the slide, left out");
            return {};
        }
        const auto known = m_byUuid.find(label.uuid);
        const AnnotationPtr before = known == m_byUuid.end() ? nullptr : known->second;
        const ReviewState state = stateFor(label);
        Annotation after = before ? *before : label;
        if (!before) {
            after.id = m_request.newId();
            after.state = state;
            signIn(after.provenance);
        } else if (!takeOver(label, state, after)) {
            ++m_import.unchanged;
            return {};
        }
        const auto fits = makeRoom(label, after);
        if (!fits) return fits.error();
        if (!*fits) return {};
        const auto shared = std::make_shared<const Annotation>(std::move(after));
        m_set.put(shared);
        m_byUuid[shared->uuid] = shared;
        ++(before ? m_import.replaced : m_import.added);
        m_import.edit.changes.push_back({before, shared});
        return {};
    }

    ReviewState stateFor(const Annotation& label) const {
        const bool isOpen = label.state == ReviewState::Proposed || label.state == ReviewState::Unsure;
        if (label.state == ReviewState::Rejected) return label.state;
        if (label.kind == AnnotationKind::Structure) return isOpen ? ReviewState::Accepted : label.state;   // nobody reviews it
        if (m_request.state == ImportState::Proposed) return ReviewState::Proposed;
        return m_request.state == ImportState::Accepted && isOpen ? ReviewState::Accepted : label.state;
    }

    /// What the file says itself stays.
    void signIn(Provenance& made) const {
        if (made.source.empty()) made.source = "import";
        if (made.model.empty() && made.source == "import") made.model = m_request.format;
        if (made.createdBy.empty()) made.createdBy = m_request.person;
        if (made.createdAt.empty()) made.createdAt = m_request.now;
    }

    /// False when the file has nothing new about the object.
    bool takeOver(const Annotation& label, ReviewState state, Annotation& after) const {
        const bool isReshaped = !isSameShape(label.shape, after.shape);
        const bool hasNewFields = !label.extras.empty() && label.extras != after.extras;   // none: a format without them
        if (!isReshaped && !hasNewFields && label.className == after.className && state == after.state) return false;
        if (hasNewFields) after.extras = label.extras;
        after.className = label.className;
        after.state = state;
        if (isReshaped) {
            after.shape = label.shape;
            const bool isByPerson = state == ReviewState::Proposed || state == ReviewState::Accepted;
            if (isByPerson) after.state = after.prediction.empty() ? ReviewState::Added : ReviewState::Corrected;
        }
        after.provenance.reviewedBy = m_request.person;
        after.provenance.reviewedAt = m_request.now;
        return true;
    }

    /// Makes place by the request's policy; false (and said) when the object has none.
    Result<bool> makeRoom(const Annotation& label, Annotation& after) {
        if (!claims(after)) return true;
        std::vector<AnnotationPtr> making;   // proposals that go, once it is known that the object stays
        bool isTrimmed = false;
        const std::size_t issuesBefore = m_import.issues.size();
        for (const AnnotationPtr& other : m_set.intersecting(boundsOf(after.shape))) {
            if (other->id == after.id || !claims(*other) || other->className != after.className) continue;
            const auto shared = overlapArea(after.shape, other->shape);
            if (!shared) return shared.error();
            if (*shared <= 0) continue;
            const std::string overlap = "overlaps glomerulus " + std::to_string(objectNumber(other->id)) + " by " + std::to_string(std::llround(std::ceil(*shared))) + " px²";
            if (m_request.overlap == OverlapPolicy::Replace && isUntouchedProposal(*other) && m_request.current.find(other->id) == other) {
                say(ImportIssue::Kind::Replaced, after, other->id, overlap + ", which is replaced");
                making.push_back(other);
                continue;
            }
            auto rest = withoutOverlap(after.shape, *other, *shared);
            if (!rest) return rest.error();
            if (rest->empty()) {
                m_import.issues.resize(issuesBefore);   // of an object that is left out only this is told
                say(ImportIssue::Kind::LeftOut, label, other->id, overlap + ", left out");
                ++m_import.overlapping;
                return false;
            }
            say(ImportIssue::Kind::Trimmed, after, other->id, overlap + ", cut off there");
            after.shape = std::move(*rest);
            isTrimmed = true;
        }
        for (const AnnotationPtr& other : making) {
            m_set.remove(other->id);
            m_byUuid.erase(other->uuid);
            m_import.edit.changes.push_back({other, nullptr});
            ++m_import.removed;
        }
        if (isTrimmed) ++m_import.trimmed;
        return true;
    }

    /// Empty where the overlap is not to be cut off.
    Result<MultiPolygon> withoutOverlap(const MultiPolygon& shape, const Annotation& other, double shared) const {
        const double smaller = std::min(areaOf(shape), areaOf(other.shape));
        if (m_request.overlap == OverlapPolicy::Skip || shared > m_request.largestTrim * smaller) return MultiPolygon{};
        auto rest = subtract(shape, other.shape);
        if (!rest || rest->empty()) return rest;
        const auto left = overlapArea(*rest, other.shape);
        if (!left) return left.error();
        return *left > 0 ? Result<MultiPolygon>(MultiPolygon{}) : rest;
    }

    void say(ImportIssue::Kind kind, const Annotation& label, AnnotationId other, const std::string& what) {
        const SlideRect bounds = boundsOf(label.shape);
        const bool isIn = kind == ImportIssue::Kind::Trimmed || kind == ImportIssue::Kind::Replaced;
        m_import.issues.push_back({kind, bounds, isIn ? MultiPolygon{} : label.shape, isIn ? label.id : 0, other,
                                   label.className + " at (" + std::to_string(std::llround(bounds.centre().x)) + ", " +
                                       std::to_string(std::llround(bounds.centre().y)) + ") " + what});
    }

    const LabelImportRequest& m_request;
    AnnotationSet m_set;
    std::unordered_map<std::string, AnnotationPtr> m_byUuid;
    LabelImport m_import;
};

}  // namespace

std::string_view toText(ImportState state) { return textOf(kStates, state); }
std::string_view toText(OverlapPolicy policy) { return textOf(kPolicies, policy); }
std::string_view toText(LabelFrame frame) { return textOf(kFrames, frame); }
std::optional<ImportState> importStateFromText(std::string_view text) { return valueOf(kStates, text); }
std::optional<OverlapPolicy> overlapPolicyFromText(std::string_view text) { return valueOf(kPolicies, text); }
std::optional<LabelFrame> labelFrameFromText(std::string_view text) { return valueOf(kFrames, text); }

Result<LabelImport> importLabels(const LabelImportRequest& request) { return Importer(request).run(); }

std::string describeImport(const LabelSource& source, const LabelImportRequest& request, const SlideInfo& slide) {
    nlohmann::json run = {{"kind", "import"}, {"file", source.path.filename().string()}, {"format", request.format}, {"labels", request.labels.size()},
                          {"frame", toText(source.frame)}, {"state", toText(request.state)}, {"overlap", toText(request.overlap)}};
    if (!source.id.empty()) run["id"] = source.id;
    if (const auto origin = readOptionsFor(slide, source).origin) run["origin"] = {origin->x, origin->y};
    // Names of files are bytes: what is no UTF-8 is replaced, not refused.
    return run.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace bowman
