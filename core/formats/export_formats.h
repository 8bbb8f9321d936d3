// The formats that format.cpp lists. Any thread.
#pragma once

#include "core/formats/format.h"

namespace bowman {

const Exporter& geoJsonExporter();       ///< QuPath GeoJSON, a file per slide
const Exporter& hubmapRleExporter();     ///< HuBMAP id,encoding CSV, one file
const Exporter& maskTiffExporter();      ///< class numbers as a pyramidal TIFF, a file per slide
const Exporter& trainingSetExporter();   ///< images, masks and manifest, a folder
const Exporter& asapExporter();          ///< ASAP XML, a file per slide

}  // namespace bowman
