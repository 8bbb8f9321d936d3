// What the card says of an object of a consensus: which decision it stands for. GUI thread.
#pragma once

#include <string>

#include <QStringList>

#include "core/annotation/annotation.h"

namespace bowman::ui {

/// "Both readers agree", "Reader 2 was right; reader 1 has nothing here" …; empty for any other object.
QStringList adjudicationFacts(const Annotation& annotation);
/// A field that says so in our own files, and not one of another program.
bool isAdjudicationField(const std::string& name);

}  // namespace bowman::ui
