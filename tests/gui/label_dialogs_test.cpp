// Labels in and out through the window, with real mouse and keys: the import dialog (preview, choices, undo, bad files,
// cancel, drop), the export dialog (files, overwriting, classes), and how structures of the section are shown.
#include <fstream>

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTextBrowser>
#include <QUrl>

#include "core/base/files.h"
#include "core/formats/geojson.h"
#include "tests/gui/window_fixture.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/state_style.h"
#include "ui/controllers/watchdog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_picture.h"
#include "ui/main_window/theme.h"
#include "ui/panels/state_icon.h"

using namespace bowman;
using namespace bowman::ui;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

Annotation disc(int number, ReviewState state) {
    Annotation a = proposal(0, kDiscs[number], 0);
    a.prediction = {};
    a.score = 0;
    a.state = state;
    a.provenance = {};
    return a;
}

Annotation structure(const std::string& className, const SlideRect& box) {
    Annotation a;
    a.kind = AnnotationKind::Structure;
    a.className = className;
    a.uuid = newUuid();
    a.state = ReviewState::Accepted;
    a.shape = {{{{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}}, {}}};
    return a;
}

/// As another program would write it: nothing of Bowman's in it.
std::string foreignGeoJson(const std::vector<Annotation>& labels) {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < labels.size(); ++i) {
        text += (i ? "," : "") + std::string(R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[)");
        Ring ring = labels[i].shape.front().outer;
        ring.push_back(ring.front());
        for (std::size_t k = 0; k < ring.size(); ++k) text += (k ? ",[" : "[") + std::to_string(ring[k].x) + "," + std::to_string(ring[k].y) + "]";
        text += R"(]]},"properties":{"objectType":"annotation","classification":{"name":")" + labels[i].className + R"("}}})";
    }
    return text + "]}";
}

}  // namespace

class LabelDialogsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        applyTheme(Theme::Light);
        QVERIFY(writeDiscSlide(path("discs.tif")).ok());
    }

    void init() {
        QFile::remove(qEnvironmentVariable("BOWMAN_SETTINGS"));
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->openFiles({QString::fromStdString(path("discs.tif").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        m_window->canvas().view().setFocus();
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(folder()))
            if (entry.path().filename() != "discs.tif") fs::remove_all(entry.path());
    }

    void anImportShowsWhatItWouldDoAndIsOneStepOfUndo() {
        const std::string before = set().stateHash();
        ImportDialog* dialog = openImport(labelsFile({disc(0, ReviewState::Accepted), disc(1, ReviewState::Accepted), structure("Cortex", {300, 300, 1400, 900})}));
        QVERIFY2(summary(dialog).contains("2 Glomerulus") && summary(dialog).contains("1 Cortex (structure)"), qPrintable(summary(dialog)));
        QVERIFY(dialog->findChild<QComboBox*>("importFormat")->currentText().contains("QuPath GeoJSON (found by its content)"));
        QVERIFY(!dialog->findChild<QLabel*>("importPicture")->pixmap().isNull());
        QCOMPARE(set().stateHash(), before);
        auto* button = dialog->findChild<QPushButton*>("importNow");
        QCOMPARE(button->text(), QString("Import 3"));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(set().size(), std::size_t(3));
        QCOMPARE(m_window->canvas().message().text(), QString("3 imported"));
        const AnnotationPtr first = set().all().front();
        QCOMPARE(first->state, ReviewState::Accepted);
        QCOMPARE(first->provenance.source, std::string("import"));
        QVERIFY(!first->provenance.createdBy.empty() && !first->provenance.model.empty());
        QVERIFY2(m_window->action(Command::Undo)->text().contains("import of 3 labels"), qPrintable(m_window->action(Command::Undo)->text()));
        m_window->activateWindow();   // offscreen, nobody else does when the dialog goes
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), m_window.get(), kPatience);
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(set().stateHash(), before);
    }

    void whatIsImportedAsProposedIsToBeReviewed() {
        ImportDialog* dialog = openImport(labelsFile({disc(0, ReviewState::Accepted), disc(1, ReviewState::Accepted)}));
        choose(dialog, "importState", "proposed");
        QTRY_VERIFY_WITH_TIMEOUT(isReady(dialog), kPatience);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(set().size(), std::size_t(2), kPatience);
        for (const AnnotationPtr& a : set().all()) QCOMPARE(a->state, ReviewState::Proposed);
        QCOMPARE(countReview(set()).reviewed, 0);
    }

    void overlapsAreSaidBeforeAndVisitedAfterwards() {
        propose(0);
        const std::string before = set().stateHash();
        ImportDialog* dialog = openImport(labelsFile({disc(0, ReviewState::Accepted), disc(3, ReviewState::Accepted)}));
        QVERIFY2(summary(dialog).contains("1 overlap too much"), qPrintable(summary(dialog)));
        choose(dialog, "importOverlap", "replace");
        QTRY_VERIFY_WITH_TIMEOUT(isReady(dialog) && summary(dialog).contains("1 untouched proposals of the network make room"), kPatience);
        QTest::mouseClick(dialog->findChild<QPushButton*>("importNow"), Qt::LeftButton);
        QCOMPARE(set().size(), std::size_t(2));
        for (const AnnotationPtr& a : set().all()) QCOMPARE(a->provenance.source, std::string("import"));
        auto* show = m_window->canvas().message().findChild<QPushButton*>();
        QCOMPARE(show->text(), QString("Show"));
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(m_window->canvas().message().text().startsWith("1 of 1:"));
        QVERIFY(m_window->review().selected() > 0);
        m_window->action(Command::Undo)->trigger();
        QCOMPARE(set().stateHash(), before);
    }

    void labelsOfAnotherFrameAreSeenOutsideOfTheSlide() {
        Annotation far = disc(0, ReviewState::Accepted);
        for (SlidePoint& p : far.shape.front().outer) p.x += 5000;
        ImportDialog* dialog = openImport(labelsFile({far}), false);
        QTRY_VERIFY_WITH_TIMEOUT(summary(dialog).contains("1 lie outside of the slide"), kPatience);
        QVERIFY(!dialog->findChild<QPushButton*>("importNow")->isEnabled());
        dialog->reject();
    }

    void aBadFileSaysWhyAndChangesNothing() {
        const fs::path file = path("bad.geojson");
        QVERIFY(writeFileAtomically(file, R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,)").ok());
        const std::string before = set().stateHash();
        ImportDialog* dialog = openImport(file, false);
        QTRY_VERIFY_WITH_TIMEOUT(summary(dialog).contains("Nothing can be imported from bad.geojson"), kPatience);
        QVERIFY2(summary(dialog).contains("parse error"), qPrintable(summary(dialog)));
        QVERIFY(!dialog->findChild<QPushButton*>("importNow")->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(set().stateHash(), before);
    }

    void aFileOfNoKnownFormatListsThoseThatAre() {
        const fs::path file = path("other.json");
        QVERIFY(writeFileAtomically(file, "{\"something\": 1}").ok());
        ImportDialog* dialog = openImport(file, false);
        QTRY_VERIFY_WITH_TIMEOUT(summary(dialog).contains("QuPath GeoJSON"), kPatience);
        dialog->reject();
    }

    void aCancelledImportChangesNothing() {
        const std::string before = set().stateHash();
        ImportDialog* dialog = openImport(labelsFile({disc(0, ReviewState::Accepted)}));
        QTest::mouseClick(dialog->findChild<QPushButton*>("importCancel"), Qt::LeftButton);
        QCOMPARE(set().stateHash(), before);
        openImport(labelsFile({disc(0, ReviewState::Accepted)}), false)->reject();   // while it is still being read
        QCOMPARE(set().stateHash(), before);
    }

    void theRowOfARunLengthFileIsChosen() {
        const fs::path file = path("rows.csv");
        QVERIFY(writeFileAtomically(file, "id,encoding\nother,1 3\ndiscs,770000 200 771536 200\n").ok());
        ImportDialog* dialog = openImport(file);
        auto* ids = dialog->findChild<QComboBox*>("importId");
        QVERIFY(ids->isVisible());
        QCOMPARE(ids->currentText(), QString("discs"));
        ids->setCurrentText("other");
        Q_EMIT ids->activated(ids->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(isReady(dialog), kPatience);
        QTest::mouseClick(dialog->findChild<QPushButton*>("importNow"), Qt::LeftButton);
        QCOMPARE(set().size(), std::size_t(1));
        QCOMPARE(areaOf(set().all().front()->shape), 3.0);
    }

    void aDroppedLabelFileOpensTheImport() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(labelsFile({disc(2, ReviewState::Accepted)}).string()))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
        auto* dialog = m_window->findChild<ImportDialog*>("importDialog");
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(dialog), kPatience);
        QCOMPARE(dialog->findChild<QLabel*>("importFile")->text(), QString("labels.geojson"));
        dialog->reject();
        QVERIFY(looksLikeLabels("a.GeoJSON") && looksLikeLabels("b.csv") && !looksLikeLabels("slide.svs") && !looksLikeLabels("mask.tif"));
    }

    void importedLabelsWaitForADetectionThatEndsMeanwhile() {
        ImportDialog* dialog = openImport(labelsFile({disc(0, ReviewState::Accepted)}));
        propose(4);   // as a detection would that ends while the dialog is open
        QTest::mouseClick(dialog->findChild<QPushButton*>("importNow"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(set().size(), std::size_t(2), kPatience);
    }

    void theExportDialogSaysWhichFilesItWritesAndAsksOnceBeforeItOverwrites() {
        accept({0, 1});
        ExportDialog* dialog = openExport();
        QTRY_VERIFY_WITH_TIMEOUT(report(dialog).contains("discs-glomeruli.geojson"), kPatience);
        QVERIFY(!report(dialog).contains("already"));
        auto* button = dialog->findChild<QPushButton*>("exportNow");
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QTextBrowser*>("exportReport")->property("finished").toBool(), kPatience);
        QVERIFY(report(dialog).contains("2 objects"));
        dialog->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChild<ExportDialog*>(), kPatience);

        dialog = openExport();
        button = dialog->findChild<QPushButton*>("exportNow");
        QTRY_VERIFY_WITH_TIMEOUT(report(dialog).contains("one is there already"), kPatience);
        const auto written = fs::last_write_time(path("out") / "discs-glomeruli.geojson");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(button->text(), QString("Overwrite 1 File"));
        QCOMPARE(fs::last_write_time(path("out") / "discs-glomeruli.geojson"), written);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QTextBrowser*>("exportReport")->property("finished").toBool(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kPatience);
        QTest::mouseClick(button, Qt::LeftButton);   // its own files: not asked again
        QVERIFY(button->text() != QString("Overwrite 1 File"));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kPatience);
        dialog->close();
    }

    void onlyTickedClassesLeaveAndStructuresAreNoGlomeruli() {
        accept({0, 1});
        Annotation sclerotic = disc(2, ReviewState::Accepted), cortex = structure("Cortex", {300, 300, 1400, 900});
        sclerotic.className = "Globally sclerotic";
        add({sclerotic, cortex});
        ExportDialog* dialog = openExport();
        QVERIFY2(preview(dialog).startsWith("<b>3 glomeruli</b> on one slide, one structure"), qPrintable(preview(dialog)));
        dialog->findChild<QCheckBox*>("class-Cortex")->click();
        dialog->findChild<QCheckBox*>("class-Globally sclerotic")->click();
        QVERIFY2(preview(dialog).startsWith("<b>2 glomeruli</b> on one slide"), qPrintable(preview(dialog)));
        auto* button = dialog->findChild<QPushButton*>("exportNow");
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kPatience);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QTextBrowser*>("exportReport")->property("finished").toBool(), kPatience);
        const auto back = readGeoJson(path("out") / "discs-glomeruli.geojson");
        QVERIFY(back.ok());
        QCOMPARE(back->size(), std::size_t(2));
        for (const Annotation& a : *back) QCOMPARE(a.className, std::string("Glomerulus"));
        dialog->close();
    }

    void theDialogsFitASmallScreen() {
        accept({0});
        QVERIFY(openExport()->sizeHint().height() < 760 && m_window->findChild<ExportDialog*>()->height() < 760);
        ImportDialog* dialog = openImport(labelsFile({disc(2, ReviewState::Accepted)}));
        QVERIFY(dialog->width() < 1240 && dialog->height() < 760);
        dialog->reject();
    }

    void aStructureIsListedAndDeletedButNeverReviewed() {
        propose(0);
        add({structure("Medulla", {220, 220, 1500, 1000})});
        AnnotationPtr medulla;
        for (const AnnotationPtr& a : set().all())
            if (a->kind == AnnotationKind::Structure) medulla = a;
        QVERIFY(medulla);
        QCOMPARE(countReview(set()).objects, 1);
        QCOMPARE(orderedForReview(set(), {}).size(), std::size_t(1));
        const QAbstractItemModel& rows = m_window->reviewPanel().table().objects();
        QCOMPARE(rows.rowCount(), 2);
        QCOMPARE(rows.index(1, ObjectModel::State).data().toString(), QString("Structure"));
        QCOMPARE(rows.index(1, ObjectModel::Class).data().toString(), QString("Medulla"));
        QVERIFY(stateIcon(*medulla).pixmap(16, 16).toImage() != stateIcon(*set().all().front()).pixmap(16, 16).toImage());
        QCOMPARE(styleOf(*medulla).pattern, LinePattern::DashDot);
        QVERIFY(styleOf(*medulla).colour != styleOf(structure("Cortex", {0, 0, 9, 9})).colour);
        QCOMPARE(hitAt(set(), {{220, 700}, 1}), medulla->id);       // on its border
        QCOMPARE(hitAt(set(), {{1600, 700}, 1}), AnnotationId(0));  // inside: what lies in it is meant, or nothing
        QCOMPARE(hitAt(set(), {kDiscs[0], 1}), set().all().front()->id);
        m_window->review().select(medulla->id);
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_R);
        QVERIFY(*set().find(medulla->id) == *medulla);
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_Delete);
        QCOMPARE(set().size(), std::size_t(1));
        m_window->action(Command::Undo)->trigger();
        QVERIFY(*set().find(medulla->id) == *medulla);
    }

    void thePictureMarksWhatIsLeftOut() {
        const std::vector<Annotation> labels = {disc(0, ReviewState::Accepted), disc(1, ReviewState::Accepted)};
        const std::vector<ImportIssue> issues = {{ImportIssue::Kind::LeftOut, boundsOf(labels[1].shape), labels[1].shape, 0, 7, "overlaps"}};
        const QImage picture = importPicture({QImage(), {2048, 1536}, {}, labels, issues});
        const auto colourNear = [&](SlidePoint p) {
            const double scale = 340.0 / 2048;
            return QColor(picture.pixel(int((p.x + kDiscRadius) * scale), int(p.y * scale)));
        };
        QVERIFY(colourNear(kDiscs[0]).green() > colourNear(kDiscs[0]).red());
        QVERIFY(colourNear(kDiscs[1]).red() > colourNear(kDiscs[1]).green());
    }

