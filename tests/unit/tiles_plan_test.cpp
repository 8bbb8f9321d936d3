// Viewport, grid and plan: properties that hold for every slide and every view.
#include <QTest>

#include <random>
#include <set>
#include <unordered_set>

#include "core/tiles/tile_plan.h"

using namespace bowman;

namespace {

SlideInfo pyramid(std::int64_t width, std::int64_t height, const std::vector<double>& downsamples) {
    SlideInfo info;
    for (const double d : downsamples) {
        const PixelSize size{static_cast<std::int64_t>(width / d), static_cast<std::int64_t>(height / d)};
        const double real = (double(width) / double(size.width) + double(height) / double(size.height)) / 2;
        info.levels.push_back({size, real, 256, 256});
    }
    return info;
}

const std::vector<SlideInfo>& slides() {
    static const std::vector<SlideInfo> all = {pyramid(40000, 31000, {1, 4.016, 16.06}), pyramid(9000, 13015, {1, 2, 4, 8, 16, 32, 64}),
                                               pyramid(4443, 3567, {1, 2.0005}), pyramid(700, 300, {1})};
    return all;
}

using KeySet = std::unordered_set<TileKey>;

std::vector<TileKey> allKeys(const SlideInfo& info, int level) {
    std::vector<TileKey> keys;
    const TileGrid grid = tileGrid(info, level);
    for (int row = 0; row < grid.rows; ++row)
        for (int col = 0; col < grid.cols; ++col) keys.push_back({level, col, row});
    return keys;
}

bool isCovered(const TilePlan& plan, SlidePoint p) {
    return std::any_of(plan.draw.begin(), plan.draw.end(), [&](const TileDraw& d) { return d.target.contains(p); });
}

struct Case {
    const SlideInfo& info;
    Viewport viewport;
    KeySet cached;
    TilePlan plan() const { return planTiles(info, viewport, [this](const TileKey& k) { return cached.contains(k); }); }
};

/// Random views of all slides, each with a random part of the tiles around it cached.
template <typename Check>
void forManyCases(Check check) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int i = 0; i < 400; ++i) {
        const SlideInfo& info = slides()[static_cast<std::size_t>(i) % slides().size()];
        Viewport viewport{{unit(random) * double(info.size().width), unit(random) * double(info.size().height)},
                          std::exp2(unit(random) * 9 - 3), 640, 480};
        Case c{info, viewport.clamped(info.rect()), {}};
        const double share = unit(random);
        for (int level = 0; level < int(info.levels.size()); ++level) {
            const TileSpan span = tilesTouching(info, level, c.viewport.visible());
            if (std::int64_t(span.lastCol - span.firstCol + 1) * (span.lastRow - span.firstRow + 1) > 2000) continue;
            for (int row = span.firstRow; row <= span.lastRow; ++row)
                for (int col = span.firstCol; col <= span.lastCol; ++col)
                    if (unit(random) < share) c.cached.insert({level, col, row});
        }
        check(c, random);
        if (QTest::currentTestFailed()) return;
    }
}

}  // namespace

class TilesPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void zoomingKeepsThePointUnderTheCursor() {
        const Viewport v{{1000, 2000}, 4, 800, 600};
        const SlidePoint under = v.toSlide({123, 456});
        const Viewport zoomed = v.zoomedAt({123, 456}, 1.7);
        QVERIFY(std::abs(zoomed.toSlide({123, 456}).x - under.x) < 1e-9);
        QVERIFY(std::abs(zoomed.toSlide({123, 456}).y - under.y) < 1e-9);
        QCOMPARE(zoomed.downsample, 4 / 1.7);
        const DevicePoint back = v.toDevice(v.toSlide({10, 20}));
        QVERIFY(std::abs(back.x - 10) < 1e-9 && std::abs(back.y - 20) < 1e-9);
    }

    void draggingMovesThePictureWithTheHand() {
        const Viewport v{{1000, 2000}, 4, 800, 600};
        const DevicePoint moved = v.panned(30, -10).toDevice(v.toSlide({100, 100}));
        QVERIFY(std::abs(moved.x - 130) < 1e-9 && std::abs(moved.y - 90) < 1e-9);
    }

    void fittingShowsAllOfTheTargetInTheMiddle() {
        const SlideRect target{100, 200, 5000, 1000};
        const Viewport v = Viewport{{}, 1, 800, 600}.fitted(target);
        QCOMPARE(v.centre, target.centre());
        QVERIFY(v.visible().intersected(target) == target);
        QVERIFY(v.downsample < 5000.0 / 800 * 1.1);
        QVERIFY((v == v.fitted(SlideRect{})));
    }

    void limitsKeepTheSlideInReach() {
        const SlideRect slide{0, 0, 8000, 6000};
        const Viewport far = Viewport{{-500, 9999}, 1e6, 800, 600}.clamped(slide);
        QVERIFY(far.centre == (SlidePoint{0, 6000}));
        QVERIFY(far.downsample <= 2.2 * 10);
        QCOMPARE((Viewport{{5, 5}, 1e-9, 800, 600}.clamped(slide).downsample), 1.0 / 16);
    }

    void tilesOfALevelCoverTheSlideOnceAndExactly() {
        for (const SlideInfo& info : slides())
            for (int level = 0; level < int(info.levels.size()); ++level) {
                double area = 0;
                SlideRect all;
                for (const TileKey& key : allKeys(info, level)) {
                    const SlideRect rect = tileRect(info, key);
                    area += rect.width * rect.height;
                    all = all.united(rect);
                    const LevelRegion region = tileRegion(info, key);
                    QVERIFY(region.width > 0 && region.width <= kTileEdge && region.x + region.width <= info.levels[level].size.width);
                    QVERIFY(region.height > 0 && region.height <= kTileEdge);
                }
                QVERIFY(all == info.rect());
                QVERIFY(std::abs(area - info.rect().width * info.rect().height) < 1e-3);
            }
    }

    void touchingTilesAreThoseThatIntersect() {
        const SlideInfo& info = slides()[0];
        for (const SlideRect& rect : {SlideRect{600, 700, 3000, 100}, SlideRect{0, 0, 512, 512}, SlideRect{-50, -50, 60, 60},
                                      SlideRect{39990, 30990, 100, 100}, SlideRect{50000, 0, 10, 10}}) {
            const TileSpan span = tilesTouching(info, 1, rect);
            for (const TileKey& key : allKeys(info, 1)) {
                const bool isListed = key.col >= span.firstCol && key.col <= span.lastCol && key.row >= span.firstRow && key.row <= span.lastRow;
                QCOMPARE(isListed, tileRect(info, key).intersects(rect));
            }
        }
    }

    void everyPointInViewIsDrawnWhereAnAncestorIsCached() {
        forManyCases([](Case& c, std::mt19937& random) {
            const int coarsest = int(c.info.levels.size()) - 1;
            for (const TileKey& key : allKeys(c.info, coarsest)) c.cached.insert(key);
            const TilePlan plan = c.plan();
            const SlideRect view = c.viewport.visible().intersected(c.info.rect());
            std::uniform_real_distribution<double> unit(0, 1);
            for (int i = 0; i < 50; ++i)
                QVERIFY(isCovered(plan, {view.x + unit(random) * view.width * 0.999999, view.y + unit(random) * view.height * 0.999999}));
        });
    }

    void aCachedTileOfTheRightLevelIsAlwaysDrawnAndIsOnTop() {
        forManyCases([](Case& c, std::mt19937&) {
            const TilePlan plan = c.plan();
            for (const TileKey& key : plan.visible) {
                const auto found = std::find_if(plan.draw.begin(), plan.draw.end(), [&](const TileDraw& d) { return d.key == key; });
                QCOMPARE(found != plan.draw.end(), c.cached.contains(key));
            }
        });
    }

    void nothingFineIsDrawnBeforeSomethingCoarse() {
        forManyCases([](Case& c, std::mt19937&) {
            const TilePlan plan = c.plan();
            for (std::size_t i = 1; i < plan.draw.size(); ++i) QVERIFY(plan.draw[i].key.level <= plan.draw[i - 1].key.level);
            std::set<std::tuple<int, int, int>> once;
            for (const TileDraw& d : plan.draw) {
                QVERIFY(c.cached.contains(d.key));
                QVERIFY(once.insert({d.key.level, d.key.col, d.key.row}).second);
            }
        });
    }

    void aPartOfATileLiesWhereItsPixelsLie() {
        forManyCases([](Case& c, std::mt19937&) {
            for (const TileDraw& d : c.plan().draw) {
                const SlideRect rect = tileRect(c.info, d.key);
                const LevelRegion region = tileRegion(c.info, d.key);
                QVERIFY(d.source.x >= 0 && d.source.y >= 0 && d.source.width > 0 && d.source.height > 0);
                QVERIFY(d.source.x + d.source.width <= region.width && d.source.y + d.source.height <= region.height);
                QVERIFY(std::abs(d.target.x - (rect.x + d.source.x * rect.width / region.width)) < 1e-6);
                QVERIFY(std::abs(d.target.right() - (rect.x + (d.source.x + d.source.width) * rect.width / region.width)) < 1e-6);
                QVERIFY(d.target.width / c.viewport.downsample < 32767);   // what painters can do
            }
        });
    }

    void wantedHasEveryMissingTileOfTheViewAndNoneThatIsCached() {
        forManyCases([](Case& c, std::mt19937&) {
            const TilePlan plan = c.plan();
            KeySet wanted;
            for (const TileKey& key : plan.wanted) {
                QVERIFY(!c.cached.contains(key));
                QVERIFY(wanted.insert(key).second);
            }
            for (const TileKey& key : plan.visible) QCOMPARE(wanted.contains(key), !c.cached.contains(key));
            QVERIFY(plan.visible.size() <= 640 && plan.wanted.size() <= 640 + 128);
        });
    }

    void theNearestTileIsWantedFirstAndTheSurroundingsLast() {
        const SlideInfo& info = slides()[0];
        const Viewport viewport{{20000, 15000}, 1, 1920, 1080};
        const auto isCached = [&](const TileKey& k) { return k.level == 2; };
        const TilePlan plan = planTiles(info, viewport, isCached);
        QCOMPARE(plan.level, 0);
        QVERIFY(tileRect(info, plan.wanted.front()).contains(viewport.centre));
        for (std::size_t i = 0; i < plan.visible.size(); ++i) QVERIFY(plan.wanted[i] == plan.visible[i]);
        QCOMPARE(plan.wanted[plan.visible.size()].level, 1);
        QCOMPARE(plan.wanted.back().level, 0);
    }

    void anEmptyViewAsksForTheCoarsestTilesFirst() {
        const SlideInfo& info = slides()[0];
        const TilePlan plan = planTiles(info, {{20000, 15000}, 1, 1920, 1080}, [](const TileKey&) { return false; });
        QVERIFY(plan.draw.empty());
        QCOMPARE(plan.wanted.front().level, 2);
    }

    void fineTilesStandInAfterZoomingOut() {
        const SlideInfo& info = slides()[1];
        const TilePlan plan = planTiles(info, {{4500, 6500}, 4, 640, 480}, [](const TileKey& k) { return k.level == 1; });
        QCOMPARE(plan.level, 2);
        QVERIFY(isCovered(plan, {4500, 6500}));
        QVERIFY(isCovered(plan, {3300, 5600}));
    }

    void theLevelIsAsSharpAsTheScreen() {
        const SlideInfo& info = slides()[0];
        QCOMPARE(levelToShow(info, 0.5), 0);
        QCOMPARE(levelToShow(info, 1), 0);
        QCOMPARE(levelToShow(info, 3), 0);
        QCOMPARE(levelToShow(info, 4), 1);
        QCOMPARE(levelToShow(info, 100), 2);
    }

    void besideTheSlideThereIsNothingToDo() {
        const TilePlan plan = planTiles(slides()[0], {{-90000, -90000}, 1, 640, 480}, [](const TileKey&) { return true; });
        QVERIFY(plan.draw.empty() && plan.wanted.empty() && plan.visible.empty());
    }
};

QTEST_APPLESS_MAIN(TilesPlanTest)
#include "tiles_plan_test.moc"
