#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <set>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/slide/phantom/phantom.h"
#include "core/slide/phantom/phantom_render.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

PhantomRequest small(std::uint32_t seed = 3) { return {1600, 1300, 0.5, seed}; }

/// Even–odd rule.
bool isInside(const std::vector<SlidePoint>& ring, double x, double y) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > y) != (ring[j].y > y) &&
            x < (ring[j].x - ring[i].x) * (y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
            inside = !inside;
    return inside;
}

double areaOf(const std::vector<SlidePoint>& ring) {
    double area = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        area += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return std::fabs(area) / 2;
}

Image part(const Image& whole, int x, int y, int width, int height) {
    Image cut(width, height, whole.format());
    for (int row = 0; row < height; ++row) std::copy_n(whole.pixel(x, y + row), cut.stride(), cut.row(row));
    return cut;
}

bool same(const Image& a, const Image& b) {
    return a.width() == b.width() && a.height() == b.height() &&
           std::equal(a.data(), a.data() + a.sizeBytes(), b.data());
}

}  // namespace

class PhantomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pixelsDependOnNeitherTilesNorThreads() {
        for (const double umPerPx : {0.5, 0.8}) {
            PhantomRequest request = small();
            request.umPerPx = umPerPx;
            const phantom::Layout layout(request);
            const phantom::Stain stain(request.seed);
            const Image whole = phantom::render(layout, stain, {300, 300, 600, 500});
            // Odd tiles, last first, by three threads.
            constexpr int kTile = 170;
            std::atomic<int> left = 12, different = 0;
            {
                std::vector<std::jthread> threads;
                for (int t = 0; t < 3; ++t)
                    threads.emplace_back([&] {
                        for (int i = --left; i >= 0; i = --left) {
                            const int x = i % 4 * kTile, y = i / 4 * kTile;
                            const int width = std::min(kTile, 600 - x), height = std::min(kTile, 500 - y);
                            const Image tile = phantom::render(layout, stain, {300 + x, 300 + y, width, height});
                            if (!same(tile, part(whole, x, y, width, height))) ++different;
                        }
                    });
            }
            QCOMPARE(different.load(), 0);
        }
    }

    void anotherSeedIsAnotherKidney() {
        const auto one = makePhantomSlide(small(3)), again = makePhantomSlide(small(3)),
                   two = makePhantomSlide(small(4));
        QVERIFY(one.ok() && again.ok() && two.ok());
        const LevelRegion region{0, 600, 500, 200, 200};
        const ImagePtr a = *(*one)->readRegion(region), b = *(*again)->readRegion(region),
                       c = *(*two)->readRegion(region);
        QVERIFY(same(*a, *b));
        QVERIFY(!same(*a, *c));
        QVERIFY(phantomTruthGeoJson(small(3)) == phantomTruthGeoJson(small(3)));
        QVERIFY(phantomTruthGeoJson(small(3)) != phantomTruthGeoJson(small(4)));
    }

    void theTruthLiesOnTheSlideAndInTheTissue() {
        const PhantomRequest request{4000, 3200, 0.5, 7};
        const auto truth = phantomTruth(request);
        QVERIFY(truth.size() >= 3);
        const auto slide = makePhantomSlide(request);
        QVERIFY(slide.ok());
        for (const PhantomGlomerulus& g : truth) {
            double left = 1e9, right = 0, top = 1e9, bottom = 0;
            for (const SlidePoint p : g.outline) {
                QVERIFY(p.x >= 0 && p.y >= 0 && p.x <= 4000 && p.y <= 3200);
                left = std::min(left, p.x);
                right = std::max(right, p.x);
                top = std::min(top, p.y);
                bottom = std::max(bottom, p.y);
            }
            const double diameterUm = 2 * std::sqrt(areaOf(g.outline) / 3.14159265) * 0.5;
            QVERIFY2(diameterUm > 50 && diameterUm < 360, qPrintable(QString::number(diameterUm)));
            const LevelRegion box{0, static_cast<std::int64_t>(left), static_cast<std::int64_t>(top),
                                  static_cast<int>(right - left), static_cast<int>(bottom - top)};
            const ImagePtr image = *(*slide)->readRegion(box);
            double inside = 0, green = 0, blue = 0;
            for (int y = 0; y < image->height(); y += 2)
                for (int x = 0; x < image->width(); x += 2)
                    if (isInside(g.outline, box.x + x + 0.5, box.y + y + 0.5)) {
                        ++inside;
                        green += image->pixel(x, y)[1];
                        blue += image->pixel(x, y)[2];
                    }
            // Purple on average: darker than glass (about 243), and green absorbed most.
            QVERIFY2(green / inside < 205, qPrintable(QString::number(green / inside)));
            QVERIFY(blue / inside - green / inside > 12);
        }
    }

    void outlinesDoNotOverlap() {
        const auto truth = phantomTruth({8000, 6400, 0.5, 11});
        QVERIFY(truth.size() >= 8);
        for (std::size_t i = 0; i < truth.size(); ++i)
            for (std::size_t j = 0; j < truth.size(); ++j)
                for (const SlidePoint p : truth[i].outline) QVERIFY(i == j || !isInside(truth[j].outline, p.x, p.y));
    }

    void bigSlidesHoldDozensOfGlomeruliOfAllKinds() {
        int all = 0, sclerotic = 0;
        for (const std::uint32_t seed : {1U, 2U, 3U}) {
            const auto truth = phantomTruth({20000, 16000, 0.5, seed});
            QVERIFY2(truth.size() >= 55 && truth.size() <= 115, qPrintable(QString::number(truth.size())));
            all += static_cast<int>(truth.size());
            sclerotic +=
                static_cast<int>(std::count_if(truth.begin(), truth.end(), [](const auto& g) { return g.sclerotic; }));
        }
        QVERIFY(sclerotic > all / 40 && sclerotic < all / 4);
    }

    void theTruthIsValidGeoJsonWithUniqueIds() {
        const auto json = nlohmann::json::parse(phantomTruthGeoJson({4000, 3200, 0.5, 7}));
        QCOMPARE(json["type"].get<std::string>(), std::string("FeatureCollection"));
        QVERIFY(!json["features"].empty());
        std::set<std::string> ids;
        for (const auto& feature : json["features"]) {
            ids.insert(feature["id"].get<std::string>());
            QCOMPARE(feature["id"].get<std::string>().size(), std::size_t(36));
            QCOMPARE(feature["properties"]["classification"]["name"].get<std::string>(), std::string("Glomerulus"));
            const auto& ring = feature["geometry"]["coordinates"][0];
            QVERIFY(ring.size() > 100 && ring.front() == ring.back());
        }
        QCOMPARE(ids.size(), json["features"].size());
    }

    void theWrittenFileHoldsAllLevelsAndTheSamePicture() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "phantom.tif";
        const PhantomRequest request = small();
        double last = 0;
        TiffWriteControl control;
        control.progress = [&](double fraction) { last = fraction; };
        const auto written = writePhantom(request, path, control);
        QVERIFY2(written.ok(), written.ok() ? "" : written.error().message().c_str());
        QCOMPARE(last, 1.0);

        const auto file = openSlide(path);
        QVERIFY2(file.ok(), file.ok() ? "" : file.error().message().c_str());
        const SlideInfo& info = (*file)->info();
        QCOMPARE(info.levels.size(), std::size_t(2));
        QVERIFY((info.levels[0].size == PixelSize{1600, 1300}));
        QVERIFY((info.levels[1].size == PixelSize{800, 650}));
        QVERIFY(info.umPerPx.value.has_value());
        QVERIFY(std::fabs(*info.umPerPx.value - 0.5) < 1e-4);

        // Each level shows what is drawn in memory, but for JPEG.
        const SlidePtr memory = *makePhantomSlide(request);
        for (int level = 0; level < 2; ++level) {
            const LevelRegion region{level, 256, 256, 256, 256};
            const Image fromFile = toRgb(**(*file)->readRegion(region));
            const ImagePtr drawn = *memory->readRegion(region);
            double error = 0;
            for (std::size_t i = 0; i < fromFile.sizeBytes(); ++i)
                error += std::abs(fromFile.data()[i] - drawn->data()[i]);
            error /= static_cast<double>(fromFile.sizeBytes());
            QVERIFY2(error < 6, qPrintable(QString("level %1: mean error %2").arg(level).arg(error)));
        }
    }

    void aStoppedOrSenselessPhantomLeavesNoFile() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "phantom.tif";
        std::stop_source stop;
        TiffWriteControl control;
        control.stop = stop.get_token();
        control.progress = [&](double) { stop.request_stop(); };
        const auto stopped = writePhantom(small(), path, control);
        QVERIFY(!stopped.ok());
        QCOMPARE(stopped.error().why, std::string("cancelled"));
        QVERIFY(fs::is_empty(path.parent_path()));

        PhantomRequest tooFine = small();
        tooFine.umPerPx = 0.001;
        const auto refused = writePhantom(tooFine, path);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().file, path.string());
        QVERIFY(phantomTruth(tooFine).empty());
        QVERIFY(!makePhantomSlide({10, 10, 0.5, 1}).ok());
    }

    void whatIsOutsideOfAPhantomIsWhite() {
        const SlidePtr slide = *makePhantomSlide(small());
        const ImagePtr image = *slide->readRegion({0, 1590, 1290, 20, 20});
        QCOMPARE(int(image->pixel(15, 15)[0]), 255);
        QVERIFY(image->pixel(2, 2)[0] < 255);
        QVERIFY(!slide->readRegion({9, 0, 0, 5, 5}).ok());
    }
};

QTEST_GUILESS_MAIN(PhantomTest)
#include "phantom_test.moc"
