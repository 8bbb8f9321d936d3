// Pictures of the objects in which labels and truth differ on one slide, for people. Blocking (reads the slide); any thread.
#pragma once

#include <vector>

#include "core/measure/agreement.h"
#include "core/measure/evaluation_pictures.h"
#include "core/slide/slide.h"

namespace bowman {

/// What was missed, then what is not in the truth, then the pairs with the smallest IoU; `most` at the most. Each picture is 2.5 times as wide as its
/// object, which is in the middle of it. `agreement` is compareShapes of the two. Errors: the slide cannot be read there.
Result<std::vector<EvaluationPicture>> wrongObjects(const Slide& slide, const std::vector<MultiPolygon>& truth, const std::vector<MultiPolygon>& predicted,
                                                    const Agreement& agreement, int most);

}  // namespace bowman
