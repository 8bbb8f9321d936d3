// Edits that look like a person's work and depend on nothing but their number and the state: the same in every process.
// For the tests of the document. One thread.
#pragma once

#include <cmath>
#include <memory>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "core/annotation/outline_edit.h"
#include "core/annotation/polygon_ops.h"
#include "core/document/document.h"
#include "core/document/edit_rules.h"

namespace bowman::test {

constexpr int kCellsPerRow = 12;
constexpr double kCell = 1000;  // one glomerulus a cell, so that none overlap

inline SlidePoint cellCentre(int cell) { return {(cell % kCellsPerRow + 0.5) * kCell, (cell / kCellsPerRow + 0.5) * kCell}; }

inline MultiPolygon roundOutline(SlidePoint centre, double radius, int points) {
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double t = 2 * std::numbers::pi * i / points;
        const double r = radius * (1 + 0.1 * std::sin(5 * t));
        ring.push_back({std::round((centre.x + r * std::cos(t)) * 16) / 16, std::round((centre.y + r * std::sin(t)) * 16) / 16});
    }
    return {Polygon{ring, {}}};
}

inline AnnotationPtr newGlomerulus(AnnotationId id, int cell, double radius) {
    Annotation a;
    a.id = id;
    a.uuid = "uuid-" + std::to_string(id);
    a.state = ReviewState::Added;
    a.shape = roundOutline(cellCentre(cell), radius, 60);
    a.provenance.source = "person";
    a.provenance.createdAt = "2026-01-01T00:00:00Z";
    return std::make_shared<const Annotation>(std::move(a));
}

/// What step number `number` does to `set`; always one change at least.
inline Edit randomEdit(const AnnotationSet& set, int number) {
    std::mt19937 random(static_cast<unsigned>(number) * 2654435761U + 1);
    std::uniform_real_distribution<double> part(0, 1);
    const std::string name = std::to_string(number);
    const auto all = set.all();
    const int cell = static_cast<int>(part(random) * kCellsPerRow * kCellsPerRow);
    const SlidePoint centre = cellCentre(cell);
    const bool isFree = set.intersecting({centre.x - kCell / 2, centre.y - kCell / 2, kCell, kCell}).empty();
    const double choice = part(random);
    if (all.empty() || (choice < 0.3 && isFree)) return {"add " + name, {{nullptr, newGlomerulus(1000 + number, cell, 60 + 100 * part(random))}}};

    const AnnotationPtr chosen = all[static_cast<std::size_t>(part(random) * static_cast<double>(all.size()))];
    Annotation after = *chosen;
    if (choice < 0.4 && all.size() > 5) return {"delete " + name, {{chosen, nullptr}}};
    if (choice < 0.8) {
        const SlideRect bounds = boundsOf(chosen->shape);
        const SlidePoint from{bounds.x + bounds.width * part(random), bounds.y + bounds.height * part(random)};
        const auto shape = choice < 0.6 ? paint(after.shape, {from, {from.x + 15, from.y + 9}}, 20) : erase(after.shape, {from, {from.x + 25, from.y}}, 12);
        const bool fits = shape.ok() && !shape->empty() && boundsOf(*shape).width < kCell / 2 && boundsOf(*shape).height < kCell / 2;
        const SlidePoint middle = boundsOf(fits ? *shape : after.shape).centre();
        // Outlines that wander must not reach their neighbour's cell.
        if (fits && std::abs(std::fmod(middle.x, kCell) - kCell / 2) < 200 && std::abs(std::fmod(middle.y, kCell) - kCell / 2) < 200) after.shape = *shape;
    } else {
        after.state = static_cast<ReviewState>(random() % 6);
    }
    after.note = "step " + name;
    return {"change " + name, {{chosen, std::make_shared<const Annotation>(std::move(after))}}};
}

enum class StepKind { Edit, Undo, Redo };

/// Now and then a person takes back, but never the first batch.
inline StepKind stepKind(int number, bool canUndo, bool canRedo) {
    const unsigned draw = std::mt19937(static_cast<unsigned>(number) + 77)() % 100;
    if (draw < 15 && canUndo) return StepKind::Undo;
    if (draw < 22 && canRedo) return StepKind::Redo;
    return StepKind::Edit;
}

/// One step on a document: one event.
inline Result<void> randomStep(Document& document, SlideId slide, int number) {
    const auto undoable = document.undoLabel(slide);
    switch (stepKind(number, undoable && *undoable != "detection", document.redoLabel(slide).has_value())) {
        case StepKind::Undo: return document.undo(slide);
        case StepKind::Redo: return document.redo(slide);
        case StepKind::Edit: break;
    }
    return document.apply(slide, randomEdit(document.annotations(slide), number));
}

/// The same without a document, a file, or anything of theirs but the changes themselves.
class Model {
public:
    AnnotationSet set;
    void start(std::vector<Change> changes) {
        applyChanges(set, changes);
        m_done.push_back(std::move(changes));
    }
    void step(int number) {
        switch (stepKind(number, m_done.size() > 1, !m_undone.empty())) {
            case StepKind::Undo: move(m_done, m_undone, true); return;
            case StepKind::Redo: move(m_undone, m_done, false); return;
            case StepKind::Edit: break;
        }
        m_undone.clear();
        start(randomEdit(set, number).changes);
    }

private:
    void move(std::vector<std::vector<Change>>& from, std::vector<std::vector<Change>>& to, bool revert) {
        applyChanges(set, revert ? reverted(from.back()) : from.back());
        to.push_back(std::move(from.back()));
        from.pop_back();
    }
    std::vector<std::vector<Change>> m_done, m_undone;
};

inline SlideInfo slideInfo(const std::string& path) {
    SlideInfo info;
    info.path = path;
    info.levels.push_back({{20000, 16000}, 1, 256, 256});
    info.umPerPx = {0.5, "file", "openslide.mpp-x = 0.5"};
    return info;
}

inline SlideIdentity slideIdentity(const std::string& path, const std::string& digest = "aa11") {
    return {path, 123456, digest, "quick-" + digest};
}

/// 30 glomeruli as one batch: what a detection leaves.
inline Edit firstBatch() {
    Edit edit{"detection", {}};
    for (int i = 0; i < 30; ++i) {
        Annotation a = *newGlomerulus(i + 1, i * 4, 120);
        a.state = ReviewState::Proposed;
        a.prediction = a.shape;
        a.score = 0.9;
        a.provenance.source = "model";
        a.provenance.model = "linknet";
        a.provenance.modelSha256 = "feed";
        edit.changes.push_back({nullptr, std::make_shared<const Annotation>(std::move(a))});
    }
    return edit;
}

}  // namespace bowman::test
