// Marks of felt pens on the cover glass. For the tissue mask only; any thread.
#pragma once

namespace cv {
class Mat;
}

namespace bowman {

/// 255 where there is ink. `rgb` is a white-balanced picture at about 10 µm/px, `stained` (0/255) what is not glass.
/// Blue and green ink are more saturated than any stain; black ink is darker and without colour. What covers more than a
/// fifth of all that is stained is a stain (Masson's blue, silver's black), not ink. Throws cv::Exception.
cv::Mat inkOfPens(const cv::Mat& rgb, const cv::Mat& stained);

}  // namespace bowman
