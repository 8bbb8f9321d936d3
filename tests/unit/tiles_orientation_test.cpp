// Turned and mirrored views: properties that hold at every angle.
#include <QTest>

#include <random>

#include "core/tiles/tile_plan.h"

using namespace bowman;

namespace {

std::vector<Viewport> randomViews() {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<Viewport> views;
    for (int i = 0; i < 300; ++i) {
        const double degrees = i % 3 == 0 ? 90.0 * (i % 5) : 360 * unit(random);
        views.push_back({{40000 * unit(random), 30000 * unit(random)}, std::exp2(unit(random) * 9 - 3), 640 + i, 480, Orientation(degrees, i % 2 == 0)});
    }
    return views;
}

bool isNear(SlidePoint a, SlidePoint b, double by) { return std::abs(a.x - b.x) < by && std::abs(a.y - b.y) < by; }

SlideInfo pyramid() {
    SlideInfo info;
    for (const int d : {1, 4, 16}) info.levels.push_back({{40000 / d, 30000 / d}, double(d), 256, 256});
    return info;
}

}  // namespace

class TilesOrientationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyViewGoesThereAndBack() {
        for (const Viewport& v : randomViews())
            for (const DevicePoint p : {DevicePoint{0, 0}, DevicePoint{123.4, 410}, DevicePoint{-50, 900}}) {
                const DevicePoint back = v.toDevice(v.toSlide(p));
                QVERIFY(std::abs(back.x - p.x) < 1e-6 && std::abs(back.y - p.y) < 1e-6);
            }
    }

    void anUprightViewIsWhatItWasBeforeViewsCouldTurn() {
        for (Viewport v : randomViews()) {
            v.orientation = {};
            const SlidePoint p{1234.5, 777.25};
            const DevicePoint d = v.toDevice(p);
            QVERIFY(d.x == (p.x - v.centre.x) / v.downsample + v.width / 2.0 && d.y == (p.y - v.centre.y) / v.downsample + v.height / 2.0);
            const SlidePoint s = v.toSlide({17.5, 30});
            QVERIFY(s.x == v.centre.x + (17.5 - v.width / 2.0) * v.downsample && s.y == v.centre.y + (30 - v.height / 2.0) * v.downsample);
            QVERIFY((v.visible() == SlideRect{v.toSlide({0, 0}).x, v.toSlide({0, 0}).y, v.width * v.downsample, v.height * v.downsample}));
        }
    }

    void rotationIsClockwiseAndMirroringExchangesLeftAndRight() {
        const Viewport upright{{500, 500}, 2, 400, 400};
        Viewport turned = upright;
        turned.orientation = Orientation(90, false);
        QVERIFY((turned.toDevice({600, 500}) == DevicePoint{200, 250}));    // what was to the right is below
        turned.orientation = Orientation(0, true);
        QVERIFY((turned.toDevice({600, 500}) == DevicePoint{150, 200}));
        // On the screen the mirror is left for right at every angle.
        for (const double degrees : {0.0, 30.0, 90.0, 215.5}) {
            Viewport a = upright, b = upright;
            a.orientation = Orientation(degrees, false);
            b.orientation = a.orientation.flipped();
            const DevicePoint p = a.toDevice({530, 470}), q = b.toDevice({530, 470});
            QVERIFY(std::abs(p.x - (400 - q.x)) < 1e-9 && std::abs(p.y - q.y) < 1e-9);
            QVERIFY(b.orientation.flipped() == a.orientation);
        }
        QCOMPARE(Orientation(-90, false).degrees(), 270.0);
        QCOMPARE(Orientation(725, false).degrees(), 5.0);
        QVERIFY(Orientation(360, false).isUpright());
        QVERIFY(Orientation(30, true).rotated(-30) == Orientation(0, true));
    }

    void zoomingPanningAndTurningKeepThePointUnderTheHand() {
        for (const Viewport& v : randomViews()) {
            const DevicePoint hand{130, 333};
            const SlidePoint under = v.toSlide(hand);
            QVERIFY(isNear(v.zoomedAt(hand, 1.7).toSlide(hand), under, 1e-6));
            QVERIFY(isNear(v.turnedAt(hand, v.orientation.rotated(12.5)).toSlide(hand), under, 1e-6));
            QVERIFY(isNear(v.panned(20, -35).toSlide({hand.x + 20, hand.y - 35}), under, 1e-6));
        }
    }

    void theWholeTargetIsInATurnedViewThatFitsIt() {
        const SlideRect target{100, 200, 5000, 1000};
        for (double degrees = 0; degrees < 360; degrees += 7.5) {
            const Viewport v = Viewport{{}, 1, 800, 600, Orientation(degrees, false)}.fitted(target);
            QCOMPARE(v.orientation.degrees(), degrees);
            for (const SlidePoint corner : {SlidePoint{100, 200}, SlidePoint{5100, 200}, SlidePoint{5100, 1200}, SlidePoint{100, 1200}}) {
                const DevicePoint d = v.toDevice(corner);
                QVERIFY(d.x >= 0 && d.x <= 800 && d.y >= 0 && d.y <= 600);
            }
        }
    }

    void whatIsSeenIsInTheRectangleAroundTheView() {
        for (const Viewport& v : randomViews()) {
            const SlideRect around = v.visible().grown(1e-6 * v.downsample);
            for (const SlidePoint& corner : v.corners()) QVERIFY(around.contains(corner));
        }
    }

    void aTurnedViewSeesWhatItMeetsAndNothingElse() {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> unit(0, 1);
        for (const Viewport& v : randomViews()) {
            const SlideRect area = v.visible();
            const SlideRect rect{area.x + unit(random) * area.width, area.y + unit(random) * area.height, 0.1 * area.width, 0.1 * area.height};
            bool touches = false;   // by sampling, so only one direction is exact
            for (int i = 0; i <= 20; ++i)
                for (int j = 0; j <= 20; ++j) {
                    const DevicePoint d = v.toDevice({rect.x + rect.width * i / 20, rect.y + rect.height * j / 20});
                    touches |= d.x > 0 && d.x < v.width && d.y > 0 && d.y < v.height;
                }
            if (touches) QVERIFY(v.sees(rect));
        }
        const Viewport diamond{{0, 0}, 1, 100, 100, Orientation(45, false)};
        QVERIFY(!diamond.sees({60, 60, 10, 10}));      // in the rectangle around it, beside itself
        QVERIFY(diamond.sees({45, 45, 10, 10}) == false && diamond.sees({30, 30, 10, 10}));
    }

    void everyPointOfATurnedViewIsPlannedAndLittleElse() {
        const SlideInfo info = pyramid();
        const auto nothing = [](const TileKey&) { return false; };
        for (const Viewport& v : randomViews()) {
            const TilePlan plan = planTiles(info, v.clamped(info.rect()), nothing);
            const Viewport view = v.clamped(info.rect());
            for (int i = 0; i < 200; ++i) {
                const SlidePoint p = view.toSlide({(i % 20 + 0.5) / 20 * view.width, (i / 20 + 0.5) / 10 * view.height});
                if (!info.rect().contains(p)) continue;
                QVERIFY(std::any_of(plan.visible.begin(), plan.visible.end(), [&](const TileKey& k) { return tileRect(info, k).contains(p); }));
            }
            for (const TileKey& key : plan.visible) QVERIFY(view.sees(tileRect(info, key)));
        }
    }

    void tilesAheadOfAMovingViewAreWantedRightAfterThoseInIt() {
        const SlideInfo info = pyramid();
        const Viewport view{{20000, 15000}, 1, 1024, 1024};
        const auto inView = [&](const TileKey& k) { return k.level == 0 && view.sees(tileRect(info, k)); };
        QVERIFY(planTiles(info, view, inView).wanted.front().level == 1);
        for (const Offset travel : {Offset{7, 0}, Offset{-3, 0}, Offset{0, 100}, Offset{0, -0.5}}) {
            const TilePlan plan = planTiles(info, view, inView, {travel, kSharp});
            QCOMPARE(plan.wanted.front().level, 0);
            const SlidePoint first = tileRect(info, plan.wanted.front()).centre();
            QVERIFY((first.x - view.centre.x) * travel.x + (first.y - view.centre.y) * travel.y > 0);
        }
    }
};

QTEST_APPLESS_MAIN(TilesOrientationTest)
#include "tiles_orientation_test.moc"
