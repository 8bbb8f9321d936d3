#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/detect/patch_order.h"

using namespace bowman;

namespace {

SlideRect rectOf(const PatchPlan& plan, const MapGrid& grid, std::size_t patch) {
    const MapRect c = plan.cell(plan.patches[patch]);
    return grid.toSlide(c.x, c.y, c.width, c.height);
}

}  // namespace

class DetectOrderTest : public QObject {
    Q_OBJECT

    const MapGrid m_grid = mapGridFor({0, 0, 40000, 40000}, 4);
    const PatchPlan m_patches = planPatches({.grid = m_grid, .geometry = {}});
    const PatchPlan m_bands = planPatches({.grid = m_grid, .geometry = {2048, 96, 64, 256}});

private Q_SLOTS:
    void whatIsOnTheScreenComesFirstAndNearestToItsCentre() {
        const SlideRect visible{20000, 24000, 4000, 3000};
        PatchOrder order(m_patches, m_grid, std::make_shared<VisibleRegion>(visible));
        bool left = false;
        std::size_t count = 0;
        double distance = 0;
        while (const auto next = order.takeNext()) {
            const SlideRect rect = rectOf(m_patches, m_grid, *next);
            if (count++ == 0) QVERIFY(rect.contains(visible.centre()));
            left |= !rect.intersects(visible);
            QVERIFY(left != rect.intersects(visible));
            if (left) continue;
            const double away = std::hypot(rect.centre().x - visible.centre().x, rect.centre().y - visible.centre().y);
            QVERIFY(away >= distance);
            distance = away;
        }
        QCOMPARE(count, m_patches.patches.size());
    }

    void aViewThatMovesOnChangesWhatComesNext() {
        const auto visible = std::make_shared<VisibleRegion>(SlideRect{1000, 1000, 3000, 3000});
        PatchOrder order(m_patches, m_grid, visible);
        QVERIFY(rectOf(m_patches, m_grid, *order.takeNext()).intersects(*visible->rect()));
        visible->set(SlideRect{33000, 35000, 3000, 3000});
        std::size_t there = 0;
        for (; there < 4; ++there) QVERIFY(rectOf(m_patches, m_grid, *order.takeNext()).intersects(*visible->rect()));
        visible->set(std::nullopt);
        std::set<std::size_t> rest;
        while (const auto next = order.takeNext()) QVERIFY(rest.insert(*next).second);
        QCOMPARE(rest.size() + 1 + there, m_patches.patches.size());
    }

    void aLaneGoesDownItsColumnUnlessTheScreenIsElsewhere() {
        const auto visible = std::make_shared<VisibleRegion>();
        PatchOrder order(m_bands, m_grid, visible);
        const auto first = order.takeBand(6);
        QVERIFY(first.has_value());
        const auto second = order.takeBelow(*first);
        QVERIFY(second.has_value());
        QCOMPARE(m_bands.patches[*second].x, m_bands.patches[*first].x);
        QCOMPARE(m_bands.patches[*second].y, m_bands.patches[*first].y + 256);
        visible->set(SlideRect{30000, 30000, 1000, 500});
        QVERIFY(!order.takeBelow(*second));
        const auto seen = order.takeBand(6);
        QVERIFY(rectOf(m_bands, m_grid, *seen).intersects(*visible->rect()));
    }

    void whoHasNothingToDoTakesTheLowerHalfOfALongColumn() {
        const MapGrid narrow = mapGridFor({0, 0, 4000, 40000}, 4);
        const PatchPlan plan = planPatches({.grid = narrow, .geometry = {2048, 96, 64, 256}});
        QCOMPARE(plan.patches.size(), std::size_t(40));
        PatchOrder order(plan, narrow, nullptr);
        QCOMPARE(plan.patches[*order.takeBand(6)].y, 0);
        const auto half = order.takeBand(6);
        QVERIFY(half.has_value());
        QVERIFY(plan.patches[*half].y > 256 * 15 && plan.patches[*half].y < 256 * 25);
        for (auto patch = half; patch; patch = order.takeBelow(*patch)) order.finish(*patch);
        int left = 0;
        std::size_t at = 0;
        for (auto patch = order.takeBelow(*std::find_if(m_numbers.begin(), m_numbers.end(), [&](std::size_t i) { return plan.patches[i].y == 0; })); patch; patch = order.takeBelow(*patch)) {
            ++left;
            at = *patch;
        }
        QVERIFY(left > 15);
        QCOMPARE(plan.patches[at].y + 256, plan.patches[*half].y);
        QVERIFY(!order.takeBand(6));
    }

    void whatIsGivenBackIsTakenAgain() {
        PatchOrder order(m_patches, m_grid, nullptr);
        QVERIFY(order.take(5));
        QVERIFY(!order.take(5));
        order.giveBack(5);
        QVERIFY(order.take(5));
    }

private:
    const std::vector<std::size_t> m_numbers = [] {
        std::vector<std::size_t> all(40);
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        return all;
    }();
};

QTEST_GUILESS_MAIN(DetectOrderTest)
#include "detect_order_test.moc"
