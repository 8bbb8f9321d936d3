#include "ui/canvas/state_style.h"

#include "core/formats/class_colour.h"

namespace bowman::ui {

StateStyle styleOf(ReviewState state) {
    switch (state) {
        case ReviewState::Proposed: return {QColor(0xE6, 0x9F, 0x00), LinePattern::Dashed, StateMark::None};
        case ReviewState::Accepted: return {QColor(0x00, 0x9E, 0x73), LinePattern::Solid, StateMark::None};
        case ReviewState::Corrected: return {QColor(0x00, 0x72, 0xB2), LinePattern::Solid, StateMark::None};
        case ReviewState::Added: return {QColor(0x56, 0xB4, 0xE9), LinePattern::Solid, StateMark::Dot};
        case ReviewState::Unsure: return {QColor(0xCC, 0x79, 0xA7), LinePattern::Solid, StateMark::Question};
        case ReviewState::Rejected: break;
    }
    return {QColor(0x6E, 0x6E, 0x6E), LinePattern::Dotted, StateMark::None};
}

StateStyle completeRegionStyle() { return {QColor(0x00, 0x80, 0x80), LinePattern::DashDot, StateMark::None}; }

StateStyle styleOf(const Annotation& annotation) {
    if (annotation.kind == AnnotationKind::CompleteRegion) return completeRegionStyle();
    if (annotation.kind == AnnotationKind::Structure) {
        const auto [red, green, blue] = classColour(annotation.className);
        return {QColor(red, green, blue), LinePattern::DashDot, StateMark::None};
    }
    return styleOf(annotation.state);
}

}  // namespace bowman::ui
