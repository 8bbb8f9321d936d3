// Every format that can be written and read, and every pair of them: what comes back is what went out, to the format's
// own precision. Goes by the registries, so a new format is tested as soon as it is listed.
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/scanline.h"
#include "core/formats/format.h"
#include "core/formats/label_reader.h"
#include "tests/support/label_shapes.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

constexpr PixelSize kSize{1300, 700};
constexpr double kPixelPrecision = 0.02;   ///< of coordinates, of every format that writes outlines

/// What a format keeps of an object. Those not listed keep everything.
struct Kept {
    bool isOfPixels = false;   ///< runs or masks: exact for pixels, outlines become rectilinear
    bool classes = true;
    bool states = true;
    bool holes = true;
};

Kept keptBy(const std::string& format) {
    static const std::map<std::string, Kept> all = {
        {"asap", {false, true, false, true}},
        {"coco", {true, true, true, true}},       // objects with holes are run lengths
        {"coco-rle", {true, true, true, true}},
        {"hubmap-json", {false, true, false, true}},
        {"hubmap-rle", {true, false, false, true}},
        {"hubmap-submission", {true, false, false, true}},
        {"mask-png", {true, true, false, true}},
        {"mask-tiff", {true, true, false, true}},
        {"ndpa", {false, true, false, true}},
    };
    const auto found = all.find(format);
    return found == all.end() ? Kept{} : found->second;
}

Kept bothKeep(const Kept& a, const Kept& b) {
    return {a.isOfPixels || b.isOfPixels, a.classes && b.classes, a.states && b.states, a.holes && b.holes};
}

/// Apart from each other, some cut by the slide's border, with holes and several parts.
std::vector<Annotation> randomLabels(unsigned seed) {
    std::mt19937 random(seed);
    const ReviewState states[] = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added};
    const MultiPolygon slide = box(0, 0, double(kSize.width), double(kSize.height));
    std::vector<Annotation> labels;
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 5; ++column) {
            const double size = 12 + double(random() % 15);
            const MultiPolygon shape = randomShape(random, {10.0 + 320 * column, 15.0 + 225 * row}, size);
            if (!isValid(shape)) continue;
            auto inside = intersect(shape, slide);
            if (!inside || inside->empty()) continue;
            const auto id = static_cast<AnnotationId>(labels.size() + 1);
            labels.push_back(labelOf(id, std::move(*inside), states[random() % 3]));
            labels.back().className = id % 3 == 0 ? "Sclerotic" : "Glomerulus";
        }
    return labels;
}

MultiPolygon withoutHoles(MultiPolygon shape) {
    for (Polygon& polygon : shape) polygon.holes.clear();
    return shape;
}

/// All outlines of each class and state that the format keeps apart.
std::map<std::string, MultiPolygon> grouped(const std::vector<Annotation>& labels, const Kept& kept) {
    std::map<std::string, MultiPolygon> groups;
    for (const Annotation& a : labels) {
        const std::string key = (kept.classes ? a.className : std::string("any")) + "/" + std::string(kept.states ? toText(a.state) : "any");
        const MultiPolygon shape = kept.holes ? a.shape : withoutHoles(a.shape);
        groups[key].insert(groups[key].end(), shape.begin(), shape.end());
    }
    return groups;
}

double perimeter(const MultiPolygon& shape) {
    double length = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
            length += std::hypot(b.x - a.x, b.y - a.y);
        }
    };
    for (const Polygon& polygon : shape) {
        add(polygon.outer);
        for (const Ring& hole : polygon.holes) add(hole);
    }
    return length;
}

/// Empty, or what is different.
std::string difference(const std::vector<Annotation>& before, const std::vector<Annotation>& after, const Kept& kept) {
    const auto a = grouped(before, kept), b = grouped(after, kept);
    std::string text;
    for (const auto& [key, shape] : a) {
        if (!b.contains(key)) {
            text += " " + key + " is missing";
            continue;
        }
        const MultiPolygon& other = b.at(key);
        if (kept.isOfPixels) {
            const RasterGrid grid{{0, 0}, 1, kSize.width, kSize.height};
            if (pixelRuns(shape, grid) != pixelRuns(other, grid)) text += " " + key + " covers other pixels";
            continue;
        }
        const auto common = overlapArea(shape, other);
        if (!common) return common.error().message();
        const double changed = areaOf(shape) + areaOf(other) - 2 * *common;
        if (!(std::abs(changed) <= kPixelPrecision * perimeter(shape)))
            text += " " + key + " differs by " + std::to_string(changed) + " px² of " + std::to_string(areaOf(shape));
    }
    for (const auto& [key, shape] : b)
        if (!a.contains(key)) text += " " + key + " is new";
    return text;
}

struct RoundTrip {
    std::string error;               ///< empty where it went well
    bool isReadable = false;         ///< there is a reader for what was written
    std::vector<Annotation> labels;
};

