// A slide made of an RGB image in memory: tests, labelled images, engine builds without slide readers.
#pragma once

#include <optional>
#include <string>

#include "core/slide/slide.h"

namespace bowman {

/// One level; `name` stands in for the path in messages. `iccProfile`: bytes of one, for what is seen.
SlidePtr makeMemorySlide(Image rgb, std::optional<double> umPerPx, const std::string& name, const std::string& iccProfile = {});

}  // namespace bowman
