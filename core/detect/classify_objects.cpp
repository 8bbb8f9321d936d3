#include "core/detect/classify_objects.h"

#include <algorithm>

namespace bowman {

Result<void> classifyObjects(std::vector<DetectedObject>& objects, const Slide& slide, ObjectClassifier& classifier, const std::function<void(int, int)>& onProgress,
                             const std::stop_token& stop) {
    Result<void> first;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (objects[i].sclerosis) continue;
        if (stop.stop_requested()) return Error{"stopped", "", "after " + std::to_string(i) + " of " + std::to_string(objects.size())};
        const auto probability = classifier.sclerosis(slide, objects[i].shape);
        if (probability) objects[i].sclerosis = *probability;
        else if (first) first = probability.error();
        if (onProgress) onProgress(static_cast<int>(i) + 1, static_cast<int>(objects.size()));
    }
    return first;
}

void carryTold(const std::vector<DetectedObject>& from, std::vector<DetectedObject>& to) {
    struct Known {
        SlideRect bounds;
        std::optional<double> sclerosis, disagreement;
    };
    std::vector<Known> known;   // by the top of their bounds
    double tallest = 0;
    for (const DetectedObject& object : from) {
        if (!object.sclerosis && !object.disagreement) continue;
        known.push_back({boundsOf(object.shape), object.sclerosis, object.disagreement});
        tallest = std::max(tallest, known.back().bounds.height);
    }
    std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) { return a.bounds.y < b.bounds.y; });
    for (DetectedObject& object : to) {
        const SlideRect bounds = boundsOf(object.shape);
        const SlidePoint centre = bounds.centre();
        auto near = std::lower_bound(known.begin(), known.end(), centre.y - tallest, [](const Known& k, double y) { return k.bounds.y < y; });
        for (; near != known.end() && near->bounds.y <= centre.y; ++near) {
            const SlideRect& other = near->bounds;
            const double ratio = bounds.width * bounds.height / (other.width * other.height);
            if (!other.contains(centre) || ratio < 0.5 || ratio > 2) continue;
            object.sclerosis = near->sclerosis;
            object.disagreement = near->disagreement;
            break;
        }
    }
}

}  // namespace bowman
