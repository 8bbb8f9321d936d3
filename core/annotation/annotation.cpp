#include "core/annotation/annotation.h"

#include <array>
#include <chrono>
#include <ctime>
#include <mutex>
#include <random>

namespace bowman {
namespace {

struct StateName {
    ReviewState state;
    std::string_view text;
};
constexpr std::array<StateName, 6> kStates{{{ReviewState::Proposed, "proposed"},
                                            {ReviewState::Accepted, "accepted"},
                                            {ReviewState::Corrected, "corrected"},
                                            {ReviewState::Rejected, "rejected"},
                                            {ReviewState::Added, "added"},
                                            {ReviewState::Unsure, "unsure"}}};

struct KindName {
    AnnotationKind kind;
    std::string_view text;
};
constexpr std::array<KindName, 3> kKinds{{{AnnotationKind::Glomerulus, "glomerulus"},
                                          {AnnotationKind::CompleteRegion, "complete_region"},
                                          {AnnotationKind::Structure, "structure"}}};

}  // namespace

std::string_view toText(ReviewState state) {
    for (const StateName& name : kStates)
        if (name.state == state) return name.text;
    return "unknown";
}

std::string_view toText(AnnotationKind kind) {
    for (const KindName& name : kKinds)
        if (name.kind == kind) return name.text;
    return "unknown";
}

std::optional<ReviewState> reviewStateFromText(std::string_view text) {
    for (const StateName& name : kStates)
        if (name.text == text) return name.state;
    return std::nullopt;
}

std::optional<AnnotationKind> annotationKindFromText(std::string_view text) {
    for (const KindName& name : kKinds)
        if (name.text == text) return name.kind;
    return std::nullopt;
}

std::string newUuid() {
    static std::mutex mutex;  // guards source
    static std::random_device source;
    std::array<std::uint32_t, 4> words{};
    {
        const std::lock_guard lock(mutex);
        for (std::uint32_t& word : words) word = source();
    }
    static const char* kDigits = "0123456789abcdef";
    std::string text;
    for (int nibble = 0; nibble < 32; ++nibble) {
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text += '-';
        unsigned value = (words[nibble / 8] >> (4 * (nibble % 8))) & 15U;
        if (nibble == 12) value = 4;                       // version
        if (nibble == 16) value = 8U | (value & 3U);       // variant
        text += kDigits[value];
    }
    return text;
}

std::string nowIso8601() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    // Civil date from days since 1970: std::gmtime is not safe with threads. Method: Howard Hinnant, chrono-compatible dates.
    const std::chrono::sys_seconds moment{std::chrono::seconds(now)};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{moment - day};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text;
}

}  // namespace bowman
