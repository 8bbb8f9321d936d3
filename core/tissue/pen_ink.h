// Marks of felt pens on the cover glass. For the tissue mask only; any thread.
#pragma once

namespace cv {
class Mat;
}

namespace bowman {

/// 255 where there is ink. `rgb` is a white-balanced picture, `stained` (0/255) what is not glass, `umPerPx` its scale.
/// Blue and green ink are more saturated than stains, black ink is darker and without colour, and a mark either
/// lies alone on the glass or is larger than any structure of that colour (0.5 mm²; a sclerosed glomerulus in Masson's blue
/// has 0.03). A colour that makes up more than a
/// fifth of all that is stained is a stain (Masson's blue, silver's black). When in doubt it is tissue: ink that stays costs
/// time, tissue that goes costs glomeruli. Throws cv::Exception.
cv::Mat inkOfPens(const cv::Mat& rgb, const cv::Mat& stained, double umPerPx);

}  // namespace bowman
