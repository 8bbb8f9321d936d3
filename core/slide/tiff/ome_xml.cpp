#include "core/slide/tiff/ome_xml.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>

#include <expat.h>

namespace bowman {
namespace {

constexpr int kDeepest = 128;
constexpr int kLargestCount = 100000;   // planes along one axis
constexpr std::size_t kMostEntries = 1000000;

using Attributes = std::map<std::string, std::string>;

std::string local(const char* name) {
    const std::string_view text(name);
    const auto colon = text.rfind(':');
    return std::string(colon == std::string_view::npos ? text : text.substr(colon + 1));
}

template <typename T>
std::optional<T> number(const Attributes& attributes, const std::string& name) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) return std::nullopt;
    T value{};
    const std::string& text = found->second;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int countIn(const Attributes& attributes, const std::string& name, int otherwise) {
    return std::clamp(number<int>(attributes, name).value_or(otherwise), 0, kLargestCount);
}

std::string textIn(const Attributes& attributes, const std::string& name, const std::string& otherwise = "") {
    const auto found = attributes.find(name);
    return found == attributes.end() ? otherwise : found->second;
}

/// The steps of Expat, and what came of them.
class Reader {
public:
    OmeXml xml;
    std::string problem;

    explicit Reader(XML_Parser parser) : m_parser(parser) {
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, onOpen, onClose);
        XML_SetCharacterDataHandler(parser, onText);
        XML_SetDefaultHandler(parser, onOther);   // with it, declared entities stay unexpanded
    }

private:
    static void onOpen(void* self, const XML_Char* name, const XML_Char** given) {
        auto& reader = *static_cast<Reader*>(self);
        if (++reader.m_depth > kDeepest) {
            reader.problem = "nested deeper than " + std::to_string(kDeepest) + " levels";
            XML_StopParser(reader.m_parser, XML_FALSE);
            return;
        }
        Attributes attributes;
        for (; *given; given += 2) attributes[local(given[0])] = given[1];
        reader.open(local(name), attributes);
    }

    static void onClose(void* self, const XML_Char* name) {
        auto& reader = *static_cast<Reader*>(self);
        --reader.m_depth;
        if (local(name) == "UUID") reader.m_uuidOf = nullptr;
    }

    static void onText(void* self, const XML_Char* text, int length) {
        auto& reader = *static_cast<Reader*>(self);
        if (reader.m_uuidOf) reader.m_uuidOf->uuid.append(text, static_cast<std::size_t>(length));
    }

    static void onOther(void*, const XML_Char*, int) {}

    void open(const std::string& name, const Attributes& attributes) {
        if (name == "OME") xml.uuid = textIn(attributes, "UUID");
        else if (name == "Objective" && !xml.objectivePower) xml.objectivePower = power(attributes);
        else if (name == "Image" && xml.images.size() < kMostEntries) {
            xml.images.emplace_back();
            xml.images.back().name = textIn(attributes, "Name");
        }
        if (xml.images.empty()) return;
        OmeImage& image = xml.images.back();
        if (name == "Pixels") readPixels(image, attributes);
        else if (name == "Channel" && image.channels.size() < kMostEntries) image.channels.push_back(channel(attributes));
        else if (name == "TiffData" && image.tiffData.size() < kMostEntries) image.tiffData.push_back(tiffData(attributes));
        else if (name == "UUID" && !image.tiffData.empty()) {
            m_uuidOf = &image.tiffData.back();
            m_uuidOf->fileName = textIn(attributes, "FileName");
        }
    }

    static std::optional<double> power(const Attributes& attributes) {
        for (const char* name : {"NominalMagnification", "CalibratedMagnification"})
            if (const auto value = number<double>(attributes, name); value && std::isfinite(*value) && *value > 0) return value;
        return std::nullopt;
    }

