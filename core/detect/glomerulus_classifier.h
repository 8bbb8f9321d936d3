// Tells whether a glomerulus is globally sclerotic, from what a segmentation network's encoder sees in it: a file of a few hundred numbers beside the
// network whose features they weigh. Values and files; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/annotation/polygon.h"
#include "core/detect/feature_extractor.h"
#include "core/detect/logistic_regression.h"
#include "core/slide/slide.h"

namespace bowman {

/// The file <name>.classifier.json: {"kind": "bowman-classifier", "schema_version": 1, …}.
struct GlomerulusClassifier {
    std::string name;
    std::string featuresOf;         ///< name of the segmentation model
    std::string featuresSha256;     ///< of its file
    int edge = 96;                  ///< of the picture that a glomerulus is scaled to
    LogisticModel model;
    double threshold = 0.5;
    std::string trainingData, split, metrics, intendedUse, failureModes, licence, date;
};

std::string toJson(const GlomerulusClassifier& classifier);
/// Errors name the file and the field.
Result<GlomerulusClassifier> readClassifier(const std::filesystem::path& file);

/// A glomerulus as the classifier sees it: its bounding box, scaled to edge × edge whatever its sides, and the pixels that are its own.
struct ObjectCrop {
    Image rgb;
    Image mask;     ///< Gray8, 0 and 1
};
/// Reads from the slide. An error where the shape is empty or the slide cannot be read there.
Result<ObjectCrop> cropOf(const Slide& slide, const MultiPolygon& shape, int edge);
/// The same from the pixels of a bounding box; `mask` of its size is not 0 where the glomerulus is.
ObjectCrop scaledTo(int edge, const Image& rgb, const Image& mask);

/// Probability that it is globally sclerotic. Blocks for the network.
Result<double> sclerosisProbability(const GlomerulusClassifier& classifier, const ObjectCrop& crop, FeatureExtractor& extractor);

}  // namespace bowman
