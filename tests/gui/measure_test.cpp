// Measuring on the canvas with real events, places that one types, and the view as a file.
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "desk.h"
#include "ui/canvas/image_bridge.h"
#include "ui/dialogs/go_to_dialog.h"
#include "ui/tools/area_tool.h"
#include "ui/tools/length_tool.h"
#include "ui/tools/measure_text.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

struct Desk : test::Desk {
    Desk() {
        view.setLayers({});
        show();
        view.setViewport({{500, 500}, 1.0 / view.devicePixelRatioF(), 0, 0});
    }
    QPoint at(SlidePoint p) const { return test::at(view, p); }
    QColor colourAt(SlidePoint p) {
        const QImage image = view.grab().toImage();
        return image.pixelColor(at(p) * view.devicePixelRatioF());
    }
};

QString placeOf(const char* text, std::optional<double> umPerPx = 0.5) {
    const Destination d = destinationFrom(QString::fromUtf8(text), umPerPx, {20000, 10000});
    if (const SlidePoint* p = std::get_if<SlidePoint>(&d.where)) return QString("%1 %2").arg(p->x).arg(p->y);
    if (const AnnotationId* id = std::get_if<AnnotationId>(&d.where)) return QString("object %1").arg(*id);
    return d.problem;
}

}  // namespace

class MeasureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDragIsMeasuredInMicrons() {
        Desk desk;
        LengthTool ruler(desk.bench.context());
        desk.view.setTool(&ruler);
        const QColor bare = desk.colourAt({500, 500});
        test::stroke(desk.view, {desk.at({400, 500}), desk.at({600, 500})});
        QCOMPARE(ruler.text(), QString("100.0 µm"));
        QVERIFY(ruler.isActive());
        QVERIFY(desk.colourAt({500, 500}) != bare);   // the line
        QVERIFY(desk.bench.edits.empty());
        QTest::keyClick(&desk.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("100.0 µm"));
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!ruler.isActive());
        QCOMPARE(desk.colourAt({500, 500}), bare);
    }

    void twoClicksDoTheSameAndShiftKeepsItStraight() {
        Desk desk;
        LengthTool ruler(desk.bench.context());
        desk.view.setTool(&ruler);
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, desk.at({400, 400}));
        test::moveMouse(desk.view, desk.at({400, 460}));
        QTest::mouseClick(&desk.view, Qt::LeftButton, Qt::ShiftModifier, desk.at({407, 500}));
        QCOMPARE(ruler.text(), QString("50.00 µm"));
        test::moveMouse(desk.view, desk.at({700, 700}));
        QCOMPARE(ruler.text(), QString("50.00 µm"));   // it is measured
    }

    void withoutAScaleItIsPixels() {
        Desk desk;
        desk.bench.umPerPx.reset();
        LengthTool ruler(desk.bench.context());
        desk.view.setTool(&ruler);
        test::stroke(desk.view, {desk.at({400, 400}), desk.at({430, 440})});
        QCOMPARE(ruler.text(), QString("50.00 px"));
        QCOMPARE(lengthText(2470, 0.5), QString("1.235 mm"));
        QCOMPARE(areaText(40000, 0.5), QString("10,000 µm²"));
        QCOMPARE(areaText(4e6, 0.5), QString("1.000 mm²"));
    }

    void anAreaIsWhatItsOutlineEncloses() {
        Desk desk;
        AreaTool area(desk.bench.context());
        desk.view.setTool(&area);
        for (const SlidePoint p : {SlidePoint{400, 400}, SlidePoint{600, 400}, SlidePoint{600, 500}, SlidePoint{400, 500}})
            QTest::mouseClick(&desk.view, Qt::LeftButton, {}, desk.at(p));
        QTest::keyClick(&desk.view, Qt::Key_Return);
        QVERIFY2(area.text().startsWith("Area 5,000 µm²\nPerimeter 300.0 µm\nEquivalent diameter 79.79 µm"), qPrintable(area.text()));
        QVERIFY(desk.bench.edits.empty());
        QVERIFY(desk.bench.set.all().empty());
        QTest::mouseClick(&desk.view, Qt::LeftButton, {}, desk.at({700, 700}));   // the next one begins
        QVERIFY(area.text().isEmpty());
        QTest::keyClick(&desk.view, Qt::Key_Escape);
        QVERIFY(!area.isActive());
    }

    void placesAreReadAsPeopleWriteThem() {
        QCOMPARE(placeOf("18204, 9112"), QString("18204 9112"));
        QCOMPARE(placeOf("18204,9112"), QString("18204 9112"));
        QCOMPARE(placeOf(" 18,204 9,112 px "), QString("18204 9112"));
        QCOMPARE(placeOf("x 100.5 y 200"), QString("100.5 200"));
        QCOMPARE(placeOf("4.5, 2.28 mm"), QString("9000 4560"));
        QCOMPARE(placeOf("4500 µm 2280 um"), QString("9000 4560"));
        QCOMPARE(placeOf("4500µm; 4000 px"), QString("9000 4000"));
        QCOMPARE(placeOf("#12"), QString("object 12"));
        QVERIFY(placeOf("4.5, 2.28 mm", std::nullopt).contains("not known"));
        QVERIFY(placeOf("20001, 5").startsWith("Outside"));
        QVERIFY(placeOf("-1, 5").startsWith("Outside"));
        for (const char* text : {"12", "a, b", "1, 2, 3", "#", "# x", "1e999999999999 3", "1..2, 3"}) QVERIFY2(!placeOf(text).contains(QRegularExpression("^[\\d.]+ [\\d.]+$|^object")), text);
    }

    void theGoButtonWaitsForAPlace() {
        GoToDialog dialog("", 0.5, {20000, 10000});
        auto* go = dialog.findChild<QPushButton*>();
        QVERIFY(go);
        QVERIFY(!go->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit*>("place"), "500, 600");
        QVERIFY(go->isEnabled());
        QVERIFY(std::get<SlidePoint>(dialog.destination().where) == (SlidePoint{500, 600}));
    }

    void thePictureShowsTheSlideTheOutlinesAndTheScaleBar() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(1, test::disc({500, 500}, 120), ReviewState::Accepted));
        desk.view.annotationsChanged({0, 0, 1000, 1000});
        VERIFY_BECOMES_SHARP(desk.view);
        const QImage picture = desk.view.picture();
        QCOMPARE(picture.size(), desk.view.size() * desk.view.devicePixelRatioF());
        QCOMPARE(picture.text("um_per_px").toDouble(), 0.5 * desk.view.viewport().downsample);
        const double dpr = desk.view.devicePixelRatioF();
        const auto colour = [&](SlidePoint p) { return picture.pixelColor(desk.at(p) * dpr); };
        QCOMPARE(colour({720, 640}), QColor(235, 225, 230));
        QVERIFY(colour({620, 500}) != QColor(235, 225, 230));
        QVERIFY(picture.pixelColor(QPoint(40, 575) * dpr) != QColor(235, 225, 230));   // the bar's plate
        QCOMPARE(picture.pixelColor(QPoint(590, 10) * dpr), QColor(235, 225, 230));    // no navigator
    }

    void theVectorsLieOnThePicture() {
        Desk desk;
        test::put(desk.bench.set, test::annotation(1, test::box(450, 400, 100, 200), ReviewState::Accepted));
        test::put(desk.bench.set, test::annotation(2, test::box(300, 300, 50, 50), ReviewState::Rejected));
        test::put(desk.bench.set, test::annotation(3, test::box(10, 10, 20, 20), ReviewState::Accepted));   // out of view
        desk.view.annotationsChanged({0, 0, 1000, 1000});
        QXmlStreamReader xml(desk.view.overlaySvg());
        QString texts;
        QStringList paths;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QString("path")) paths << xml.attributes().value("d").toString();
            if (xml.isStartElement() && xml.name() == QString("polyline")) paths << xml.attributes().value("points").toString();
            if (xml.isCharacters()) texts += xml.text();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        const auto with = [&](const QString& x, const QString& y) {
            return std::count_if(paths.begin(), paths.end(), [&](const QString& p) { return p.contains(x + "," + y) || p.contains(x + " " + y); });
        };
        QVERIFY2(with("250", "200") > 0 && with("350", "400") > 0, qPrintable(paths.join("\n").left(2000)));   // (450,400) less the view's corner (200,200)
        QCOMPARE(with("100", "100"), 0);
        QVERIFY(texts.contains("µm"));
    }
};

QTEST_MAIN(MeasureTest)
#include "measure_test.moc"
