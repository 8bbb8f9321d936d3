#include <QTest>
#include <QTemporaryDir>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/base/files.h"
#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/base/platform/graphics_cards.h"
#include "core/concurrency/bounded_queue.h"
#include "core/concurrency/mailbox.h"
#include "core/concurrency/worker_pool.h"

using namespace bowman;
namespace fs = std::filesystem;

class BaseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFailedReplacementLeavesTheOldFileAndNoOther() {
        QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.txt";
        QVERIFY(writeFileAtomically(file, "old").ok());
        const auto failed = replaceAtomically(file, [](const fs::path& part) -> Result<void> {
            std::ofstream(part) << "half";
            return Error{"cannot write", "a.txt", "disk full"};
        });
        QVERIFY(!failed.ok());
        QCOMPARE(failed.error().message(), std::string("a.txt: cannot write: disk full"));
        QCOMPARE(*readFile(file), std::string("old"));
        QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
    }

    void writingIntoAMissingFolderNamesTheFile() {
        const auto result = writeFileAtomically("/nonexistent/b.txt", "x");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().file, std::string("/nonexistent/b.txt"));
    }

    void sha256EqualsThePublishedTestVector() {  // FIPS 180-2, "abc"
        QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void transparentPixelsBecomeWhite() {
        Image image(2, 1, PixelFormat::Bgra8Premultiplied);
        const std::uint8_t half[4] = {10, 20, 30, 128};
        std::copy(half, half + 4, image.pixel(1, 0));
        const Image rgb = toRgb(image);
        QCOMPARE(int(rgb.pixel(0, 0)[0]), 255);
        QCOMPARE(int(rgb.pixel(1, 0)[0]), 157);
        QCOMPARE(int(rgb.pixel(1, 0)[2]), 137);
    }

    void rectanglesThatTouchDoNotIntersect() {
        const SlideRect a{0, 0, 10, 10};
        QVERIFY(!a.intersects({10, 0, 5, 5}));
        QVERIFY(a.intersected({5, 5, 10, 10}) == (SlideRect{5, 5, 5, 5}));
        QVERIFY(SlideRect{}.united(a) == a);
    }

    void aClosedQueueRunsDryThenEnds() {
        BoundedQueue<int> queue(2);
        std::jthread producer([&] {
            for (int i = 0; i < 100; ++i) queue.push(i);
            queue.close();
        });
        int sum = 0;
        while (auto item = queue.pop()) sum += *item;
        QCOMPARE(sum, 4950);
        QVERIFY(!queue.push(1));
    }

    void aMailboxWakesOncePerTake() {
        int wakes = 0;
        Mailbox<int> mailbox([&] { ++wakes; });
        for (int i = 0; i < 1000; ++i) mailbox.post(i);
        QCOMPARE(wakes, 1);
        QCOMPARE(mailbox.take().size(), std::size_t(1000));
        mailbox.post(1);
        QCOMPARE(wakes, 2);
    }

    void cardsAreReadFromWhatTheDriverSays() {
        QTemporaryDir folder;
        const auto add = [&](const char* bus, const char* information) {
            const auto place = std::filesystem::path(folder.path().toStdString()) / bus;
            std::filesystem::create_directory(place);
            std::ofstream(place / "information") << information;
        };
        add("0000:41:00.0", "Model: \t\t NVIDIA H200\nIRQ: 1\n");
        add("0000:0a:00.0", "IRQ: 2\nModel: Quadro RTX 4000\nModel: not this one\n");
        add("0000:99:00.0", "no model\n");
        QCOMPARE(platform::nvidiaCards(folder.path().toStdString()), (std::vector<std::string>{"Quadro RTX 4000", "NVIDIA H200"}));
        QVERIFY(platform::nvidiaCards(folder.filePath("none").toStdString()).empty());
    }

    void aPoolSurvivesAJobThatThrows() {
        std::atomic<int> done = 0;
        BoundedQueue<int> finished(8);
        WorkerPool pool(2);
        pool.submit([] { throw std::runtime_error("bad job"); });
        for (int i = 0; i < 4; ++i)
            pool.submit([&] {
                ++done;
                finished.push(1);
            });
        for (int i = 0; i < 4; ++i) QVERIFY(finished.pop().has_value());
        QCOMPARE(done.load(), 4);
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "base_test.moc"
