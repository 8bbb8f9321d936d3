// The readers that label_reader.cpp lists. Any thread.
#pragma once

#include "core/formats/label_reader.h"

namespace bowman {

const LabelReader& geoJsonReader();     ///< QuPath GeoJSON
const LabelReader& hubmapRleReader();   ///< HuBMAP id,encoding CSV
const LabelReader& asapReader();         ///< ASAP XML

}  // namespace bowman