    static void readPixels(OmeImage& image, const Attributes& attributes) {
        image.sizeX = number<std::int64_t>(attributes, "SizeX").value_or(0);
        image.sizeY = number<std::int64_t>(attributes, "SizeY").value_or(0);
        image.sizeZ = std::max(1, countIn(attributes, "SizeZ", 1));
        image.sizeC = std::max(1, countIn(attributes, "SizeC", 1));
        image.sizeT = std::max(1, countIn(attributes, "SizeT", 1));
        image.order = textIn(attributes, "DimensionOrder", "XYCZT");
        image.significantBits = number<int>(attributes, "SignificantBits");
        image.physicalX = number<double>(attributes, "PhysicalSizeX");
        image.physicalY = number<double>(attributes, "PhysicalSizeY");
        image.unitX = textIn(attributes, "PhysicalSizeXUnit", "µm");
        image.unitY = textIn(attributes, "PhysicalSizeYUnit", "µm");
    }

    static OmeChannel channel(const Attributes& attributes) {
        OmeChannel made;
        made.name = textIn(attributes, "Name");
        made.samples = std::max(1, countIn(attributes, "SamplesPerPixel", 1));
        if (const auto rgba = number<std::int64_t>(attributes, "Color")) {   // a signed 32-bit number: R, G, B, A
            const auto bits = static_cast<std::uint32_t>(*rgba);
            made.colour = std::array{static_cast<std::uint8_t>(bits >> 24), static_cast<std::uint8_t>(bits >> 16), static_cast<std::uint8_t>(bits >> 8)};
        }
        return made;
    }

    static OmeTiffData tiffData(const Attributes& attributes) {
        OmeTiffData made;
        made.ifd = number<int>(attributes, "IFD");
        made.planeCount = number<int>(attributes, "PlaneCount");
        made.firstZ = countIn(attributes, "FirstZ", 0);
        made.firstC = countIn(attributes, "FirstC", 0);
        made.firstT = countIn(attributes, "FirstT", 0);
        return made;
    }

    XML_Parser m_parser;
    int m_depth = 0;
    OmeTiffData* m_uuidOf = nullptr;
};

}  // namespace

int OmeImage::planeChannels() const {
    if (channels.empty()) return sizeC;
    int samples = 0;
    for (const OmeChannel& channel : channels) samples += channel.samples;
    // Where the two counts disagree the number of channels that are told of is right for pictures in colour.
    return samples == sizeC ? static_cast<int>(channels.size()) : channels.front().samples > 1 ? std::max(1, sizeC / channels.front().samples) : sizeC;
}

bool isOmeXml(std::string_view description) {
    const auto begin = description.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && description[begin] == '<' && description.substr(0, 8192).find("<OME") != std::string_view::npos;
}

std::optional<OmeXml> readOmeXml(std::string_view text, std::string& why) {
    // Some writers put a Latin-1 "µm" into what they call UTF-8.
    for (const char* encoding : {static_cast<const char*>(nullptr), "ISO-8859-1"}) {
        const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(encoding), XML_ParserFree);
        if (!parser) return std::nullopt;
        Reader reader(parser.get());
        if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK) {
            if (!reader.xml.images.empty()) return std::move(reader.xml);
            why = "it has no image";
            return std::nullopt;
        }
        const XML_Error code = XML_GetErrorCode(parser.get());
        if (why.empty()) why = "line " + std::to_string(XML_GetCurrentLineNumber(parser.get())) + ": " + (reader.problem.empty() ? XML_ErrorString(code) : reader.problem);
        if (code != XML_ERROR_INVALID_TOKEN) return std::nullopt;
    }
    return std::nullopt;
}

std::optional<double> micronsPer(std::string_view unit) {
    static const std::map<std::string_view, double> units = {
        {"µm", 1}, {"\xce\xbcm", 1}, {"um", 1}, {"micron", 1}, {"nm", 1e-3}, {"pm", 1e-6}, {"Å", 1e-4},
        {"mm", 1e3}, {"cm", 1e4}, {"dm", 1e5}, {"m", 1e6}, {"in", 25400}, {"thou", 25.4}};
    const auto found = units.find(unit);
    return found == units.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace bowman
