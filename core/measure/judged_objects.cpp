#include "core/measure/judged_objects.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/measure/mask_agreement.h"

namespace bowman {
namespace {

using nlohmann::json;

SlidePoint centreOf(const SlideRect& r) { return {r.x + r.width / 2, r.y + r.height / 2}; }

}  // namespace

std::vector<JudgedObject> judge(const std::string& image, const Image& truth, const std::vector<DetectedObject>& found, double umPerPx) {
    std::vector<MultiPolygon> shapes;
    for (const DetectedObject& object : found) shapes.push_back(object.shape);
    const ShapeVerdicts verdicts = judgeShapes(truth, shapes);
    std::vector<JudgedObject> judged;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!verdicts.iou[i]) continue;
        judged.push_back({.image = image, .centre = centreOf(boundsOf(found[i].shape)), .areaUm2 = areaOf(found[i].shape) * umPerPx * umPerPx, .iou = *verdicts.iou[i],
                          .score = found[i].score, .uncertainty = found[i].uncertainty, .disagreement = found[i].disagreement,
                          .seamDisagreement = found[i].seamDisagreement});
    }
    for (const SlideRect& bounds : verdicts.missed)
        judged.push_back({.image = image, .centre = centreOf(bounds), .areaUm2 = bounds.width * bounds.height * umPerPx * umPerPx, .isMissed = true});
    return judged;
}

std::optional<double> areaUnderRoc(std::span<const double> wrong, std::span<const double> right) {
    if (wrong.empty() || right.empty()) return {};
    std::vector<double> sorted(right.begin(), right.end());
    std::sort(sorted.begin(), sorted.end());
    double below = 0;
    for (const double value : wrong) {
        const auto [from, to] = std::equal_range(sorted.begin(), sorted.end(), value);
        below += static_cast<double>(from - sorted.begin()) + 0.5 * static_cast<double>(to - from);
    }
    return below / (static_cast<double>(wrong.size()) * static_cast<double>(right.size()));
}

UncertaintyWorth worthOfUncertainty(const std::vector<JudgedObject>& objects) {
    struct Values {
        std::vector<double> uncertainty, disagreement, both, seams;
    } wrong, right;
    bool isAsked = true;
    for (const JudgedObject& object : objects) {
        if (object.isMissed) continue;
        Values& values = object.iou > 0 ? right : wrong;
        isAsked = isAsked && object.disagreement.has_value();
        values.uncertainty.push_back(object.uncertainty);
        values.disagreement.push_back(object.disagreement.value_or(0));
        values.both.push_back(object.uncertainty + object.disagreement.value_or(0));
        if (object.seamDisagreement) values.seams.push_back(*object.seamDisagreement);
    }
    UncertaintyWorth worth{.right = static_cast<int>(right.uncertainty.size()), .wrong = static_cast<int>(wrong.uncertainty.size()),
                           .auroc = areaUnderRoc(wrong.uncertainty, right.uncertainty), .onSeams = static_cast<int>(wrong.seams.size() + right.seams.size()),
                           .aurocOfSeams = areaUnderRoc(wrong.seams, right.seams)};
    if (!isAsked) return worth;
    worth.aurocOfDisagreement = areaUnderRoc(wrong.disagreement, right.disagreement);
    worth.aurocOfBoth = areaUnderRoc(wrong.both, right.both);
    return worth;
}

json toJson(const JudgedObject& o) {
    json j = {{"image", o.image}, {"x", o.centre.x}, {"y", o.centre.y}, {"area_um2", o.areaUm2}, {"missed", o.isMissed}, {"iou", o.iou}, {"score", o.score},
              {"uncertainty", o.uncertainty}};
    if (o.disagreement) j["flip_disagreement"] = *o.disagreement;
    if (o.seamDisagreement) j["seam_disagreement"] = *o.seamDisagreement;
    return j;
}

Result<void> writeJudgedObjects(const std::filesystem::path& file, const std::vector<JudgedObject>& objects) {
    json list = json::array();
    for (const JudgedObject& object : objects) list.push_back(toJson(object));
    return writeFileAtomically(file, json{{"objects", std::move(list)}}.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

Result<std::vector<JudgedObject>> readJudgedObjects(const std::filesystem::path& file) {
    const auto bad = [&](const std::string& why) { return Error{"cannot read judged objects", file.string(), why}; };
    const auto text = readFile(file);
    if (!text) return text.error();
    const json j = json::parse(*text, nullptr, false);
    if (!j.is_object() || !j.contains("objects") || !j["objects"].is_array()) return bad("it is not a list of objects that evaluate --objects wrote");
    std::vector<JudgedObject> objects;
    for (const json& one : j["objects"]) {
        try {
            JudgedObject o{.image = one.at("image").get<std::string>(), .centre = {one.at("x").get<double>(), one.at("y").get<double>()},
                           .areaUm2 = one.at("area_um2").get<double>(), .isMissed = one.at("missed").get<bool>(), .iou = one.at("iou").get<double>(),
                           .score = one.at("score").get<double>(), .uncertainty = one.at("uncertainty").get<double>()};
            if (one.contains("flip_disagreement")) o.disagreement = one.at("flip_disagreement").get<double>();
            if (one.contains("seam_disagreement")) o.seamDisagreement = one.at("seam_disagreement").get<double>();
            if (!std::isfinite(o.centre.x) || !std::isfinite(o.centre.y)) return bad("object " + std::to_string(objects.size() + 1) + " has no place");
            objects.push_back(std::move(o));
        } catch (const json::exception& e) {
            return bad("object " + std::to_string(objects.size() + 1) + ": " + e.what());
        }
    }
    return objects;
}

}  // namespace bowman
