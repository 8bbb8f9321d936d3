#include "ui/main_window/late_sclerosis.h"

#include <chrono>
#include <exception>
#include <stop_token>

#include "core/base/log.h"
#include "core/detect/classify_objects.h"

namespace bowman::ui {

LateSclerosis::Answer LateSclerosis::tell(std::vector<DetectedObject>& objects, const Slide& slide, const std::string& device) try {
    constexpr std::chrono::seconds kLongest{2};
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < objects.size(); ++i)
        if (!objects[i].sclerosis) open.push_back(i);
    if (open.empty() || !m_create) return {};
    if (!m_classifier || device != m_device) {
        auto made = m_create(device);
        if (!made) {
            logWarning("new objects are not told to be sclerotic or not: " + made.error().message());
            return {};
        }
        m_classifier = std::move(*made);
        m_device = device;
    }
    std::stop_source stop;
    const auto end = std::chrono::steady_clock::now() + kLongest;
    const auto told = classifyObjects(objects, slide, *m_classifier, [&](int, int) {
        if (std::chrono::steady_clock::now() > end) stop.request_stop();
    }, stop.get_token());
    if (!told) logInfo("not all new objects were told to be sclerotic or not: " + told.error().message());
    Answer answer;
    for (const std::size_t i : open) {
        if (objects[i].sclerosis) answer.told.push_back(objects[i]);
        else ++answer.left;
    }
    return answer;
} catch (const std::exception& e) {   // the objects are there all the same
    logWarning(std::string("new objects are not told to be sclerotic or not: ") + e.what());
    return {};
}

}  // namespace bowman::ui