private:
    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path path(const char* name) const { return folder() / name; }
    const AnnotationSet& set() { return *m_window->project().annotations(); }

    fs::path labelsFile(const std::vector<Annotation>& labels) {
        const fs::path file = path("labels.geojson");
        if (!writeFileAtomically(file, foreignGeoJson(labels))) qFatal("no labels");
        return file;
    }

    static QString summary(ImportDialog* dialog) { return dialog->findChild<QTextBrowser*>("importSummary")->toPlainText(); }
    static bool isReady(ImportDialog* dialog) { return dialog->findChild<QPushButton*>("importNow")->isEnabled(); }

    ImportDialog* openImport(const fs::path& file, bool waits = true) {
        m_window->takeDropped({QString::fromStdString(file.string())});
        auto* dialog = m_window->findChild<ImportDialog*>("importDialog");
        if (!dialog) qFatal("no dialog");
        if (waits && !QTest::qWaitFor([&] { return isReady(dialog); }, kPatience)) qFatal("%s", qPrintable(summary(dialog)));
        return dialog;
    }

    static void choose(ImportDialog* dialog, const char* name, const char* data) {
        auto* box = dialog->findChild<QComboBox*>(name);
        box->setCurrentIndex(box->findData(data));
        Q_EMIT box->activated(box->currentIndex());
    }

    ExportDialog* openExport() {
        m_window->action(Command::Export)->trigger();
        auto* dialog = m_window->findChild<ExportDialog*>("exportDialog");
        if (!dialog) qFatal("no dialog");
        dialog->findChild<QLineEdit*>("folder")->setText(QString::fromStdString(path("out").string()));
        return dialog;
    }
    static QString report(ExportDialog* dialog) { return dialog->findChild<QTextBrowser*>("exportReport")->toPlainText(); }
    static QString preview(ExportDialog* dialog) { return dialog->findChild<QLabel*>("preview")->text(); }

    void add(std::vector<Annotation> labels) {
        Edit edit{"test", {}};
        for (Annotation& a : labels) {
            a.id = m_window->project().document()->newAnnotationId();
            edit.changes.push_back({nullptr, std::make_shared<const Annotation>(std::move(a))});
        }
        const auto applied = m_window->project().applyBatch(edit, "{}");
        QVERIFY2(applied.ok(), applied ? "" : applied.error().message().c_str());
    }
    void propose(int number) { add({proposal(0, kDiscs[number], 0.2)}); }
    void accept(const std::vector<int>& numbers) {
        std::vector<Annotation> labels;
        for (const int number : numbers) labels.push_back(disc(number, ReviewState::Accepted));
        add(std::move(labels));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<LabelDialogsTest>(argc, argv); }

#include "label_dialogs_test.moc"
