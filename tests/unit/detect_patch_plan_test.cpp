#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/detect/patch_blender.h"
#include "core/detect/patch_plan.h"
#include "core/detect/uncertainty.h"

using namespace bowman;

namespace {

/// Answer of a network with a small receptive field: depends on the place alone.
std::vector<float> answerAt(const MapRect& patch) {
    std::vector<float> p;
    for (int y = 0; y < patch.height; ++y)
        for (int x = 0; x < patch.width; ++x) p.push_back(static_cast<float>(0.5 + 0.5 * std::sin((x + patch.x) * 0.05) * std::cos((y + patch.y) * 0.031)));
    return p;
}

Image whole(const ProbabilityMap& map) {
    return map.read(0, 0, static_cast<int>(map.grid().size.width), static_cast<int>(map.grid().size.height));
}

bool same(const Image& a, const Image& b) { return a.sizeBytes() == b.sizeBytes() && std::equal(a.data(), a.data() + a.sizeBytes(), b.data()); }

}  // namespace

class DetectPatchPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cellsTileTheMapExactlyOnceUnderEveryShift() {
        for (const PatchGeometry geometry : {PatchGeometry{256, 32, 0}, PatchGeometry{512, 32, 64}, PatchGeometry{512, 64, 0}})
            for (const int shift : {0, 1, -77, geometry.stride() / 2, 1000}) {
                const MapGrid grid = mapGridFor({321, 777, 2500, 1900}, 2.0005);
                const PatchPlan plan = planPatches({.grid = grid, .geometry = geometry, .shiftX = shift, .shiftY = -shift, .isWanted = {}});
                std::vector<int> covered(static_cast<std::size_t>(grid.size.width * grid.size.height));
                for (const MapRect& patch : plan.patches) {
                    const MapRect cell = plan.cell(patch);
                    for (int y = std::max(0, cell.y); y < std::min<int>(cell.y + cell.height, int(grid.size.height)); ++y)
                        for (int x = std::max(0, cell.x); x < std::min<int>(cell.x + cell.width, int(grid.size.width)); ++x)
                            ++covered[static_cast<std::size_t>(y * grid.size.width + x)];
                }
                QVERIFY(std::all_of(covered.begin(), covered.end(), [](int n) { return n == 1; }));
            }
    }

    void aRegionHasThePatchesOfTheWholeSlide() {
        const MapGrid all = mapGridFor({0, 0, 20000, 16000}, 4), part = mapGridFor({6001, 4003, 3000, 2500}, 4);
        const PatchPlan a = planPatches({.grid = all, .geometry = {}, .isWanted = {}});
        const PatchPlan b = planPatches({.grid = part, .geometry = {}, .isWanted = {}});
        const int dx = static_cast<int>(part.origin.x / 4), dy = static_cast<int>(part.origin.y / 4);
        QVERIFY(b.patches.size() < a.patches.size());
        for (MapRect patch : b.patches) {
            patch.x += dx;
            patch.y += dy;
            QVERIFY(std::find(a.patches.begin(), a.patches.end(), patch) != a.patches.end());
        }
    }

    void onlyWantedCellsAreRun() {
        const MapGrid grid = mapGridFor({0, 0, 8000, 8000}, 4);
        const SlideRect tissue{2000, 2000, 1500, 1500};
        const PatchPlan plan = planPatches({.grid = grid, .geometry = {}, .isWanted = [&](const SlideRect& r) { return r.intersects(tissue); }});
        QCOMPARE(plan.patches.size(), std::size_t(4));
    }

    void theOrderOfPatchesDoesNotChangeABit() {
        const MapGrid grid = mapGridFor({0, 0, 1900, 1300}, 1);
        for (const PatchGeometry geometry : {PatchGeometry{256, 32, 64}, PatchGeometry{512, 64, 0}}) {
            PatchPlan plan = planPatches({.grid = grid, .geometry = geometry, .isWanted = {}});
            PatchBlender first(grid, plan);
            const auto answer = [&](const MapRect& patch) {
                auto p = answerAt(patch);
                for (float& v : p) v += 0.01F * static_cast<float>(patch.x % 7);  // patches disagree a little
                return p;
            };
            for (const MapRect& patch : plan.patches) first.add(patch, answer(patch));
            QCOMPARE(first.openBlocks(), std::size_t(0));
            std::shuffle(plan.patches.begin(), plan.patches.end(), std::mt19937(5));
            PatchBlender second(grid, plan);
            for (const MapRect& patch : plan.patches) second.add(patch, answer(patch));
            QVERIFY(same(whole(first.map()), whole(second.map())));
        }
    }

    void blendingKeepsWhatAllPatchesAgreeOn() {
        const MapGrid grid = mapGridFor({0, 0, 1500, 900}, 1);
        const PatchPlan plan = planPatches({.grid = grid, .geometry = {512, 32, 64}, .isWanted = {}});
        PatchBlender blender(grid, plan);
        for (const MapRect& patch : plan.patches) blender.add(patch, answerAt(patch));
        const auto expected = answerAt({0, 0, 1500, 900});
        const Image map = whole(blender.map());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(map.data()[i] - 255 * expected[i]) <= 0.51);
    }

    void inkIsNothingWhateverTheNetworkSays() {
        const MapGrid grid = mapGridFor({0, 0, 3000, 1800}, 2);
        const PatchPlan plan = planPatches({.grid = grid, .geometry = {512, 32, 64}, .isWanted = {}});
        const Ring outer{{400, 400}, {1400, 400}, {1400, 1000}, {400, 1000}}, hole{{600, 600}, {1000, 600}, {1000, 800}, {600, 800}};
        PatchBlender blender(grid, plan, {{outer, {hole}}});
        for (const MapRect& patch : plan.patches) blender.add(patch, std::vector<float>(512 * 512, 1.0F));
        const auto at = [&](int x, int y) { return int(blender.map().at(x / 2, y / 2)); };
        QVERIFY(at(410, 410) == 0 && at(1390, 990) == 0 && at(1200, 700) == 0);
        QVERIFY(at(390, 410) == 255 && at(1410, 700) == 255 && at(700, 700) == 255);   // a ring of ink keeps what it encloses
    }

    void theRampFadesFromOnePatchToTheNext() {
        const MapGrid grid = mapGridFor({0, 0, 384 * 2, 200}, 1);
        const PatchPlan plan = planPatches({.grid = grid, .geometry = {512, 32, 64}, .isWanted = {}});
        PatchBlender blender(grid, plan);
        for (const MapRect& patch : plan.patches)
            blender.add(patch, std::vector<float>(512 * 512, patch.x < 0 ? 0.0F : 1.0F));
        const Image map = whole(blender.map());
        QCOMPARE(int(map.pixel(384 - 33, 100)[0]), 0);
        QCOMPARE(int(map.pixel(384 + 33, 100)[0]), 255);
        for (int x = 384 - 32; x < 384 + 32; ++x) QVERIFY(map.pixel(x, 100)[0] <= map.pixel(x + 1, 100)[0]);
        QVERIFY(std::abs(map.pixel(384, 100)[0] - 128) < 8);
    }

    /// Left patches say 0.2, right ones 0.5: on the ramp between them, and nowhere else, they are 0.3 apart; whoever came first.
    void seamsTellHowFarNeighboursAreApart() {
        const MapGrid grid = mapGridFor({0, 0, 384 * 2, 200}, 1);
        PatchPlan plan = planPatches({.grid = grid, .geometry = {512, 32, 64}, .isWanted = {}});
        const auto seamsOf = [&](const PatchPlan& order) {
            PatchBlender blender(grid, order);
            for (const MapRect& patch : order.patches) blender.add(patch, std::vector<float>(512 * 512, patch.x < 0 ? 0.2F : 0.5F));
            return whole(*blender.map().seams());
        };
        const Image seams = seamsOf(plan);
        const int apart = static_cast<int>(std::lround(0.5F * 254)) - static_cast<int>(std::lround(0.2F * 254));
        bool isRight = true;
        for (int x = 0; x < 384 * 2; ++x) isRight = isRight && seams.pixel(x, 100)[0] == (x >= 384 - 32 && x < 384 + 32 ? ProbabilityMap::kSeam + apart : 0);
        QVERIFY(isRight);
        std::reverse(plan.patches.begin(), plan.patches.end());
        QVERIFY(same(seams, seamsOf(plan)));
    }

    void anObjectOnASeamIsToldHowFarNeighboursAreApart() {
        Image seams(20, 20, PixelFormat::Gray8), mask(20, 20, PixelFormat::Gray8);
        for (int y = 0; y < 20; ++y)
            for (int x = 0; x < 20; ++x) {
                *mask.pixel(x, y) = x >= 5 && x < 15;
                *seams.pixel(x, y) = x < 12 ? 0 : static_cast<std::uint8_t>(ProbabilityMap::kSeam + (x == 12 ? 127 : x < 15 ? 0 : 254));   // 3 columns inside
            }
        const auto value = meanSeamDisagreement(seams, mask);
        QVERIFY(value && std::abs(*value - 0.5 / 3) < 1e-9);
        for (int y = 5; y < 20; ++y) std::fill_n(mask.pixel(0, y), 20, std::uint8_t{0});
        QVERIFY(!meanSeamDisagreement(seams, mask));   // 15 pixels are too few to tell
        QVERIFY(!meanSeamDisagreement(Image(20, 20, PixelFormat::Gray8), mask));
    }

    void aPatchThatNeverComesLeavesZeroAndFreesItsMemory() {
        const MapGrid grid = mapGridFor({0, 0, 1200, 400}, 1);
        const PatchPlan plan = planPatches({.grid = grid, .geometry = {512, 64, 0}, .isWanted = {}});
        PatchBlender blender(grid, plan);
        for (std::size_t i = 0; i < plan.patches.size(); ++i) {
            if (i == 1)
                blender.skip(plan.patches[i]);
            else
                blender.add(plan.patches[i], std::vector<float>(512 * 512, 1.0F));
        }
        QCOMPARE(blender.openBlocks(), std::size_t(0));
        const MapRect missing = plan.cell(plan.patches[1]);
        QCOMPARE(int(blender.map().at(missing.x + 5, 100)), 0);
        QCOMPARE(int(blender.map().at(missing.x - 1, 100)), 255);
    }
};

QTEST_GUILESS_MAIN(DetectPatchPlanTest)
#include "detect_patch_plan_test.moc"
