// Files of the XML label formats, written by hand or by our exporters, for the tests of their readers.
#pragma once

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <pugixml.hpp>   // reads what we write, independently of our own reader

#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/formats/label_reader.h"
#include "tests/support/label_shapes.h"

namespace bowman::test {

/// A slide that only says something.
class SayingSlide : public Slide {
public:
    explicit SayingSlide(std::map<std::string, std::string> properties, SlideRect bounds = {}) {
        m_info.properties = std::move(properties);
        m_info.levels = {{.size = {900, 600}}};
        m_info.bounds = bounds;
    }
    const SlideInfo& info() const override { return m_info; }
    Result<ImagePtr> readRegion(const LevelRegion&) const override { return Error{"no pixels", "", ""}; }
    Result<ImagePtr> readAssociatedImage(const std::string&) const override { return Error{"no pixels", "", ""}; }

private:
    SlideInfo m_info;
};

inline constexpr PixelSize kSlide{20000, 9000};

inline SlideOpener hamamatsu(double x, double y) {
    return [x, y](const SlideRecord&) -> Result<SlidePtr> {
        return SlidePtr(std::make_shared<SayingSlide>(std::map<std::string, std::string>{
            {"hamamatsu.XOffsetFromSlideCentre", std::to_string(std::llround(x))}, {"hamamatsu.YOffsetFromSlideCentre", std::to_string(std::llround(y))}}));
    };
}

/// On a grid, far enough apart that no two meet; the first two touch the borders of the slide.
inline std::vector<Annotation> randomLabels(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Annotation> labels;
    for (int i = 0; i < 24; ++i) {
        const SlidePoint at{900.0 + 1500 * (i % 8), 700.0 + 1100 * static_cast<double>(i / 8)};
        Annotation a = labelOf(i + 1, randomShape(random, at, 90 + 5 * i), i % 3 == 0 ? ReviewState::Corrected : ReviewState::Accepted);
        a.className = i % 4 == 3 ? "Glomerulus: Sclerotic" : "Glomerulus";
        labels.push_back(std::move(a));
    }
    labels.push_back(labelOf(100, box(0, 0, 40, 70), ReviewState::Added));
    labels.push_back(labelOf(101, box(19900, 8950, 100, 50), ReviewState::Added));
    return labels;
}

struct Exported {
    std::string text;
    ExportReport report;
    std::filesystem::path path;
};

inline ExportRequest requestOf(SlideOpener opener, std::vector<ReviewState> states = {ReviewState::Accepted}) {
    ExportRequest request;
    request.openSlide = std::move(opener);
    request.states = std::move(states);
    return request;
}

inline Exported exported(const QTemporaryDir& folder, const char* format, Snapshot snapshot, ExportRequest request = {}) {
    const Exporter* exporter = findExporter(format);
    if (!exporter) qFatal("no exporter %s", format);
    request.slides = {std::move(snapshot)};
    request.path = std::filesystem::path(folder.path().toStdString()) / (std::string(format) + std::string(exporter->extension()));
    if (!request.openSlide) request.openSlide = hamamatsu(1234567, -7654321);
    auto report = exporter->write(request);
    if (!report) qFatal("%s", report.error().message().c_str());
    const auto text = readFile(request.path);
    if (!text) qFatal("%s", text.error().message().c_str());
    return {*text, std::move(*report), request.path};
}

inline LabelReadOptions ofSlide() {
    LabelReadOptions options;
    options.slideSize = kSlide;
    options.umPerPx = 0.5;
    options.centreOffsetNm = SlidePoint{1234567, -7654321};
    return options;
}

inline Labels readBack(const std::filesystem::path& path, const LabelReadOptions& options = ofSlide()) {
    auto labels = readLabels(path, options);
    if (!labels) qFatal("%s", labels.error().message().c_str());
    return std::move(*labels);
}

inline Labels readText(const QTemporaryDir& folder, std::string_view text, const LabelReadOptions& options = ofSlide()) {
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "given";
    if (!writeFileAtomically(path, text)) qFatal("cannot write");
    return readBack(path, options);
}

inline std::string errorOf(const QTemporaryDir& folder, std::string_view text) {
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "bad";
    if (!writeFileAtomically(path, text)) qFatal("cannot write");
    const auto labels = readLabels(path, ofSlide());
    return labels.ok() ? std::string("no error") : labels.error().message();
}

inline pugi::xml_document parsed(const std::string& text) {
    pugi::xml_document document;
    if (!document.load_string(text.c_str())) qFatal("this is not XML");
    return document;
}

inline bool hasWarning(const std::vector<std::string>& warnings, const std::string& part) {
    return std::any_of(warnings.begin(), warnings.end(), [&](const std::string& w) { return w.find(part) != std::string::npos; });
}

/// Largest distance of a vertex from where it was; −1 where parts, holes or vertices are not the same in number.
inline double largestShift(const MultiPolygon& a, const MultiPolygon& b) {
    double largest = 0;
    const auto compare = [&](const Ring& r, const Ring& s) {
        if (r.size() != s.size()) return false;
        for (std::size_t i = 0; i < r.size(); ++i) largest = std::max(largest, std::hypot(r[i].x - s[i].x, r[i].y - s[i].y));
        return true;
    };
    if (a.size() != b.size()) return -1;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!compare(a[i].outer, b[i].outer) || a[i].holes.size() != b[i].holes.size()) return -1;
        for (std::size_t k = 0; k < a[i].holes.size(); ++k)
            if (!compare(a[i].holes[k], b[i].holes[k])) return -1;
    }
    return largest;
}

inline std::string asap(const std::string& annotations, const std::string& groups = "") {
    return "<?xml version=\"1.0\"?>\n<ASAP_Annotations><Annotations>\n" + annotations + "</Annotations><AnnotationGroups>" + groups +
           "</AnnotationGroups></ASAP_Annotations>";
}

inline std::string asapSquare(double x, double y, double side, const std::string& attributes) {
    std::string text = "<Annotation " + attributes + "><Coordinates>";
    const double at[4][2] = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
    for (int i = 0; i < 4; ++i)
        text += "<Coordinate Order=\"" + std::to_string(i) + "\" X=\"" + std::to_string(at[i][0]) + "\" Y=\"" + std::to_string(at[i][1]) + "\"/>";
    return text + "</Coordinates></Annotation>\n";
}

inline std::string layer(const std::string& name, const std::string& regions) {
    return "<Annotation Id=\"1\" Name=\"" + name + "\" LineColor=\"65280\"><Regions>" + regions + "</Regions></Annotation>";
}

inline std::string imageScope(const std::string& layers) { return "<Annotations MicronsPerPixel=\"0.25\">\n" + layers + "</Annotations>"; }

inline std::string region(const std::vector<SlidePoint>& ring, const std::string& attributes = "Type=\"0\" NegativeROA=\"0\"") {
    std::string text = "<Region " + attributes + "><Vertices>";
    for (const SlidePoint p : ring) text += "<Vertex X=\"" + std::to_string(p.x) + "\" Y=\"" + std::to_string(p.y) + "\" Z=\"0\"/>";
    return text + "</Vertices></Region>";
}

inline Ring square(double x, double y, double side) { return box(x, y, side, side).front().outer; }

inline std::string ndpa(const std::string& annotation, const std::string& title = "Glomerulus") {
    return "<annotations><ndpviewstate id=\"1\"><title>" + title + "</title><details/><coordformat>nanometers</coordformat>" + annotation +
           "</ndpviewstate></annotations>";
}

inline std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace bowman::test
