// In which order a person goes through the objects of a slide. Pure; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"

namespace bowman::ui {

enum class ReviewOrder {
    Doubt,      ///< the least sure first
    Size,       ///< the largest first
    Position,   ///< in bands over the slide, to and fro, so that the way is short
    Class,      ///< by the name of the class, the least sure of each first
    Sample,     ///< a random sample, drawn once and kept
    State,
    Number,     ///< as they came
};

/// Objects that were drawn for a look at random: by uuid, so that they are the same after undo and in every copy of the project.
struct ReviewSample {
    static constexpr const char* kSetting = "review sample";   ///< its name among a slide's settings

    int wanted = 0;
    std::uint32_t seed = 0;
    std::vector<std::string> uuids;      ///< in the order drawn
    std::string toJson() const;
    /// Empty (wanted 0) where the text is none.
    static ReviewSample fromJson(const std::string& json);
    friend bool operator==(const ReviewSample&, const ReviewSample&) = default;
};

/// `wanted` of the glomeruli that are not rejected, or all where there are fewer; the same for the same objects and seed on every machine.
ReviewSample drawSample(const AnnotationSet& annotations, int wanted, std::uint32_t seed);

struct QueueOrder {
    ReviewOrder by = ReviewOrder::Doubt;
    const ReviewSample* sample = nullptr;                          ///< for ReviewOrder::Sample
    std::function<bool(const Annotation&)> isLeftOut = {};         ///< of a locked class, for example
};

/// The glomeruli in this order; of a sample only those that were drawn and are still there. Equal ones by id.
std::vector<AnnotationPtr> orderedForReview(const AnnotationSet& annotations, const QueueOrder& order);
/// The object has a place in it.
bool mayBeInQueue(const Annotation& object, const QueueOrder& order);
/// An object of the queue that has changed stays where it was.
bool keepsPlace(const Annotation& before, const Annotation& after, const QueueOrder& order);

}  // namespace bowman::ui
