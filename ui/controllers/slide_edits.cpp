#include "ui/controllers/slide_edits.h"

#include <map>
#include <set>


namespace bowman::ui {
namespace {

bool saysTheSame(const SlideRecord& a, const SlideRecord& b) {
    return a.alias == b.alias && a.caseName == b.caseName && a.patient == b.patient && a.stain == b.stain && a.block == b.block &&
           a.path == b.path && a.umPerPx.value == b.umPerPx.value;
}

Error refused(const std::string& why) { return {"cannot change the slides", "", why}; }

Result<void> checkAliases(const std::map<SlideId, SlideRecord>& after) {
    std::set<std::string> aliases;
    for (const auto& [id, record] : after) {
        if (record.alias.empty()) return refused("the alias of " + record.path.filename().string() + " would be empty");
        if (!aliases.insert(record.alias).second) return refused("two slides would have the alias " + record.alias);
    }
    return {};
}

}  // namespace

Result<void> updateSlides(Document& document, const std::vector<SlideRecord>& records) {
    std::map<SlideId, SlideRecord> after;
    for (const SlideRecord& record : document.slides()) after[record.id] = record;
    std::vector<SlideRecord> before, changed;
    for (const SlideRecord& record : records) {
        const auto place = after.find(record.id);
        if (place == after.end()) return refused("the project has no slide " + std::to_string(record.id));
        if (saysTheSame(place->second, record)) continue;
        before.push_back(place->second);
        changed.push_back(record);
        place->second = record;
    }
    if (const auto fine = checkAliases(after); !fine) return fine;

    const auto write = [&](const std::vector<SlideRecord>& wanted) -> Result<void> {
        // An alias that one of these slides has and another is to get is set free first.
        std::set<std::string> aliases;
        for (const SlideRecord& record : wanted) aliases.insert(record.alias);
        for (const SlideRecord& record : wanted) {
            auto now = document.slide(record.id);
            if (!now) return now.error();
            if (now->alias == record.alias || !aliases.contains(now->alias)) continue;
            now->alias = newUuid();
            if (const auto moved = document.updateSlide(*now); !moved) return moved;
        }
        for (const SlideRecord& record : wanted)
            if (const auto written = document.updateSlide(record); !written) return written;
        return {};
    };
    const auto written = write(changed);
    if (!written) (void)write(before);   // the error that counts is the first one
    return written;
}

}  // namespace bowman::ui
