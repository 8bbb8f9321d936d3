// That an edit was found in order beforehand, in a worker: which outlines are valid, and which neighbours they keep off. It speaks of frozen
// annotations by identity, so that it stays true whatever happens to the document meanwhile; what it does not know is checked as ever. Any thread.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "core/annotation/annotation_set.h"
#include "core/document/edit.h"

namespace bowman {

class EditProof {
public:
    /// `near`: what lies where the edit changes something. Blocks for as long as the checks take.
    EditProof(const AnnotationSet& near, const Edit& edit);

    bool isValid(const AnnotationPtr& after) const { return m_apart.contains(after); }
    bool keepsOff(const AnnotationPtr& after, const AnnotationPtr& neighbour) const;

private:
    std::map<AnnotationPtr, std::set<AnnotationPtr>> m_apart;   // outlines that are valid, with the neighbours that they do not overlap
};

}  // namespace bowman
