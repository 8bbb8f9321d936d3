// Colour profiles of scanners that never were, and TIFF files that have them.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include <lcms2.h>
#include <tiffio.h>

namespace bowman::test {

constexpr cmsCIExyY kD65{0.3127, 0.3290, 1};
constexpr cmsCIExyYTRIPLE kSrgbPrimaries{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
constexpr cmsCIExyYTRIPLE kSwappedPrimaries{kSrgbPrimaries.Blue, kSrgbPrimaries.Green, kSrgbPrimaries.Red};

/// Closes the profile.
inline std::string profileBytes(cmsHPROFILE profile, const wchar_t* name = nullptr) {
    cmsMLU* text = cmsMLUalloc(nullptr, 1);
    if (name) cmsMLUsetWide(text, "en", "US", name), cmsWriteTag(profile, cmsSigProfileDescriptionTag, text);
    cmsMLUfree(text);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

/// A scanner with these primaries and one gamma.
inline std::string scannerProfile(const cmsCIExyYTRIPLE& primaries, double gamma, const wchar_t* name) {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, gamma);
    cmsToneCurve* curves[3] = {curve, curve, curve};
    const std::string bytes = profileBytes(cmsCreateRGBProfile(&kD65, &primaries, curves), name);
    cmsFreeToneCurve(curve);
    return bytes;
}

/// Its red is a screen's blue, and the other way round.
inline std::string swappedProfile() { return scannerProfile(kSwappedPrimaries, 2.2, L"Swapped scanner"); }

/// Adds the profile to the first directory of a TIFF.
inline void embedProfile(const std::filesystem::path& path, const std::string& profile) {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path.c_str(), "r+"), &TIFFClose);
    if (!tiff) throw std::runtime_error("cannot open " + path.string());
    TIFFSetField(tiff.get(), TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(profile.size()), profile.data());
    if (!TIFFRewriteDirectory(tiff.get())) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace bowman::test
