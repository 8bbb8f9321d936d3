// QuPath GeoJSON: the interchange of labels that loses nothing we know about an object. Writing follows what QuPath
// writes (its GsonTools and ROITypeAdapters); reading takes every variant that QuPath, HuBMAP and scripts have produced.
// Pure; any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/formats/labels.h"

namespace bowman {

struct GeoJsonWriteOptions {
    std::string slideAlias;     ///< said in the file; empty = not said
    PixelSize slideSize;        ///< level-0 pixels, said in the file; 0 = not said
    /// Level-0 place of the file's (0,0). QuPath crops a slide to openslide.bounds-*: give the bounds' corner for it.
    SlidePoint origin;
    std::string slideQuickhash = {};      ///< OpenSlide's, said in the file; empty = not said
    std::optional<double> umPerPx = {};   ///< of level 0, said in the file
};

/// True for a shape that can be written: it has an outline and every coordinate is a number.
bool isWritable(const MultiPolygon& shape);

/// A FeatureCollection, one feature a line, in the order given; the same bytes for the same input. State, people, times,
/// model and its hash go into `metadata`, numbers into `measurements`; reviewed objects are locked. Throws never;
/// what is not isWritable() is left out. The model's original outline (`prediction`) is not written.
std::string toGeoJson(const std::vector<AnnotationPtr>& annotations, const GeoJsonWriteOptions& options = {});
std::string toGeoJson(const std::vector<Annotation>& annotations, const GeoJsonWriteOptions& options = {});

/// `file` is for messages. The error names the place in the JSON ("features[3].geometry.coordinates[0][12]") and
/// why. Nesting above 128 is refused before it is parsed.
Result<Labels> parseGeoJson(std::string_view text, const std::string& file, const LabelReadOptions& options = {});

/// The same from a file of at most 512 MiB. One object at a time is in memory as JSON. Blocks.
Result<Labels> loadGeoJson(const std::filesystem::path& path, const LabelReadOptions& options = {});

/// Only the objects of loadGeoJson.
Result<std::vector<Annotation>> readGeoJson(const std::filesystem::path& path);

}  // namespace bowman
