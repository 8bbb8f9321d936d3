// The table of measurements, its plots and figures in the window, with real mouse and keys.
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "tests/gui/window_fixture.h"
#include "ui/main_window/theme.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

namespace {

constexpr double kRadii[] = {75, 60, 90, 50, 80};

/// A disc of its own size, as a proposal.
Annotation disc(AnnotationId id, int i) {
    Annotation a = proposal(id, kDiscs[i], 0.1 + 0.2 * i);
    for (Ring* ring : {&a.shape.front().outer, &a.prediction.front().outer})
        for (SlidePoint& p : *ring) p = {kDiscs[i].x + (p.x - kDiscs[i].x) * kRadii[i] / kDiscRadius, kDiscs[i].y + (p.y - kDiscs[i].y) * kRadii[i] / kDiscRadius};
    return a;
}

}  // namespace

class MeasurementsWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeDiscSlide(path("a.tif")).ok()); }

    void init() {
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1500, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openFiles({QString::fromStdString(path("a.tif").string())}, QString::fromStdString(path("p.bowman").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        Edit edit{"five", {}};
        for (int i = 0; i < 5; ++i) edit.changes.push_back({nullptr, std::make_shared<const Annotation>(disc(m_window->project().document()->newAnnotationId(), i))});
        QVERIFY(m_window->project().apply(edit).ok());
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QVERIFY(panel().isVisible());
        settle(5);
        Watchdog::reset();
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().string().find(".bowman") != std::string::npos) fs::remove_all(entry.path());
        if (!QTest::currentTestFailed()) QCOMPARE(Watchdog::slowEvents(), 0);
    }

    void everyObjectIsMeasured() {
        QCOMPARE(shown(), (std::vector<AnnotationId>{1, 2, 3, 4, 5}));
        const MeasuredObject& first = panel().model().at(0);
        QVERIFY(std::abs(first.measures.form.equivalentDiameterUm - 150) < 1);
        QVERIFY(std::abs(first.measures.form.feretUm - 150) < 1);
        QVERIFY(first.measures.form.circularity > 0.99);
        // The tissue begins at 200 px of 1 µm, the disc at 425.
        QVERIFY(first.measures.toTissueEdge);
        QVERIFY2(std::abs(*first.measures.toTissueEdge - 225) < 25, qPrintable(QString::number(*first.measures.toTissueEdge)));
        QCOMPARE(text(0, MeasureColumn::Touches), QString("–"));
        QVERIFY(figures().contains("<b>5</b> glomeruli"));
        QVERIFY2(figures().contains("of tissue"), qPrintable(figures()));
        QVERIFY(!figures().contains("of cortex"));
    }

    void nothingOfTheFirstReadingIsMeasuredForABlindedReader() {
        QCOMPARE(shown().size(), std::size_t(5));
        const SlideId slide = m_window->project().currentSlide();
        const auto blinded = m_window->project().changeReading([slide](Document& d) -> Result<void> {
            const auto begun = d.startBlinded(slide, {"Ben", false});
            return begun ? Result<void>() : Result<void>(begun.error());
        });
        QVERIFY(blinded.ok());
        settle(0);
        QVERIFY(shown().empty());
        QVERIFY2(!figures().contains('5') || figures().contains("<b>0</b>"), qPrintable(figures()));
        QCOMPARE(panel().findChild<QLabel*>("measurementCount")->text().contains('5'), false);
    }

    void aClickOnAHeaderSortsAndASecondTurnsItRound() {
        clickHeader(MeasureColumn::Diameter);
        QCOMPARE(shown(), (std::vector<AnnotationId>{4, 2, 1, 5, 3}));
        clickHeader(MeasureColumn::Diameter);
        QCOMPARE(shown(), (std::vector<AnnotationId>{3, 5, 1, 2, 4}));
        clickHeader(MeasureColumn::Uncertainty);
        const auto once = shown();
        QVERIFY(once == (std::vector<AnnotationId>{1, 2, 3, 4, 5}) || once == (std::vector<AnnotationId>{5, 4, 3, 2, 1}));
    }

    void aClickInTheTableTravelsAndAClickOnTheCanvasSelectsTheRow() {
        const Viewport before = view().viewport();
        clickRow(2);
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(3));
        QTRY_VERIFY_WITH_TIMEOUT(view().viewport().visible().contains(kDiscs[2]) && view().viewport().downsample < before.downsample, kPatience);
        QTest::keyClick(&table(), Qt::Key_Down);
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(4));
        QTest::keyClick(m_window.get(), Qt::Key_0);
        QTRY_VERIFY_WITH_TIMEOUT(view().viewport().visible().contains(kDiscs[0]), kPatience);
        const DevicePoint at = view().viewport().toDevice(kDiscs[0]);
        QTest::mouseClick(&view(), Qt::LeftButton, {}, QPoint(static_cast<int>(at.x), static_cast<int>(at.y)));
        QTRY_COMPARE(panel().chosen(), std::vector<AnnotationId>{1});
    }

    void severalRowsDoNotMoveTheView() {
        clickRow(0);
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(1));
        QTest::qWait(0);
        clickRow(2, Qt::ShiftModifier);
        QCOMPARE(panel().chosen(), (std::vector<AnnotationId>{1, 2, 3}));
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(3));
        QCOMPARE(panel().chosen(), (std::vector<AnnotationId>{1, 2, 3}));
    }

    void severalRowsAreDecidedAtOnce() {
        table().setFocus();
        clickRow(1);
        clickRow(3, Qt::ControlModifier);
        QTest::keyClick(&table(), Qt::Key_A);
        for (const AnnotationId id : {2, 4}) QCOMPARE(m_window->project().annotations()->find(id)->state, ReviewState::Accepted);
        QCOMPARE(m_window->project().annotations()->find(3)->state, ReviewState::Proposed);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->measuring().isIdle() && figures().contains("3 not reviewed"), kPatience);
        QCOMPARE(panel().chosen(), (std::vector<AnnotationId>{2, 4}));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        for (const AnnotationId id : {2, 4}) QCOMPARE(m_window->project().annotations()->find(id)->state, ReviewState::Proposed);
    }

    void thousandsNeverHoldTheHandUp() {
        Edit edit{"many", {}};
        for (int i = 0; i < 20'000; ++i) {
            Annotation a = proposal(m_window->project().document()->newAnnotationId(), {}, 0.001 * (i % 900));
            const SlidePoint centre{20.0 + 10.0 * (i % 200), 20.0 + 14.0 * (i / 200)};
            Ring ring;
            for (int k = 0; k < 8; ++k) ring.push_back({centre.x + 4 * std::cos(k * 0.785), centre.y + 4 * std::sin(k * 0.785)});
            a.shape = a.prediction = {{ring, {}}};
            a.kind = AnnotationKind::Glomerulus;
            a.className = i % 7 == 0 ? "Globally sclerotic" : "Another class";
            edit.changes.push_back({nullptr, std::make_shared<const Annotation>(a)});
        }
        QVERIFY(m_window->project().applyBatch(edit, "{}").ok());
        settle(20'005);
        QCoreApplication::processEvents();
        Watchdog::reset();
        clickHeader(MeasureColumn::Circularity);
        clickHeader(MeasureColumn::Class);
        change(1, [](Annotation& a) { a.state = ReviewState::Accepted; });
        QTRY_VERIFY_WITH_TIMEOUT(m_window->measuring().isIdle() && figures().contains("20004 not reviewed"), kPatience);
        QTest::mouseClick(&panel().plot(PlotKind::Doubt), Qt::LeftButton, {}, panel().plot(PlotKind::Doubt).placeOf(2).center().toPoint());
        QVERIFY(shown().size() > 2000 && shown().size() < 3000);
    }

    void textClassAndStateFilter() {
        change(2, [](Annotation& a) { a.className = "Globally sclerotic"; });
        change(3, [](Annotation& a) { a.state = ReviewState::Accepted; });
        settle(5);
        auto* text = panel().findChild<QLineEdit*>("measurementFilter");
        QTest::mouseClick(text, Qt::LeftButton);
        QTest::keyClicks(text, "sclerot");
        QCOMPARE(shown(), std::vector<AnnotationId>{2});
        QCOMPARE(panel().findChild<QLabel*>("measurementCount")->text(), QString("1 of 5"));
        text->clear();
        auto* states = panel().findChild<QComboBox*>("measurementState");
        choose(states, "Accepted");
        QCOMPARE(shown(), std::vector<AnnotationId>{3});
        choose(states, "All states");
        choose(panel().findChild<QComboBox*>("measurementClass"), "Globally sclerotic");
        QCOMPARE(shown(), std::vector<AnnotationId>{2});
        QVERIFY2(figures().contains("<b>20.0 %</b> globally sclerosed"), qPrintable(figures()));
        QVERIFY(figures().contains("4 not reviewed"));
    }

    void aClickOnABarListsItsObjectsOnly() {
        BarPlotView& sizes = panel().plot(PlotKind::Sizes);
        const BarPlot plot = sizes.plot();
        int bar = 0;
        while (!isInBar(PlotKind::Sizes, plot, bar, panel().model().at(2))) ++bar;
        QTest::mouseClick(&sizes, Qt::LeftButton, {}, sizes.placeOf(bar).center().toPoint());
        QCOMPARE(sizes.chosen(), bar);
        const auto listed = shown();
        QVERIFY(std::find(listed.begin(), listed.end(), 3) != listed.end());
        QVERIFY(listed.size() < 5);
        QCOMPARE(static_cast<double>(listed.size()), plot.bars[static_cast<std::size_t>(bar)].total());
        QToolButton* chip = panel().findChild<QToolButton*>("barChip");
        QVERIFY(chip->isVisible());
        QVERIFY2(chip->text().startsWith("Diameter ") && chip->text().endsWith("µm"), qPrintable(chip->text()));
        // Another plot takes over; a click on the chip lists all.
        BarPlotView& doubt = panel().plot(PlotKind::Doubt);
        QTest::mouseClick(&doubt, Qt::LeftButton, {}, doubt.placeOf(1).center().toPoint());
        QCOMPARE(shown(), std::vector<AnnotationId>{1});
        QCOMPARE(sizes.chosen(), -1);
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(shown().size(), std::size_t(5));
        QVERIFY(!chip->isVisible());
        // Keys walk along the bars.
        BarPlotView& classes = panel().plot(PlotKind::Classes);
        classes.setFocus();
        QTest::keyClick(&classes, Qt::Key_Down);
        QCOMPARE(classes.chosen(), 0);
        QTest::keyClick(&classes, Qt::Key_Escape);
        QCOMPARE(classes.chosen(), -1);
    }

    void ctrlCCopiesWhatIsSelectedElseAll() {
        clickRow(1);
        clickRow(3, Qt::ControlModifier);
        QCOMPARE(panel().chosen(), (std::vector<AnnotationId>{2, 4}));
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("number\tstate\tclass\tarea_um2\t"));
        QVERIFY(lines[1].startsWith("2\tproposed\tGlomerulus\t"));
        QVERIFY(lines[2].startsWith("4\t"));
        clickRow(0);
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().count('\n'), 6);
    }

    void theCsvHoldsWhatIsListed() {
        clickHeader(MeasureColumn::Area);
        const QString file = QString::fromStdString(path("m.csv").string());
        QSignalSpy saved(&m_window->measuring(), &MeasurementSession::saved);
        m_window->measuring().writeCsv(file);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience);
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = csv.readAll().split('\n');
        QCOMPARE(lines.size(), 7);
        QVERIFY(lines[1].startsWith("4,proposed,Glomerulus,7"));
        m_window->measuring().writeCsv("/nowhere/at/all.csv");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().banner().isVisible(), kPatience);
        QCOMPARE(saved.count(), 1);
    }

    void anEditIsMeasuredAndUndone() {
        clickRow(0);
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(1));
        const double before = panel().model().at(0).measures.form.areaUm2;
        change(1, [](Annotation& a) {
            for (SlidePoint& p : a.shape.front().outer) p = {kDiscs[0].x + (p.x - kDiscs[0].x) / 2, kDiscs[0].y + (p.y - kDiscs[0].y) / 2};
        });
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(panel().model().at(0).measures.form.areaUm2 - before / 4) < before / 100, kPatience);
        QCOMPARE(panel().chosen(), std::vector<AnnotationId>{1});
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(panel().model().at(0).measures.form.areaUm2 - before) < 1, kPatience);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        settle(0);
        QVERIFY(figures().contains("<b>0</b>"));
    }

    void aCortexGivesItsDensity() {
        Annotation cortex;
        cortex.id = m_window->project().document()->newAnnotationId();
        cortex.uuid = newUuid();
        cortex.kind = AnnotationKind::Structure;
        cortex.state = ReviewState::Added;
        cortex.className = "Cortex";
        cortex.shape = {{{{200, 200}, {1700, 200}, {1700, 800}, {200, 800}}, {}}};
        QVERIFY(m_window->project().apply({"cortex", {{nullptr, std::make_shared<const Annotation>(cortex)}}}).ok());
        settle(6);
        // Three glomeruli on 1.5 × 0.6 mm.
        QVERIFY2(figures().contains("<b>3.33</b> per mm² of cortex (3 on 0.90 mm²)"), qPrintable(figures()));
    }

    void f7ClosesItAndNothingIsMeasuredMeanwhile() {
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QVERIFY(!panel().isVisible());
        QVERIFY(!m_window->action(Command::Measurements)->isChecked());
        change(1, [](Annotation& a) { a.className = "Globally sclerotic"; });
        QVERIFY(m_window->measuring().isIdle());
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QTRY_VERIFY_WITH_TIMEOUT(figures().contains("<b>20.0 %</b>"), kPatience);
        QVERIFY(m_window->action(Command::Measurements)->isChecked());
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    MeasurementPanel& panel() { return m_window->measurements(); }
    QTableView& table() { return panel().table(); }
    SlideView& view() { return m_window->canvas().view(); }
    QString figures() { return panel().findChild<QLabel*>("slideFigures")->text().replace("&nbsp;", " ").replace(QChar(QChar::Nbsp), ' '); }
    QString text(int row, MeasureColumn column) { return panel().model().index(row, static_cast<int>(column)).data().toString(); }
    void settle(int rows) { QTRY_VERIFY_WITH_TIMEOUT(m_window->measuring().isIdle() && panel().model().objects()->size() == static_cast<std::size_t>(rows), kPatience); }
    std::vector<AnnotationId> shown() {
        std::vector<AnnotationId> ids;
        for (int row = 0; row < panel().model().rowCount(); ++row) ids.push_back(panel().model().at(row).object->id);
        return ids;
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) {
        const QModelIndex index = panel().model().index(row, 1);
        table().scrollTo(index);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, modifiers, table().visualRect(index).center());
    }
    void clickHeader(MeasureColumn column) {
        QHeaderView* header = table().horizontalHeader();
        table().scrollTo(panel().model().index(0, static_cast<int>(column)));
        const int section = static_cast<int>(column);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(section) + header->sectionSize(section) / 2, header->height() / 2));
    }
    static void choose(QComboBox* box, const QString& text) {
        box->setCurrentIndex(box->findText(text));
        Q_EMIT box->activated(box->currentIndex());
    }
    template <typename Change>
    void change(AnnotationId id, Change how) {
        const AnnotationPtr before = m_window->project().annotations()->find(id);
        auto after = std::make_shared<Annotation>(*before);
        how(*after);
        QVERIFY(m_window->project().apply({"change", {{before, after}}}).ok());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<MeasurementsWindowTest>(argc, argv); }
#include "measurements_window_test.moc"
