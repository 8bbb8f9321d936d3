#include "core/document/edit_proof.h"

#include "core/annotation/neighbour_ops.h"
#include "core/annotation/polygon_ops.h"

namespace bowman {

EditProof::EditProof(const AnnotationSet& near, const Edit& edit) {
    for (const Change& change : edit.changes) {
        if (!change.after || change.after->shape.empty() || !bowman::isValid(change.after->shape)) continue;
        std::set<AnnotationPtr>& apart = m_apart[change.after];
        const ShapeAmong among(change.after->shape);
        for (const AnnotationPtr& other : near.intersecting(boundsOf(change.after->shape))) {
            if (other->id == change.after->id || other->kind != change.after->kind || other->className != change.after->className) continue;
            if (const auto shared = among.overlap(other->shape); shared && *shared == 0) apart.insert(other);
        }
    }
}

bool EditProof::keepsOff(const AnnotationPtr& after, const AnnotationPtr& neighbour) const {
    const auto known = m_apart.find(after);
    return known != m_apart.end() && known->second.contains(neighbour);
}

}  // namespace bowman
