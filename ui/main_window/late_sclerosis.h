// The second stage for objects that another threshold has brought: the search did not ask about them. One thread at a time; not the GUI's.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/detect/detection_job.h"
#include "core/detect/object_classifier.h"

namespace bowman::ui {

class LateSclerosis {
public:
    using Create = std::function<Result<std::unique_ptr<ObjectClassifier>>(const std::string& device)>;

    /// `create` may be empty: then nothing is told.
    explicit LateSclerosis(Create create) : m_create(std::move(create)) {}

    struct Answer {
        std::vector<DetectedObject> told;     ///< those that it was told of now
        int left = 0;                         ///< that time or an error left without
    };
    /// Asks about those that nothing is known of, for two seconds at most: a slider waits. Where there is no classifier, objects stay without: they can be
    /// classed with a key.
    Answer tell(std::vector<DetectedObject>& objects, const Slide& slide, const std::string& device);

private:
    Create m_create;
    std::unique_ptr<ObjectClassifier> m_classifier;   // loaded at the first question
    std::string m_device;
};

}  // namespace bowman::ui
