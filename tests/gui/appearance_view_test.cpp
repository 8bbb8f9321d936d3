// The canvas under another appearance: what is seen changes, at once and completely; what was read does not.
#include <QTest>

#include "canvas_fixture.h"
#include "core/appearance/appearance_filter.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

using ui::SlideView;

QImage grabbed(SlideView& view) { return view.grab().toImage().convertToFormat(QImage::Format_RGB32); }

/// Purple nuclei on pink, with glass around; several levels' worth of pixels.
test::Rgb tissue(int x, int y) {
    if (x < 100 || y < 100) return {243, 243, 243};
    return (x / 24 + y / 24) % 3 == 0 ? test::Rgb{110, 60, 150} : test::Rgb{225, 150 + x % 7, 195};
}

class CountedSlide : public Slide {
public:
    explicit CountedSlide(SlidePtr slide) : m_slide(std::move(slide)) {}
    const SlideInfo& info() const override { return m_slide->info(); }
    Result<ImagePtr> readRegion(const LevelRegion& region) const override {
        ++reads;
        return m_slide->readRegion(region);
    }
    Result<ImagePtr> readAssociatedImage(const std::string& name) const override { return m_slide->readAssociatedImage(name); }
    mutable std::atomic<int> reads = 0;

private:
    SlidePtr m_slide;
};

struct Shown {
    explicit Shown(SlidePtr slide, QSize size = {600, 450}) {
        view.resize(size);
        LayerSettings layers = view.layers();
        layers.scaleBar = layers.navigator = false;
        view.setLayers(layers);
        view.setSlide(std::move(slide), 0.5);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    SlideView view;
};

Appearance hematoxylin() {
    Appearance a;
    a.view = StainView::Hematoxylin;
    return a;
}

Appearance withGamma(double gamma) {
    Appearance a;
    a.gamma = gamma;
    return a;
}

QRgb changed(test::Rgb colour, const Appearance& appearance) {
    std::uint8_t bgra[4] = {static_cast<std::uint8_t>(colour.b), static_cast<std::uint8_t>(colour.g), static_cast<std::uint8_t>(colour.r), 255};
    AppearanceFilter(appearance).applyToBgra(bgra, 1);
    return qRgb(bgra[2], bgra[1], bgra[0]);
}

}  // namespace

class AppearanceViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangeIsSeenAndGoingBackRestoresEveryBitAtOnce() {
        Shown shown(test::paintedSlide(1600, 1200, tissue));
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage before = grabbed(shown.view);
        shown.view.setAppearance(hematoxylin());
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage during = grabbed(shown.view);
        QVERIFY(during != before);
        int same = 0, all = 0;
        for (int y = 40; y < during.height(); y += 5)
            for (int x = 90; x < during.width() - 20; x += 5, ++all) same += during.pixel(x, y) == before.pixel(x, y);
        QVERIFY2(same < all / 10, qPrintable(QString("%1 of %2 as before").arg(same).arg(all)));
        shown.view.setAppearance({});
        QVERIFY(shown.view.isSharp());
        QCOMPARE(grabbed(shown.view), before);
    }

    void everyPixelOfTheSlideGoesThroughTheFilter() {
        const test::Rgb colour{200, 90, 160};
        Shown shown(test::paintedSlide(1600, 1200, [=](int, int) { return colour; }));
        for (const Appearance& appearance : {hematoxylin(), withGamma(1.7), Appearance()}) {
            shown.view.setAppearance(appearance);
            VERIFY_BECOMES_SHARP(shown.view);
            const QImage image = grabbed(shown.view);
            for (int y = 30; y < 420; y += 9) QCOMPARE(image.pixel(300, y), changed(colour, appearance));
            for (int x = 30; x < 570; x += 9) QCOMPARE(image.pixel(x, 225), changed(colour, appearance));
        }
    }

    void theOldPictureStaysUntilTheNewOneIsThere() {
        Shown shown(test::paintedSlide(1600, 1200, tissue));
        VERIFY_BECOMES_SHARP(shown.view);
        QImage last = grabbed(shown.view);
        for (const Appearance& next : {hematoxylin(), withGamma(2), hematoxylin()}) {
            shown.view.setAppearance(next);
            QVERIFY(!shown.view.isSharp());
            QCOMPARE(grabbed(shown.view), last);   // no event was handled yet
            VERIFY_BECOMES_SHARP(shown.view);
            last = grabbed(shown.view);
        }
    }

    void nothingIsReadAgain() {
        const auto slide = std::make_shared<CountedSlide>(test::paintedSlide(1600, 1200, tissue));
        Shown shown(slide);
        VERIFY_BECOMES_SHARP(shown.view);
        QTest::qWait(0);
        const ImagePtr before = *slide->readRegion({0, 0, 0, 512, 512});
        QTRY_COMPARE_WITH_TIMEOUT(shown.view.isSharp(), true, 30000);
        const int reads = slide->reads;
        for (const Appearance& next : {hematoxylin(), withGamma(0.5), Appearance(), hematoxylin(), Appearance()}) {
            shown.view.setAppearance(next);
            VERIFY_BECOMES_SHARP(shown.view);
        }
        QCOMPARE(slide->reads.load(), reads);
        const ImagePtr after = *slide->readRegion({0, 0, 0, 512, 512});
        QVERIFY(std::equal(before->data(), before->data() + before->sizeBytes(), after->data(), after->data() + after->sizeBytes()));
    }

    void aQuickRowOfChangesEndsWithTheLast() {
        Shown expected(test::paintedSlide(1600, 1200, tissue));
        expected.view.setAppearance(withGamma(2.5));
        VERIFY_BECOMES_SHARP(expected.view);
        Shown shown(test::paintedSlide(1600, 1200, tissue));
        VERIFY_BECOMES_SHARP(shown.view);
        for (int i = 1; i <= 60; ++i) {
            shown.view.setAppearance(i % 7 == 0 ? Appearance() : withGamma(1 + i / 40.0));
            if (i % 5 == 0) QCoreApplication::processEvents();
        }
        shown.view.setAppearance(withGamma(2.5));
        VERIFY_BECOMES_SHARP(shown.view);
        QCOMPARE(grabbed(shown.view), grabbed(expected.view));
    }

    void movingAboutNeverShowsTheSlideAsStained() {
        const test::Rgb colour{60, 150, 70};
        const QRgb stained = qRgb(colour.r, colour.g, colour.b);
        Shown shown(test::paintedSlide(6000, 4500, [=](int, int) { return colour; }));
        shown.view.setAppearance(hematoxylin());
        VERIFY_BECOMES_SHARP(shown.view);
        QVERIFY(changed(colour, hematoxylin()) != stained);
        const auto hasStained = [&] {
            const QImage image = grabbed(shown.view);
            for (int y = 0; y < image.height(); y += 3)
                for (int x = 0; x < image.width(); x += 3)
                    if (image.pixel(x, y) == stained) return true;
            return false;
        };
        for (int i = 0; i < 24; ++i) {
            const double downsample = i % 6 == 5 ? 8 : 0.6 + i % 6;
            shown.view.setViewport({{500.0 + 211 * i, 400.0 + 150 * i}, downsample, 0, 0});
            QVERIFY(!hasStained());
            QCoreApplication::processEvents();
            QVERIFY(!hasStained());
        }
        VERIFY_BECOMES_SHARP(shown.view);
        QCOMPARE(grabbed(shown.view).pixel(300, 225), changed(colour, hematoxylin()));
    }

    void whatCannotBeReadStaysHatched() {
        auto slide = std::make_shared<test::UnrulySlide>(1024);
        slide->fails = true;
        Shown shown(slide, {500, 500});
        shown.view.setViewport({{512, 512}, 1.0, 0, 0});
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage before = grabbed(shown.view);
        shown.view.setAppearance(hematoxylin());
        VERIFY_BECOMES_SHARP(shown.view);
        const QImage after = grabbed(shown.view);
        for (int y = 4; y < 240; y += 3)
            for (int x = 4; x < 240; x += 3) QCOMPARE(after.pixel(x, y), before.pixel(x, y));
        QVERIFY(after.pixel(450, 450) != before.pixel(450, 450));
    }

    void anotherSlideIsShownTheSameWay() {
        Shown shown(test::paintedSlide(1600, 1200, tissue));
        shown.view.setAppearance(hematoxylin());
        VERIFY_BECOMES_SHARP(shown.view);
        const test::Rgb colour{10, 200, 220};
        shown.view.setSlide(test::paintedSlide(1600, 1200, [=](int, int) { return colour; }), std::nullopt);
        VERIFY_BECOMES_SHARP(shown.view);
        QCOMPARE(grabbed(shown.view).pixel(300, 225), changed(colour, hematoxylin()));
        shown.view.setSlide(nullptr, std::nullopt);
        shown.view.setAppearance(withGamma(2));
        shown.view.setAppearance({});
        QVERIFY(!shown.view.isSharp());
    }
};

QTEST_MAIN(AppearanceViewTest)
#include "appearance_view_test.moc"
