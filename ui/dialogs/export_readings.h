// Which readings of the slides can leave the program, where several people have read them. GUI thread.
#pragma once

#include <vector>

#include <QString>

#include "core/document/document.h"

namespace bowman::ui {

struct OfferedReading {
    QString name;
    std::vector<Snapshot> slides;      ///< those that have it
};

/// First what leaves the program unless something else is chosen: the finished consensus of each slide, else the reading that is shown. Then,
/// where there are several, each by itself; of a slide that the person reads blinded only that reading.
std::vector<OfferedReading> offeredReadings(const Document& document);

}  // namespace bowman::ui
