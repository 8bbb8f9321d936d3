// A named place on a slide, with the view that it is looked at in. A value; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/geometry.h"
#include "core/document/slide_record.h"

namespace bowman {

struct Bookmark {
    std::int64_t id = 0;        ///< given by the project
    SlideId slide = 0;
    std::string name;
    SlidePoint centre;          ///< in level-0 pixels
    double downsample = 1;      ///< level-0 pixels per pixel of the screen
    std::string person;         ///< who set it
    std::string time;           ///< ISO 8601, UTC
    friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

}  // namespace bowman
