// The formats that format.cpp lists. Any thread.
#pragma once

#include "core/formats/format.h"

namespace bowman {

const Exporter& geoJsonExporter();       ///< QuPath GeoJSON, a file per slide
const Exporter& hubmapRleExporter();     ///< HuBMAP id,encoding CSV, one file
const Exporter& hubmapSubmissionExporter();   ///< HuBMAP id,predicted CSV, one file
const Exporter& hubmapJsonExporter();    ///< HuBMAP JSON: glomeruli and, apart, structures of each slide
const Exporter& cocoExporter();          ///< COCO JSON with polygons, one file
const Exporter& cocoRleExporter();       ///< COCO JSON with compressed run lengths, one file
const Exporter& labelMeExporter();       ///< LabelMe JSON, a file per slide
const Exporter& dsaExporter();           ///< DSA / HistomicsUI JSON, a file per slide
const Exporter& maskPngExporter();       ///< class numbers as a PNG, a file per slide
const Exporter& measurementCsvExporter();   ///< sizes and forms of objects, one table
const Exporter& maskTiffExporter();      ///< class numbers as a pyramidal TIFF, a file per slide
const Exporter& trainingSetExporter();   ///< images, masks and manifest, a folder
const Exporter& asapExporter();          ///< ASAP XML, a file per slide
const Exporter& imageScopeExporter();    ///< Aperio ImageScope XML, a file per slide
const Exporter& ndpaExporter();          ///< Hamamatsu NDPA, a file per slide

}  // namespace bowman
