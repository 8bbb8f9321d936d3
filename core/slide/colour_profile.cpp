#include "core/slide/colour_profile.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <lcms2.h>

#include "core/slide/slide.h"

namespace bowman {
namespace {

constexpr std::size_t kLargestProfile = std::size_t{32} << 20;

using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, void (*)(cmsContext)>;
using Profile = std::unique_ptr<void, cmsBool (*)(cmsHPROFILE)>;
using Transform = std::unique_ptr<void, void (*)(cmsHTRANSFORM)>;

/// Keeps what LittleCMS says first; `reason` is the context's user data.
void keepFirst(cmsContext context, cmsUInt32Number, const char* text) {
    auto& reason = *static_cast<std::string*>(cmsGetContextUserData(context));
    if (reason.empty()) reason = text;
}

std::string nameOf(cmsHPROFILE profile) {
    char text[256] = "";
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, sizeof text);
    std::string name = text;
    name.erase(std::remove_if(name.begin(), name.end(), [](unsigned char c) { return c < 32 || c > 126; }), name.end());
    return name.empty() ? "unnamed" : name;
}

std::string kindProblem(cmsHPROFILE profile) {
    const cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    if (space == cmsSigCmykData) return "it is one of CMYK, the slide has R, G and B";
    if (space == cmsSigGrayData) return "it is one of grey, the slide has R, G and B";
    if (space != cmsSigRgbData) return "it is not one of R, G and B";
    const cmsProfileClassSignature kind = cmsGetDeviceClass(profile);
    if (kind != cmsSigInputClass && kind != cmsSigDisplayClass && kind != cmsSigColorSpaceClass && kind != cmsSigOutputClass) return "it is not one of a scanner, camera or screen";
    return {};
}

std::vector<std::uint16_t> gridOfFile() {
    constexpr int n = ColourGrid::kNodes;
    std::vector<std::uint16_t> colours;
    colours.reserve(3 * n * n * n);
    const auto value = [](int node) { return static_cast<std::uint16_t>(std::lround(65535.0 * node / (n - 1))); };
    for (int r = 0; r < n; ++r)
        for (int g = 0; g < n; ++g)
            for (int b = 0; b < n; ++b) colours.insert(colours.end(), {value(r), value(g), value(b)});
    return colours;
}

}  // namespace

Result<ColourProfilePtr> readColourProfile(const std::string& bytes) {
    const auto failed = [](const std::string& why) { return Error{"cannot use colour profile", "", why}; };
    if (bytes.size() > kLargestProfile) return failed("it has " + std::to_string(bytes.size()) + " bytes");
    std::string reason;
    const Context context(cmsCreateContext(nullptr, &reason), cmsDeleteContext);
    if (!context) return failed("not enough memory");
    cmsSetLogErrorHandlerTHR(context.get(), keepFirst);
    const Profile profile(cmsOpenProfileFromMemTHR(context.get(), bytes.data(), static_cast<cmsUInt32Number>(bytes.size())), cmsCloseProfile);
    const auto because = [&](const char* otherwise) { return failed(reason.empty() ? otherwise : "it is damaged: " + reason); };
    if (!profile) return because("it is damaged");
    if (const std::string problem = kindProblem(profile.get()); !problem.empty()) return failed(problem);
    const Profile screen(cmsCreate_sRGBProfileTHR(context.get()), cmsCloseProfile);
    const Transform transform(cmsCreateTransformTHR(context.get(), profile.get(), TYPE_RGB_16, screen.get(), TYPE_RGB_16, INTENT_RELATIVE_COLORIMETRIC,
                                                    cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE), cmsDeleteTransform);
    if (!transform) return because("it says nothing of how its colours look");
    const std::vector<std::uint16_t> file = gridOfFile();
    std::vector<std::uint16_t> seen(file.size());
    const std::size_t count = file.size() / 3;
    cmsDoTransform(transform.get(), file.data(), seen.data(), static_cast<cmsUInt32Number>(count));
    auto made = std::make_shared<ColourProfile>();
    made->name = nameOf(profile.get());
    made->toSrgb.nodes.resize(count);
    int largest = 0;
    for (std::size_t i = 0; i < file.size(); ++i) {
        const auto steps = [](std::uint16_t value) { return static_cast<int>(std::lround(value / 257.0 * ColourGrid::kScale)); };
        made->toSrgb.nodes[i / 3][i % 3] = static_cast<std::int16_t>(steps(seen[i]));
        largest = std::max(largest, std::abs(steps(seen[i]) - steps(file[i])));
    }
    made->isSrgb = largest <= ColourGrid::kScale;
    return ColourProfilePtr(std::move(made));
}

void addColourProfile(SlideInfo& info, const std::string& bytes) {
    if (bytes.empty()) return;
    const auto profile = readColourProfile(bytes);
    std::string& said = info.properties["bowman.profile"];
    if (!profile) {
        said = "left out: " + profile.error().why;
        return;
    }
    info.profile = *profile;
    said = (*profile)->name + ((*profile)->isSrgb ? ": that of screens, nothing to change" : ": applied to what is seen, never to what is detected or measured");
}

}  // namespace bowman
