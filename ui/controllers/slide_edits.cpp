#include "ui/controllers/slide_edits.h"

#include <map>
#include <set>

namespace bowman::ui {
namespace {

bool saysTheSame(const SlideRecord& a, const SlideRecord& b) {
    return a.alias == b.alias && a.caseName == b.caseName && a.patient == b.patient && a.stain == b.stain && a.block == b.block;
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
    std::vector<SlideRecord> changed;
    for (const SlideRecord& record : records) {
        const auto place = after.find(record.id);
        if (place == after.end()) return refused("the project has no slide " + std::to_string(record.id));
        if (saysTheSame(place->second, record)) continue;
        // Where the file is and its scale may have changed since the record was taken.
        SlideRecord& now = place->second;
        now.alias = record.alias;
        now.caseName = record.caseName;
        now.patient = record.patient;
        now.stain = record.stain;
        now.block = record.block;
        changed.push_back(now);
    }
    if (const auto fine = checkAliases(after); !fine) return fine;
    return document.updateSlides(changed);
}

}  // namespace bowman::ui
