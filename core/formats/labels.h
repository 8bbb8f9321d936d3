// What a label file of any format is once it is read. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/base/geometry.h"
#include "core/base/result.h"

namespace bowman {

/// What the reader of a file may need to know of the slide, and what the user decided. Everything may be unknown.
struct LabelReadOptions {
    /// Of objects whose file says no state; empty: detections and cells are proposed, annotations accepted.
    std::optional<ReviewState> unstated = {};
    /// Level-0 place of the file's (0,0); empty: as the file says, else (0,0).
    std::optional<SlidePoint> origin = {};
    PixelSize slideSize = {};                     ///< level-0 pixels; 0 = unknown. Run lengths and NDPA need it
    std::optional<double> umPerPx = {};           ///< of level 0. NDPA needs it
    /// Centre of the scanned area from the centre of the glass in nm (hamamatsu.XOffsetFromSlideCentre, Y…). For NDPA.
    std::optional<SlidePoint> centreOffsetNm = {};
    std::string id = {};                          ///< which slide or image of a file that has several (HuBMAP id, COCO file_name)
};

struct Labels {
    std::vector<Annotation> annotations;   ///< ids are 0, uuids unique; shapes valid, in level-0 pixels
    std::vector<std::string> warnings;     ///< what was left out or repaired, one line each with a count
    std::string slideAlias;                ///< as said in the file, else empty
    PixelSize slideSize;                   ///< as said in the file, else 0
    std::string slideQuickhash;            ///< OpenSlide's, as said in the file, else empty
    std::optional<double> umPerPx;         ///< of level 0, as said in the file
    std::string format;                    ///< name() of the reader, set by readLabels()
};

}  // namespace bowman