RoundTrip throughFormat(const Exporter& exporter, const std::vector<Annotation>& labels, const fs::path& folder) {
    ExportRequest request;
    request.slides = {snapshotOf("alpha", kSize, labels)};
    request.path = folder / ("labels" + std::string(exporter.extension()));
    request.states = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Rejected, ReviewState::Added, ReviewState::Unsure};
    const auto report = exporter.write(request);
    if (!report) return {report.error().message(), false, {}};
    LabelReadOptions options;
    options.slideSize = kSize;
    options.umPerPx = 0.5;
    options.centreOffsetNm = SlidePoint{};
    options.id = "alpha";
    for (const fs::path& file : report->files) {
        const auto reader = readerFor(file);
        if (!reader) continue;
        auto read = (*reader)->read(file, options);
        if (!read) return {read.error().message(), true, {}};
        AnnotationId id = 0;
        for (Annotation& a : read->annotations) a.id = ++id;
        return {"", true, std::move(read->annotations)};
    }
    return {};
}

}  // namespace

class FormatsPairsTest : public QObject {
    Q_OBJECT

    std::vector<const Exporter*> m_readable;

    fs::path freshFolder(const QTemporaryDir& folder) {
        return fs::path(folder.path().toStdString()) / std::to_string(++m_folders);
    }
    int m_folders = 0;

private Q_SLOTS:
    void initTestCase() {
        QTemporaryDir folder;
        for (const Exporter* exporter : exporters()) {
            if (exporter->name() == "training-set") continue;   // tiles of pixels, read by training alone
            const RoundTrip trip = throughFormat(*exporter, randomLabels(1), freshFolder(folder));
            QVERIFY2(trip.error.empty(), (std::string(exporter->name()) + ": " + trip.error).c_str());
            if (trip.isReadable) m_readable.push_back(exporter);
        }
        std::set<std::string_view> names;
        for (const Exporter* exporter : m_readable) names.insert(exporter->name());
        QVERIFY(names.contains("geojson") && names.contains("hubmap-rle"));
        qInfo("%d formats are written and read", static_cast<int>(m_readable.size()));
    }

    void whatIsWrittenIsReadBack() {
        QTemporaryDir folder;
        std::string failures;
        for (const Exporter* exporter : m_readable)
            for (unsigned seed = 10; seed < 16; ++seed) {
                const auto labels = randomLabels(seed);
                QVERIFY(labels.size() > 10);
                const RoundTrip trip = throughFormat(*exporter, labels, freshFolder(folder));
                std::string wrong = trip.error.empty() ? difference(labels, trip.labels, keptBy(std::string(exporter->name()))) : trip.error;
                for (const Annotation& a : trip.labels)
                    if (!isValid(a.shape)) wrong += " an outline is not valid";
                if (!wrong.empty()) failures += std::string(exporter->name()) + ": " + wrong + "\n";
            }
        QVERIFY2(failures.empty(), failures.c_str());
    }

    void everyPairOfFormatsHandsOverWhatBothKeep() {
        QTemporaryDir folder;
        std::string failures;
        const auto labels = randomLabels(20);
        for (const Exporter* first : m_readable) {
            const RoundTrip half = throughFormat(*first, labels, freshFolder(folder));
            QVERIFY2(half.error.empty(), half.error.c_str());
            for (const Exporter* second : m_readable) {
                const RoundTrip whole = throughFormat(*second, half.labels, freshFolder(folder));
                const Kept kept = keptBy(std::string(second->name()));
                std::string wrong = whole.error.empty() ? difference(half.labels, whole.labels, kept) : whole.error;
                const Kept both = bothKeep(kept, keptBy(std::string(first->name())));
                // Of pixels only the second step can be exact: an outline that a format rounds may fall on the other side of a centre.
                if (wrong.empty() && !both.isOfPixels) wrong = difference(labels, whole.labels, both);
                if (!wrong.empty()) failures += std::string(first->name()) + " to " + std::string(second->name()) + ": " + wrong + "\n";
            }
        }
        QVERIFY2(failures.empty(), failures.c_str());
    }

    void runsGiveTheSameTextAgainOnceTheyAreOutlines() {
        QTemporaryDir folder;
        const Exporter& rle = *findExporter("hubmap-rle");
        const RoundTrip first = throughFormat(rle, randomLabels(31), freshFolder(folder));
        QVERIFY(first.error.empty());
        for (const Annotation& a : first.labels)
            for (const Polygon& polygon : a.shape)
                for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
                    const SlidePoint p = polygon.outer[i], q = polygon.outer[(i + 1) % polygon.outer.size()];
                    QVERIFY((p.x == q.x) != (p.y == q.y));
                    QVERIFY(p.x == std::round(p.x) && p.y == std::round(p.y));
                }
        const RoundTrip second = throughFormat(rle, first.labels, freshFolder(folder));
        QVERIFY(second.error.empty());
        QCOMPARE(first.labels.size(), second.labels.size());
        for (std::size_t i = 0; i < first.labels.size(); ++i) QVERIFY(first.labels[i].shape == second.labels[i].shape);
    }
};

QTEST_APPLESS_MAIN(FormatsPairsTest)
#include "formats_pairs_test.moc"
