// bowman-cli info SLIDE: everything that a slide file says about itself.
#include <cstdio>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/slide/pyramid_cache.h"
#include "core/slide/scale_doubt.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"

namespace bowman::cli {
namespace {

constexpr std::size_t kLongestLine = 1000;   // bytes of a property that people are shown

struct Options {
    std::string slide;
    bool json = false;
};

nlohmann::json jsonOf(const SlideInfo& info, const SlideIdentity& identity) {
    nlohmann::json levels = nlohmann::json::array();
    for (const SlideLevel& level : info.levels)
        levels.push_back({{"width", level.size.width}, {"height", level.size.height}, {"downsample", level.downsample},
                          {"tileWidth", level.tileWidth}, {"tileHeight", level.tileHeight}});
    nlohmann::json umPerPx = {{"value", nullptr}, {"source", info.umPerPx.source}, {"tag", info.umPerPx.tag}};
    if (info.umPerPx.value) umPerPx["value"] = *info.umPerPx.value;
    nlohmann::json json = {
        {"path", info.path.string()}, {"format", info.format}, {"width", info.size().width}, {"height", info.size().height},
        {"levels", levels}, {"channels", info.channels}, {"focusPlanes", info.zCount}, {"needsPyramid", needsPyramid(info)},
        {"umPerPx", umPerPx}, {"scaleDoubt", scaleDoubt(info)}, {"objectivePower", nullptr},
        {"bounds", {info.bounds.x, info.bounds.y, info.bounds.width, info.bounds.height}},
        {"associatedImages", info.associatedImages}, {"properties", info.properties},
        {"identity", {{"path", identity.absolutePath}, {"sizeBytes", identity.sizeBytes},
                      {"headTailSha256", identity.headTailSha256}, {"quickhash", identity.quickhash}}}};
    json["colourProfile"] = info.profile ? nlohmann::json(info.profile->name) : nullptr;
    if (info.objectivePower) json["objectivePower"] = *info.objectivePower;
    return json;
}

std::string scaleText(const MicronsPerPixel& scale) {
    char text[64] = "unknown";
    if (scale.value) std::snprintf(text, sizeof text, "%.6g µm/px", *scale.value);
    return std::string(text) + (scale.tag.empty() ? " (the file says nothing of it)" : " (" + scale.tag + ")");
}

void printForPeople(const SlideInfo& info, const SlideIdentity& identity) {
    std::printf("file        %s\n", info.path.c_str());
    std::printf("format      %s\n", info.format.c_str());
    std::printf("size        %lld × %lld px", static_cast<long long>(info.size().width), static_cast<long long>(info.size().height));
    if (info.umPerPx.value) std::printf(" = %.2f × %.2f mm", info.size().width * *info.umPerPx.value / 1000,
                                        info.size().height * *info.umPerPx.value / 1000);
    std::printf("\nscale       %s\n", scaleText(info.umPerPx).c_str());
    if (const std::string doubt = scaleDoubt(info); !doubt.empty()) std::printf("            %s\n", doubt.c_str());
    if (info.objectivePower) std::printf("objective   %g×\n", *info.objectivePower);
    else std::printf("objective   unknown\n");
    std::printf("bounds      x %.0f  y %.0f  %.0f × %.0f\n", info.bounds.x, info.bounds.y, info.bounds.width, info.bounds.height);
    std::printf("levels      level      width     height  downsample   tile\n");
    for (std::size_t i = 0; i < info.levels.size(); ++i) {
        const SlideLevel& level = info.levels[i];
        const std::string tile = level.tileWidth > 0 ? std::to_string(level.tileWidth) + "×" + std::to_string(level.tileHeight) : "–";
        std::printf("            %5zu %10lld %10lld %11.6g   %s\n", i, static_cast<long long>(level.size.width),
                    static_cast<long long>(level.size.height), level.downsample, tile.c_str());
    }
    if (needsPyramid(info)) std::printf("            no smaller versions: slow to show from afar until they are made\n");
    for (std::size_t i = 0; i < info.channels.size(); ++i) std::printf("%s %5zu  %s\n", i == 0 ? "channels   " : "           ", i, info.channels[i].c_str());
    if (info.zCount > 1) std::printf("focus       %d planes, plane %d is shown\n", info.zCount, info.view.z);
    const auto profile = info.properties.find("bowman.profile");
    if (profile != info.properties.end()) std::printf("colours     profile %s\n", profile->second.c_str());
    std::string images;
    for (const std::string& name : info.associatedImages) images += (images.empty() ? "" : ", ") + name;
    std::printf("associated  %s\n", images.empty() ? "none" : images.c_str());
    std::printf("identity    %llu bytes, head and tail %s\n", static_cast<unsigned long long>(identity.sizeBytes), identity.headTailSha256.c_str());
    std::printf("            quickhash %s\n", identity.quickhash.empty() ? "none" : identity.quickhash.c_str());
    std::printf("properties\n");
    for (const auto& [name, value] : info.properties) {
        std::string line = value.substr(0, kLongestLine);
        for (char& c : line)
            if (c == '\n' || c == '\r') c = ' ';
        const std::string rest = value.size() > line.size() ? " … (" + std::to_string(value.size()) + " bytes, all of them with --json)" : "";
        std::printf("  %s = %s%s\n", name.c_str(), line.c_str(), rest.c_str());
    }
}

int run(const Options& options) {
    const auto slide = openSlide(options.slide);
    if (!slide) return fail(slide.error());
    const auto identity = identifySlide(**slide);
    if (!identity) return fail(identity.error());
    const SlideInfo& info = (*slide)->info();
    // Properties are bytes of a file: what is no UTF-8 is replaced, not refused.
    if (options.json) std::cout << jsonOf(info, *identity).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    else printForPeople(info, *identity);
    return 0;
}

}  // namespace

void addInfo(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("info", "Print what a slide file says: levels, µm/px, objective, properties, identity");
    command->add_option("slide", options->slide, "Slide file")->required();
    command->add_flag("--json", options->json, "One JSON object on stdout");
    command->callback([options, &exitCode] { exitCode = run(*options); });
}

}  // namespace bowman::cli
