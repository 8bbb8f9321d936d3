// What kind of object a class of another tool's file is: a glomerulus of some sort, or a part of the section around them.
// One list for all readers. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/annotation/annotation.h"

namespace bowman {

/// Structure for cortex, medulla and their zones, tissue, artefact, background and what is to be ignored, in any case and
/// spelling that known files use ("Inner medulla", "Outer Stripe", "Artifact", QuPath's "Ignore*"); CompleteRegion for what
/// exportedClassOf() calls so; Glomerulus for all else.
AnnotationKind kindOfClass(std::string_view className);

/// The class under which an object enters: without surrounding blanks; "glomerulus", "glomeruli" (any case) and an empty
/// name are "Glomerulus", so that one class is not two layers, and so is "Complete region", which has no class of its own.
/// Other names stay as they are. Ask kindOfClass() of the file's name, not of this one.
std::string classNameOf(std::string_view className);

/// The class under which an object leaves: "Complete region" for those, else its own.
std::string exportedClassOf(const Annotation& a);

}  // namespace bowman
