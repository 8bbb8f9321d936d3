#include "models/training/folds.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace bowman {
namespace {

using Stratum = std::pair<std::string, std::string>;  // dataset, stain

struct GroupOfImages {
    std::string name;
    int images = 0;
    std::map<Stratum, int> byStratum;
};

std::vector<GroupOfImages> groupsOf(const std::vector<LabelledImage>& images) {
    std::map<std::string, GroupOfImages> groups;
    for (const LabelledImage& image : images) {
        GroupOfImages& group = groups[image.group];
        group.name = image.group;
        ++group.images;
        ++group.byStratum[{image.dataset, image.stain}];
    }
    std::vector<GroupOfImages> result;
    for (auto& [name, group] : groups) result.push_back(std::move(group));
    // Large ones first: small ones then fill the gaps.
    std::stable_sort(result.begin(), result.end(), [](const GroupOfImages& a, const GroupOfImages& b) { return a.images > b.images; });
    return result;
}

}  // namespace

Result<std::vector<int>> assignFolds(const std::vector<LabelledImage>& images, int folds) {
    const auto bad = [](const std::string& why) { return Error{"cannot divide into folds", "", why}; };
    if (folds < 2) return bad("there must be at least 2");
    const std::vector<GroupOfImages> groups = groupsOf(images);
    if (static_cast<int>(groups.size()) < folds) {
        std::string names;
        for (const GroupOfImages& group : groups) names += (names.empty() ? "" : ", ") + (group.name.empty() ? "(no name)" : group.name);
        return bad(std::to_string(folds) + " folds need as many patients or slides, and there " + (groups.size() == 1 ? "is 1: " : "are " + std::to_string(groups.size()) + ": ") + names);
    }
    std::map<std::string, int> foldOf;
    std::vector<int> size(static_cast<std::size_t>(folds), 0);
    std::vector<std::map<Stratum, int>> strata(static_cast<std::size_t>(folds));
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const GroupOfImages& group = groups[i];
        const std::size_t left = groups.size() - i;
        const auto empty = static_cast<std::size_t>(std::count(size.begin(), size.end(), 0));
        std::tuple<int, int, int> best;
        int chosen = -1;
        for (int fold = 0; fold < folds; ++fold) {
            const auto at = static_cast<std::size_t>(fold);
            if (left <= empty && size[at] > 0) continue;  // no fold may stay empty
            int alike = 0;
            for (const auto& [stratum, count] : group.byStratum) alike += count * strata[at][stratum];
            const std::tuple<int, int, int> cost{alike, size[at], fold};
            if (chosen < 0 || cost < best) {
                best = cost;
                chosen = fold;
            }
        }
        const auto at = static_cast<std::size_t>(chosen);
        foldOf[group.name] = chosen;
        size[at] += group.images;
        for (const auto& [stratum, count] : group.byStratum) strata[at][stratum] += count;
    }
    std::vector<int> result;
    for (const LabelledImage& image : images) result.push_back(foldOf[image.group]);
    return result;
}

}  // namespace bowman
