// The parts that keep the canvas quick: what they must not change, and what they must give up.
#include <algorithm>
#include <atomic>
#include <random>
#include <semaphore>

#include <QTest>

#include "canvas_fixture.h"
#include "ui/canvas/outline_painter.h"
#include "ui/canvas/overlay_index.h"
#include "ui/canvas/overlay_tile.h"
#include "ui/canvas/render_queue.h"
#include "ui/canvas/tile_budget.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

constexpr PixelSize kSlide{20000, 16000};

AnnotationSet scattered(int count, double radius) {
    std::mt19937 random(23);
    std::uniform_real_distribution<double> x(-200, 20200), y(-200, 16200);
    AnnotationSet set;
    for (int i = 1; i <= count; ++i) test::put(set, test::annotation(i, test::disc({x(random), y(random)}, radius, 12), i % 5 == 0 ? ReviewState::Rejected : ReviewState::Accepted));
    return set;
}

std::vector<AnnotationId> idsOf(const std::vector<AnnotationPtr>& objects) {
    std::vector<AnnotationId> ids;
    for (const AnnotationPtr& a : objects) ids.push_back(a->id);
    return ids;
}

}  // namespace

class CanvasSpeedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theIndexFindsWhatTheSetFinds() {
        AnnotationSet set = scattered(700, 90);
        test::put(set, test::annotation(900, test::box(-500, -500, 21000, 17000)));     // over all cells
        auto index = OverlayIndex::of(kSlide, set.all());
        std::mt19937 random(2);
        std::uniform_real_distribution<double> unit(0, 1);
        const auto compare = [&] {
            for (int i = 0; i < 200; ++i) {
                const SlideRect rect{unit(random) * 21000 - 500, unit(random) * 17000 - 500, unit(random) * 3000, unit(random) * 3000};
                QCOMPARE(idsOf(index->intersecting(rect)), idsOf(set.intersecting(rect)));
                if (!set.intersecting(rect).empty()) QVERIFY(index->mayHave(rect));
            }
        };
        compare();
        // After edits, small ones by changing a few cells.
        for (int i = 1; i < 60; ++i) {
            const AnnotationPtr before = set.find(i);
            Annotation after = *before;
            after.shape = test::disc({unit(random) * 20000, unit(random) * 16000}, 60, 12);
            test::put(set, after);
            if (i % 7 == 0) set.remove(i);
            for (const SlideRect& dirty : {boundsOf(before->shape), boundsOf(after.shape)}) {
                index = index->updated(set, dirty);
                QVERIFY(index);
            }
        }
        compare();
        QVERIFY(!index->updated(set, {0, 0, 20000, 16000}));
    }

    void objectsThatLeaveTheSetLeaveTheIndex() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 50)));
        const auto before = OverlayIndex::of(kSlide, set.all());
        set.remove(1);
        const auto after = before->updated(set, {450, 450, 100, 100});
        QVERIFY(after->intersecting({0, 0, 1000, 1000}).empty());
        QVERIFY(!after->mayHave({0, 0, 300, 300}));
        QCOMPARE(before->intersecting({0, 0, 1000, 1000}).size(), std::size_t(1));     // whoever still works with it
    }

    void manyDotsLookLikeDotsDrawnOneByOne() {
        const AnnotationSet set = scattered(4000, 30);
        OverlayTileRequest request;
        request.grid = ViewGrid::of(kSlide, 40);
        request.index = {0, 0};
        request.objects = OverlayIndex::of(kSlide, set.all());
        QVERIFY(objectsOf(request).size() > 300);
        const QImage many = renderOverlayTile(request);
        // The same objects, too few at a time for stamps.
        QImage single(many.size(), QImage::Format_ARGB32_Premultiplied);
        single.fill(Qt::transparent);
        QPainter painter(&single);
        const DeviceFrame frame{40, 0, 0, QRectF(single.rect()), 1};
        for (const AnnotationPtr& a : objectsOf(request)) paintAnnotation(painter, frame, *a, {true, 0.15, true});
        painter.end();
        double difference = 0;
        for (int y = 0; y < many.height(); ++y)
            for (int x = 0; x < many.width(); ++x) difference += std::abs(qAlpha(many.pixel(x, y)) - qAlpha(single.pixel(x, y)));
        QVERIFY2(difference / (256 * 256) < 6, qPrintable(QString::number(difference / (256 * 256))));
        for (const AnnotationPtr& a : objectsOf(request)) {
            const QPointF at = frame.map(boundsOf(a->shape).centre());
            if (QRectF(many.rect()).adjusted(2, 2, -2, -2).contains(at)) QVERIFY(qAlpha(many.pixel(at.toPoint())) > 150);
        }
    }

    void manyObjectsAreShownAsSoonAsTheyAreIndexed() {
        const AnnotationSet set = scattered(5000, 40);
        SlideView view;
        view.resize(500, 400);
        view.setSlide(test::paintedSlide(2000, 1600, [](int, int) { return test::Rgb{235, 225, 230}; }), 0.5);
        view.setAnnotations(&set);
        QVERIFY(!view.isSharp());      // never sharp without them
        view.show();
        VERIFY_BECOMES_SHARP(view);
        const std::vector<AnnotationPtr> near = set.intersecting({400, 400, 1200, 800});
        const auto shown = std::find_if(near.begin(), near.end(), [](const AnnotationPtr& a) { return a->state == ReviewState::Accepted; });
        QVERIFY(shown != near.end());
        const AnnotationPtr object = *shown;
        const DevicePoint d = view.viewport().toDevice(boundsOf(object->shape).centre());
        QVERIFY(view.picture().pixel(static_cast<int>(d.x), static_cast<int>(d.y)) != qRgb(235, 225, 230));
        view.setAnnotations(nullptr);
    }

    void whatHasNotBegunIsTakenBackAndNeverRuns() {
        WorkerPool pool(1);
        RenderQueue<int> queue(pool);
        std::binary_semaphore begun(0), goOn(0), done(0);
        std::atomic<int> ran = 0;
        queue.submit(1, [&] {
            begun.release();
            goOn.acquire();
            ++ran;
        });
        begun.acquire();
        for (int i = 2; i < 6; ++i) queue.submit(i, [&] { ran += 100; });
        QCOMPARE(queue.takeBack(), (std::vector<int>{2, 3, 4, 5}));
        QVERIFY(queue.takeBack().empty());
        queue.submit(7, [&] {
            ++ran;
            done.release();
        });
        goOn.release();
        done.acquire();
        QCOMPARE(ran.load(), 2);
    }

    void allCanvasesShareOneBudget() {
        const std::size_t before = TileBudget::ofProgram().bytes();
        QVERIFY(before >= (std::size_t{256} << 20) && before <= (std::size_t{2} << 30));
        TileBudget budget;
        budget.setBytes(std::size_t{1} << 30);
        TileCache a, b;
        budget.add(a);
        QCOMPARE(a.capacity(), std::size_t{768} << 20);
        budget.add(b);
        QCOMPARE(a.capacity() + b.capacity(), std::size_t{768} << 20);
        budget.remove(a);
        QCOMPARE(b.capacity(), std::size_t{768} << 20);
        budget.setBytes(1);
        QCOMPARE(b.capacity(), std::size_t{192} << 20);
    }

    void aSmallerBudgetDropsTilesAtOnceButNotThePinnedOnes() {
        TileCache cache(std::size_t{10} << 20);
        cache.pinLevel(3);
        const auto tile = [] { return std::make_shared<const Image>(512, 512, PixelFormat::Bgra8Premultiplied); };
        cache.insert({3, 0, 0}, tile());
        for (int i = 0; i < 8; ++i) cache.insert({0, i, 0}, tile());
        cache.setCapacity(std::size_t{3} << 20);
        QVERIFY(cache.bytes() <= std::size_t{3} << 20);
        QVERIFY(cache.contains({3, 0, 0}) && cache.contains({0, 7, 0}) && !cache.contains({0, 0, 0}));
    }
};

QTEST_MAIN(CanvasSpeedTest)
#include "canvas_speed_test.moc"
