// The readers that label_reader.cpp lists. Any thread.
#pragma once

#include "core/formats/label_reader.h"

namespace bowman {

const LabelReader& geoJsonReader();     ///< QuPath GeoJSON
const LabelReader& cocoReader();        ///< COCO JSON
const LabelReader& labelMeReader();     ///< LabelMe JSON
const LabelReader& dsaReader();         ///< DSA / HistomicsUI JSON
const LabelReader& maskReader();        ///< label images: PNG, TIFF
const LabelReader& hubmapRleReader();   ///< HuBMAP id,encoding CSV
const LabelReader& imageJRoiReader();    ///< ImageJ ROI archive or single ROI
const LabelReader& asapReader();         ///< ASAP XML
const LabelReader& imageScopeReader();   ///< Aperio ImageScope XML
const LabelReader& ndpaReader();         ///< Hamamatsu NDPA

}  // namespace bowman
