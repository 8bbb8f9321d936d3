// What is drawn over the slide. A value; any thread.
#pragma once

namespace bowman::ui {

struct LayerSettings {
    bool outlines = true;
    bool fill = true;
    double fillOpacity = 0.15;        ///< 0…0.4
    bool rejected = false;            ///< hidden by default
    bool predictions = true;          ///< dashed outline of the model beside a corrected shape
    bool heatMap = false;
    bool tissue = false;
    bool scaleBar = true;
    bool navigator = true;
    bool seen = false;                ///< on the navigator: what was looked at
    friend bool operator==(const LayerSettings&, const LayerSettings&) = default;
};

}  // namespace bowman::ui
