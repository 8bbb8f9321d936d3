// A turned and mirrored canvas with real events: what is on the screen, where tools land, what files say.
#include <random>

#include <QTest>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include "desk.h"
#include "core/annotation/polygon_ops.h"
#include "core/slide/phantom/phantom.h"
#include "ui/canvas/state_style.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/length_tool.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/select_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

constexpr QRgb kPlain = qRgb(235, 225, 230);

const std::vector<Orientation>& orientations() {
    static const std::vector<Orientation> all = {Orientation(90, false), Orientation(180, true), Orientation(33.3, false), Orientation(251, true), Orientation(0, true)};
    return all;
}

LayerSettings bareLayers() {
    LayerSettings layers;
    layers.navigator = layers.scaleBar = false;
    return layers;
}

bool isNear(QRgb a, QRgb b, int by) {
    return std::abs(qRed(a) - qRed(b)) <= by && std::abs(qGreen(a) - qGreen(b)) <= by && std::abs(qBlue(a) - qBlue(b)) <= by;
}

struct Desk : test::Desk {
    explicit Desk(const Orientation& orientation, SlidePtr slide = test::blankSlide()) : test::Desk(std::move(slide), {600, 500}) {
        show();
        view.setOrientation(orientation);
    }
    double pixel() const { return view.viewport().downsample * view.devicePixelRatioF(); }
};

}  // namespace

class OrientationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aViewTurnedByRightAnglesIsThePictureTurned() {
        const SlidePtr phantom = makePhantomSlide({1600, 1200, 0.5, 3}).value();
        SlideView view;
        view.setLayers(bareLayers());
        view.resize(500, 400);
        view.setSlide(phantom, 0.5);
        view.show();
        for (const double downsample : {1.0, 2.0, 1.3}) {
            view.resize(500, 400);
            QTRY_COMPARE(view.viewport().width, static_cast<int>(500 * view.devicePixelRatioF()));
            // The slide's corner lies on a pixel's corner, so that no view has to be moved by a fraction.
            const SlidePoint centre{600 * downsample, 400 * downsample};
            view.setViewport({centre, downsample, 0, 0});
            VERIFY_BECOMES_SHARP(view);
            const QImage upright = view.picture();
            for (const double degrees : {90.0, 180.0, 270.0})
                for (const bool mirrored : {false, true}) {
                    if (degrees != 180) view.resize(400, 500);
                    else view.resize(500, 400);
                    QTRY_COMPARE(view.viewport().width, static_cast<int>((degrees == 180 ? 500 : 400) * view.devicePixelRatioF()));
                    view.setViewport({centre, downsample, 0, 0, Orientation(degrees, mirrored)});
                    VERIFY_BECOMES_SHARP(view);
                    const QImage expected = upright.mirrored(mirrored, false).transformed(QTransform().rotate(degrees));
                    QCOMPARE(view.picture().convertToFormat(QImage::Format_RGB32), expected.convertToFormat(QImage::Format_RGB32));
                }
        }
    }

    void atAnyAngleEveryPlaceShowsItsColour() {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> unit(0, 1);
        // Smooth, so that a position is a colour.
        Desk desk({}, test::paintedSlide(2600, 1900, [](int x, int y) { return test::Rgb{40 + x / 16, 30 + y / 10, (x + y) / 20}; }));
        for (int i = 0; i < 12; ++i) {
            desk.view.setViewport({{2600 * unit(random), 1900 * unit(random)}, std::exp2(4 * unit(random) - 2), 0, 0, Orientation(360 * unit(random), i % 2 == 1)});
            VERIFY_BECOMES_SHARP(desk.view);
            const QImage image = desk.view.picture();
            const Viewport& v = desk.view.viewport();
            const SlideRect inside = SlideRect{0, 0, 2600, 1900}.grown(-3 * v.downsample - 2), outside = SlideRect{0, 0, 2600, 1900}.grown(3 * v.downsample + 2);
            for (int y = 3; y < image.height(); y += 13)
                for (int x = 3; x < image.width(); x += 13) {
                    const SlidePoint p = v.toSlide({x + 0.5, y + 0.5});
                    const QRgb seen = image.pixel(x, y);
                    if (inside.contains(p)) {
                        const QRgb expected = qRgb(40 + int(p.x / 16), 30 + int(p.y / 10), int((p.x + p.y) / 20));
                        QVERIFY2(isNear(seen, expected, 3), qPrintable(QString("%1° at %2,%3: %4 for %5").arg(v.orientation.degrees()).arg(p.x).arg(p.y).arg(seen, 0, 16).arg(expected, 0, 16)));
                    } else if (!outside.contains(p)) {
                        QVERIFY(isNear(seen, qRgb(0xB4, 0xB4, 0xB4), 0));
                    }
                }
        }
    }

    void turnedTilesMeetWithoutSeams() {
        Desk desk({}, test::paintedSlide(2000, 1600, [](int, int) { return test::Rgb{181, 122, 163}; }));
        for (const Orientation& orientation : orientations()) {
            desk.view.setViewport({{1003.3, 817.7}, 0.731, 0, 0, orientation});
            VERIFY_BECOMES_SHARP(desk.view);
            const QImage image = desk.view.picture();
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) QCOMPARE(image.pixel(x, y), qRgb(181, 122, 163));
        }
    }

    void outlinesLieWhereTheObjectIs() {
        for (const Orientation& orientation : orientations()) {
            Desk desk(orientation);
            desk.add(test::annotation(1, test::disc({300, 640}, 100), ReviewState::Accepted));
            VERIFY_BECOMES_SHARP(desk.view);
            const QImage image = desk.view.picture();
            const auto pixel = [&](SlidePoint p) {
                const DevicePoint d = desk.view.viewport().toDevice(p);
                return image.pixel(static_cast<int>(d.x), static_cast<int>(d.y));
            };
            const QRgb line = styleOf(ReviewState::Accepted).colour.rgb();
            for (const double angle : {0.3, 1.9, 3.7, 5.5}) {
                bool found = false;      // antialiased: full in one pixel of a few
                for (double radius = 96; radius <= 103; ++radius) found |= isNear(pixel({300 + radius * std::cos(angle), 640 + radius * std::sin(angle)}), line, 60);
                QVERIFY(found);
            }
            QVERIFY(!isNear(pixel({300, 640}), kPlain, 3));     // the fill
            QVERIFY(isNear(pixel({700, 360}), kPlain, 1));
        }
    }

    void probabilitiesLieWhereTheyWereComputed() {
        for (const Orientation& orientation : orientations()) {
            Desk desk(orientation);
            LayerSettings layers = bareLayers();
            layers.heatMap = true;
            desk.view.setLayers(layers);
            auto probability = std::make_shared<Image>(100, 100, PixelFormat::Gray8);
            for (int y = 0; y < 100; ++y)
                for (int x = 0; x < 100; ++x) *probability->pixel(x, y) = x < 30 && y < 60 ? 255 : 0;
            desk.view.addProbabilityTile({{0, 0, 1000, 1000}, 0, 0, probability});
            VERIFY_BECOMES_SHARP(desk.view);
            const QImage image = desk.view.picture();
            for (const SlidePoint p : {SlidePoint{150, 300}, SlidePoint{400, 300}, SlidePoint{150, 700}, SlidePoint{280, 580}, SlidePoint{320, 620}}) {
                const DevicePoint d = desk.view.viewport().toDevice(p);
                if (d.x < 1 || d.y < 1 || d.x > image.width() - 1 || d.y > image.height() - 1) continue;
                const bool isHot = p.x < 300 && p.y < 600;
                QCOMPARE(qBlue(image.pixel(static_cast<int>(d.x), static_cast<int>(d.y))) < 195, isHot);
            }
        }
    }

    void whatAPolygonDrawsIsThereOnTheSlide() {
        for (const Orientation& orientation : orientations()) {
            Desk desk(orientation);
            PolygonTool polygon(desk.bench.context());
            desk.view.setTool(&polygon);
            const std::vector<SlidePoint> wanted = {{350, 420}, {640, 380}, {600, 660}, {400, 610}};
            for (const SlidePoint& p : wanted) desk.click(p);
            QTest::keyClick(&desk.view, Qt::Key_Return);
            QCOMPARE(desk.bench.set.size(), std::size_t(1));
            const MultiPolygon drawn = desk.bench.set.all().front()->shape;
            QCOMPARE(vertexCount(drawn), wanted.size());
            for (const SlidePoint& p : wanted) {
                double nearest = 1e9;
                for (const SlidePoint& q : drawn.front().outer) nearest = std::min(nearest, std::hypot(p.x - q.x, p.y - q.y));
                QVERIFY(nearest < 1.5 * desk.pixel());
            }
        }
    }

    void theBrushPaintsUnderTheHand() {
        for (const Orientation& orientation : orientations()) {
            Desk desk(orientation);
            desk.add(test::annotation(1, test::disc({500, 500}, 80)));
            desk.bench.selected = 1;
            desk.view.setSelected(1);
            BrushTool brush(desk.bench.context());
            brush.setRadius(30);
            desk.view.setTool(&brush);
            test::stroke(desk.view, {test::at(desk.view, {500, 500}), test::at(desk.view, {640, 560})});
            const MultiPolygon shape = desk.bench.set.find(1)->shape;
            QVERIFY(contains(shape, {650, 564}));
            QVERIFY(!contains(shape, {640, 440}) && !contains(shape, {360, 560}) && !contains(shape, {360, 440}));
        }
    }

    void aClickSelectsWhatIsUnderItAndADragMovesWithTheHand() {
        for (const Orientation& orientation : orientations()) {
            Desk desk(orientation);
            desk.add(test::annotation(1, test::disc({300, 640}, 60)));
            SelectTool select(desk.bench.context());
            desk.view.setTool(&select);
            QSignalSpy chosen(&desk.view, &SlideView::selectionRequested);
            desk.click({310, 650});
            desk.click({690, 650});
            QCOMPARE(chosen.size(), 2);
            QCOMPARE(chosen[0][0].toLongLong(), 1);
            QCOMPARE(chosen[1][0].toLongLong(), 0);
            const QPoint from(200, 200), to(260, 170);
            const auto under = [&](QPoint p) { return desk.view.viewport().toSlide({p.x() * desk.view.devicePixelRatioF(), p.y() * desk.view.devicePixelRatioF()}); };
            const SlidePoint held = under(from);
            test::stroke(desk.view, {from, to});
            QVERIFY(std::hypot(under(to).x - held.x, under(to).y - held.y) < 1e-6);
        }
    }

    void aRulerHeldStraightIsStraightOnTheScreen() {
        Desk desk(Orientation(30, true));
        LengthTool ruler(desk.bench.context());
        desk.view.setTool(&ruler);
        test::stroke(desk.view, {QPoint(150, 200), QPoint(350, 212)}, Qt::ShiftModifier);
        const double expected = 200 * desk.pixel() * 0.5;    // µm: the 12 pixels downwards are dropped
        const double measured = ruler.text().section(' ', 0, 0).remove(',').toDouble();
        QVERIFY2(std::abs(measured - expected) < 0.02 * expected, qPrintable(ruler.text() + QString(" for %1").arg(expected)));
    }

    void controlShiftWheelTurnsAboutTheCursor() {
        Desk desk({});
        const QPoint cursor(220, 310);
        const auto under = [&] { return desk.view.viewport().toSlide({cursor.x() * desk.view.devicePixelRatioF(), cursor.y() * desk.view.devicePixelRatioF()}); };
        const SlidePoint before = under();
        test::wheel(desk.view, cursor, 240, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.view.viewport().orientation.degrees(), 10.0);
        QVERIFY(std::hypot(under().x - before.x, under().y - before.y) < 1e-6);
        test::wheel(desk.view, cursor, -240, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.view.viewport().orientation.isUpright());
    }

    void aNewSlideIsUpright() {
        Desk desk(Orientation(40, true));
        QVERIFY(!desk.view.viewport().orientation.isUpright());
        desk.view.setSlide(test::quadrantSlide(800, 600), 0.5);
        QVERIFY(desk.view.viewport().orientation.isUpright());
    }

    void aWholeSlideThatIsTurnedIsStillWhole() {
        Desk desk({}, test::quadrantSlide(2000, 500));
        desk.view.setOrientation(Orientation(90, false));
        const Viewport& v = desk.view.viewport();
        for (const SlidePoint corner : {SlidePoint{0, 0}, SlidePoint{2000, 500}}) {
            const DevicePoint d = v.toDevice(corner);
            QVERIFY(d.x >= 0 && d.y >= 0 && d.x <= v.width && d.y <= v.height);
        }
        VERIFY_BECOMES_SHARP(desk.view);
        const QImage image = desk.view.picture();
        const auto seen = [&](int x, int y) { return image.pixel(image.width() / 2 + x, image.height() / 2 + y); };
        QVERIFY(isNear(seen(20, -40), qRgb(200, 40, 40), 2));      // upper left is now upper right
        QVERIFY(isNear(seen(20, 40), qRgb(40, 160, 40), 2));
        QVERIFY(isNear(seen(-20, -40), qRgb(40, 40, 200), 2));
    }

    void filesSayHowTheViewWasTurned() {
        Desk desk(Orientation(90, true));
        desk.add(test::annotation(1, test::disc({300, 640}, 100)));
        VERIFY_BECOMES_SHARP(desk.view);
        const QImage picture = desk.view.picture();
        QCOMPARE(picture.text("orientation"), QString("mirrored, rotated by 90 degrees clockwise"));
        const SlidePoint corner = desk.view.viewport().corners()[0];
        const QStringList first = picture.text("level0_corners").section(", ", 0, 0).split(' ');
        QVERIFY(std::abs(first[0].toDouble() - corner.x) < desk.pixel() && std::abs(first[1].toDouble() - corner.y) < desk.pixel());
        desk.view.setOrientation({});
        QVERIFY(desk.view.picture().text("orientation").isEmpty());
    }

    void theOutlinesOfAnSvgLieOnThePicture() {
        Desk desk(Orientation(90, false));
        desk.add(test::annotation(1, test::box(200, 300, 100, 50)));
        const QByteArray turned = desk.view.overlaySvg();
        const DevicePoint d = desk.view.viewport().toDevice({200, 300});
        // The box's corner is a vertex of the drawing.
        bool found = false;
        QXmlStreamReader xml(turned);
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            for (const QXmlStreamAttribute& attribute : xml.attributes()) {
                if (attribute.name() != u"points" && attribute.name() != u"d") continue;
                QString text = attribute.value().toString();
                const QStringList numbers = text.replace(QRegularExpression("[A-Za-z,]"), " ").simplified().split(' ');
                for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
                    found |= std::abs(numbers[i].toDouble() - d.x / desk.view.devicePixelRatioF()) < 0.75 && std::abs(numbers[i + 1].toDouble() - d.y / desk.view.devicePixelRatioF()) < 0.75;
            }
        }
        QVERIFY(found);
    }
};

QTEST_MAIN(OrientationTest)
#include "orientation_test.moc"
