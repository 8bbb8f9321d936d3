// Cache and loader, with a slide whose reads wait until the test lets them go.
#include <QTest>

#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>

#include "core/slide/memory_slide.h"
#include "core/tiles/tile_cache.h"
#include "core/tiles/tile_loader.h"

using namespace bowman;

namespace {

ImagePtr imageOf(int bytes) { return std::make_shared<Image>(bytes, 1, PixelFormat::Gray8); }

/// Ten by ten tiles. Reads begin only when allowed, and are noted.
class GatedSlide : public Slide {
public:
    GatedSlide() {
        m_info.path = "gated";
        m_info.levels = {{{5120, 5120}, 1, 0, 0}};
    }
    const SlideInfo& info() const override { return m_info; }
    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        {
            std::unique_lock lock(m_mutex);
            m_begun.push_back(int(region.x / kTileEdge));
            m_changed.notify_all();
            m_changed.wait(lock, [&] { return m_allowed > 0; });
            --m_allowed;
        }
        if (region.y > 0) return Error{"cannot read", "gated", "this row is damaged"};
        return imageOf(int(region.x / kTileEdge) + 1);
    }
    Result<ImagePtr> readAssociatedImage(const std::string&) const override { return Error{"none", "gated", ""}; }

    void allow(int reads) {
        const std::lock_guard lock(m_mutex);
        m_allowed += reads;
        m_changed.notify_all();
    }
    void waitForBegun(std::size_t count) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_begun.size() >= count; });
    }
    std::vector<int> begun() const {
        const std::lock_guard lock(m_mutex);
        return m_begun;
    }

private:
    SlideInfo m_info;
    mutable std::mutex m_mutex;  // guards what follows
    mutable std::condition_variable m_changed;
    mutable std::vector<int> m_begun;
    mutable int m_allowed = 0;
};

struct Setup {
    std::shared_ptr<GatedSlide> slide = std::make_shared<GatedSlide>();
    std::counting_semaphore<1000> woken{0};
    std::unique_ptr<TileLoader> loader = std::make_unique<TileLoader>(slide, 1, [this] { woken.release(); });

    std::vector<LoadedTile> takeWhenWoken() {
        woken.acquire();
        return loader->take();
    }
};

}  // namespace

class TilesLoaderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCacheDropsWhatWasUsedLongestAgo() {
        TileCache cache(300);
        cache.insert({0, 0, 0}, imageOf(100));
        cache.insert({0, 1, 0}, imageOf(100));
        cache.insert({0, 2, 0}, imageOf(100));
        QVERIFY(cache.get({0, 0, 0}));
        cache.insert({0, 3, 0}, imageOf(100));
        QVERIFY(cache.contains({0, 0, 0}));
        QVERIFY(!cache.contains({0, 1, 0}));
        QCOMPARE(cache.bytes(), std::size_t(300));
    }

    void theCacheKeepsThePinnedLevel() {
        TileCache cache(250);
        cache.pinLevel(3);
        cache.insert({3, 0, 0}, imageOf(100));
        for (int i = 0; i < 10; ++i) cache.insert({0, i, 0}, imageOf(100));
        QVERIFY(cache.contains({3, 0, 0}));
        QVERIFY(cache.contains({0, 9, 0}));
        QCOMPARE(cache.count(), std::size_t(2));
        cache.clear();
        QCOMPARE(cache.bytes(), std::size_t(0));
        QVERIFY(!cache.get({3, 0, 0}));
    }

    void theCacheReplacesATileWithoutCountingItTwice() {
        TileCache cache(1000);
        cache.insert({0, 0, 0}, imageOf(100));
        cache.insert({0, 0, 0}, imageOf(40));
        QCOMPARE(cache.bytes(), std::size_t(40));
        cache.insert({0, 1, 0}, imageOf(5000));   // larger than the cache: shown once, then dropped
        QCOMPARE(cache.count(), std::size_t(1));
    }

    void tilesArriveInTheOrderInWhichTheyAreWanted() {
        Setup s;
        s.loader->setWanted({{0, 5, 0}, {0, 2, 0}, {0, 5, 0}, {0, 7, 0}});
        std::vector<int> order;
        for (int i = 0; i < 3; ++i) {
            s.slide->allow(1);
            for (const LoadedTile& tile : s.takeWhenWoken()) order.push_back(tile.key.col);
        }
        QCOMPARE(order, (std::vector<int>{5, 2, 7}));
        QCOMPARE(s.slide->begun().size(), std::size_t(3));
    }

    void aNewListReplacesTheOldOne() {
        Setup s;
        s.loader->setWanted({{0, 1, 0}, {0, 2, 0}, {0, 3, 0}});
        s.slide->waitForBegun(1);
        s.loader->setWanted({{0, 1, 0}, {0, 8, 0}});
        s.slide->allow(2);
        std::vector<int> arrived;
        while (arrived.size() < 2)
            for (const LoadedTile& tile : s.takeWhenWoken()) arrived.push_back(tile.key.col);
        QCOMPARE(arrived, (std::vector<int>{1, 8}));
        QCOMPARE(s.slide->begun(), (std::vector<int>{1, 8}));   // 2 and 3 were never begun, 1 not twice
    }

    void aTileThatWaitsToBeTakenIsNotReadAgain() {
        Setup s;
        s.slide->allow(2);
        s.loader->setWanted({{0, 4, 0}});
        s.woken.acquire();
        s.loader->setWanted({{0, 4, 0}, {0, 6, 0}});
        s.slide->waitForBegun(2);
        QCOMPARE(s.slide->begun(), (std::vector<int>{4, 6}));
    }

    void aFailedTileIsToldOnceAndNotReadAgainBeforeRetry() {
        Setup s;
        s.slide->allow(3);
        s.loader->setWanted({{0, 3, 1}});
        const auto failed = s.takeWhenWoken();
        QCOMPARE(failed.size(), std::size_t(1));
        QVERIFY(!failed[0].image.ok());
        QCOMPARE(s.loader->failureOf({0, 3, 1})->why, std::string("this row is damaged"));
        s.loader->setWanted({{0, 3, 1}, {0, 9, 0}});
        QCOMPARE(s.takeWhenWoken()[0].key.col, 9);
        QCOMPARE(s.loader->failureCount(), std::size_t(1));
        s.loader->retry();
        QVERIFY(!s.loader->failureOf({0, 3, 1}));
        s.loader->setWanted({{0, 3, 1}});
        QVERIFY(!s.takeWhenWoken()[0].image.ok());
        QCOMPARE(s.slide->begun(), (std::vector<int>{3, 9, 3}));
    }

    void closingWaitsForTheReadUnderWayAndThenNothingIsTouched() {
        Setup s;
        s.loader->setWanted({{0, 0, 0}, {0, 1, 0}, {0, 2, 0}});
        s.slide->waitForBegun(1);
        std::jthread closing([&] { s.loader.reset(); });
        s.slide->allow(3);
        closing.join();
        QCOMPARE(s.slide.use_count(), 1L);
    }

    void manyThreadsReadEveryTileOnce() {
        const SlidePtr slide = makeMemorySlide(Image(3000, 2600, PixelFormat::Rgb8), std::nullopt, "memory");
        std::counting_semaphore<1000> woken{0};
        TileLoader loader(slide, 4, [&] { woken.release(); });
        std::vector<TileKey> wanted;
        for (int row = 0; row < 6; ++row)
            for (int col = 0; col < 6; ++col) wanted.push_back({0, col, row});
        loader.setWanted(wanted);
        std::unordered_set<TileKey> arrived;
        while (arrived.size() < 36) {
            woken.acquire();
            for (const LoadedTile& tile : loader.take()) QVERIFY(tile.image.ok() && arrived.insert(tile.key).second);
        }
        QVERIFY(loader.take().empty());
    }
};

QTEST_APPLESS_MAIN(TilesLoaderTest)
#include "tiles_loader_test.moc"
