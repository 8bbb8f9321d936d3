// What the OME-XML in an OME-TIFF says. Pure; any thread. Schema: https://docs.openmicroscopy.org/ome-model/ (2016-06).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowman {

struct OmeChannel {
    std::string name;
    int samples = 1;                                         ///< 3 for a channel that is a picture in colour
    std::optional<std::array<std::uint8_t, 3>> colour;
};

/// Says in which directory planes lie.
struct OmeTiffData {
    std::optional<int> ifd;
    int firstZ = 0, firstC = 0, firstT = 0;
    std::optional<int> planeCount;
    std::string fileName, uuid;                              ///< of the file they lie in; empty: this one
};

struct OmeImage {
    std::string name;
    std::int64_t sizeX = 0, sizeY = 0;
    int sizeZ = 1, sizeC = 1, sizeT = 1;
    std::string order = "XYCZT";
    std::optional<int> significantBits;
    std::optional<double> physicalX, physicalY;              ///< as written
    std::string unitX = "µm", unitY = "µm";                  ///< µm where the file names none, as the schema says
    std::vector<OmeChannel> channels;
    std::vector<OmeTiffData> tiffData;

    /// Channels as planes are counted: a channel of three samples is one.
    int planeChannels() const;
};

struct OmeXml {
    std::string uuid;
    std::vector<OmeImage> images;
    std::optional<double> objectivePower;                    ///< of the first objective that names one
};

/// Whether a description looks like OME-XML at all.
bool isOmeXml(std::string_view description);

/// Empty when the text is no well-formed XML or has no image; `why` then says so. Nothing that it refers to is fetched.
std::optional<OmeXml> readOmeXml(std::string_view text, std::string& why);

/// µm in one unit of OME's UnitsLength ("nm", "mm", …); empty for "pixel", "reference frame" and what is unknown.
std::optional<double> micronsPer(std::string_view unit);

}  // namespace bowman
