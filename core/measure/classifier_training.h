// Fits the classifier of glomerulus_classifier.h to labelled glomeruli, and measures it on centres that it has not seen. Blocking; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/result.h"
#include "core/detect/feature_extractor.h"
#include "core/detect/glomerulus_classifier.h"

namespace bowman {

struct ClassifierExample {
    std::vector<float> features;
    bool isSclerotic = false;
    std::string centre;             ///< who cut and stained: all of its examples are held out together
    std::string part;               ///< "training" or "validation"
};

struct ClassifierData {
    std::filesystem::path crops;    ///< CSV with the columns image, mask, centre, cls ("globally_sclerotic" or another); empty = none
    /// index.csv of labelled images: objects of value 2 are globally sclerotic, of value 1 not, in the data sets that have both. Empty = none
    std::filesystem::path index;
    int edge = 96;
};

/// Errors name file and line; a stop is the error "stopped".
Result<std::vector<ClassifierExample>> readExamples(const ClassifierData& data, FeatureExtractor& extractor, const std::function<void(int done)>& onProgress,
                                                    std::stop_token stop);

struct Confusion {
    int scleroticRight = 0, scleroticWrong = 0;
    int otherRight = 0, otherWrong = 0;

    double sensitivity() const;         ///< 0 without sclerotic ones
    double specificity() const;
    double balancedAccuracy() const { return (sensitivity() + specificity()) / 2; }
    Confusion& operator+=(const Confusion& other);
};
Confusion confusionOf(const LogisticModel& model, std::span<const ClassifierExample> examples, double threshold);

struct ClassifierReport {
    std::map<std::string, Confusion> heldOutCentres;    ///< each by a classifier that was fitted to the other centres' part "training"
    std::map<std::string, Confusion> validation;        ///< by centre: part "validation", by the classifier that is kept
    int examples = 0;                                   ///< that it was fitted to
};
nlohmann::json toJson(const ClassifierReport& report);
/// One line each, for a card.
std::string describe(const ClassifierReport& report);

struct FittedClassifier {
    LogisticModel model;
    ClassifierReport report;
};
/// Errors: as of fitLogistic; a centre that all sclerotic examples come from.
Result<FittedClassifier> fitClassifier(const std::vector<ClassifierExample>& examples, double penalty, double threshold);

}  // namespace bowman
