// Reports: what is in them, in HTML and PDF; what is never in them; and how one is made from the window.
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QStandardPaths>

#include "core/base/files.h"
#include "tests/gui/window_fixture.h"
#include "ui/report/report.h"
#include "ui/report/report_text.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

namespace {

std::vector<AnnotationPtr> fiveGlomeruli() {
    std::vector<AnnotationPtr> all;
    const ReviewState states[] = {ReviewState::Accepted, ReviewState::Proposed, ReviewState::Corrected, ReviewState::Rejected, ReviewState::Added};
    for (int i = 0; i < 5; ++i) {
        Annotation a = proposal(i + 1, kDiscs[i], 0.2 * i);
        a.state = states[i];
        if (i == 2) a.className = "Globally sclerotic";
        a.provenance.model = "purple";
        a.provenance.modelSha256 = "0123456789abcdef0123";
        a.provenance.threshold = 0.55;
        if (a.state == ReviewState::Added) {
            a.prediction.clear();
            a.provenance = {};
            a.provenance.source = "person";
            a.provenance.createdBy = "Dr. Drawn";
            a.provenance.createdAt = "2026-11-22T10:00:00Z";
        } else if (a.state != ReviewState::Proposed) {
            a.provenance.reviewedBy = "Dr. <Reader>";
            a.provenance.reviewedAt = i == 0 ? "2026-11-20T10:00:00Z" : "2026-11-21T10:00:00Z";
        }
        all.push_back(std::make_shared<const Annotation>(a));
    }
    Annotation cortex;
    cortex.id = 6;
    cortex.kind = AnnotationKind::Structure;
    cortex.className = "Cortex";
    cortex.state = ReviewState::Added;
    cortex.shape = {{{{200, 200}, {1700, 200}, {1700, 800}, {200, 800}}, {}}};
    all.push_back(std::make_shared<const Annotation>(cortex));
    return all;
}

}  // namespace

class ReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(writeDiscSlide(path("secret-name.tif")).ok());
        const auto slide = openSlide(path("secret-name.tif"));
        QVERIFY(slide.ok());
        m_snapshot.slide.id = 1;
        m_snapshot.slide.path = path("secret-name.tif");
        m_snapshot.slide.identity = *identifySlide(**slide);
        m_snapshot.slide.size = (*slide)->info().size();
        m_snapshot.slide.umPerPx = {1.0, "file", "XResolution = 10000/cm"};
        m_snapshot.slide.alias = "K-17 & more";
        m_snapshot.slide.patient = "Patient Zero";
        m_snapshot.slide.stain = "PAS";
        m_snapshot.annotations = fiveGlomeruli();
        m_snapshot.signOff = SignOff{1, "Dr. <Reader>", "2026-11-22T12:00:00Z", "one fold out of focus", 7};
    }

    void theHtmlSaysEverythingAndNeedsNoOtherFile() {
        const auto report = gatherReport(request({m_snapshot}));
        QVERIFY2(report.ok(), report ? "" : report.error().message().c_str());
        QCOMPARE(report->slides.front().pictures.size(), std::size_t(4));       // the rejected one is not shown
        const QString html = QString::fromStdString(reportHtml(*report));
        for (const char* text : {"Glomeruli of K-17 &amp; more", "For research only", "<b>4</b>glomeruli", "1 not reviewed", "per mm² of tissue", "<b>3.33</b>per mm² of cortex", "3 on 0.90 mm²",
                                 "<b>25.0 %</b>globally sclerosed", "1 of 4", "1 µm/px, from the file (XResolution = 10000/cm)", "model purple, threshold 0.55, SHA-256 0123456789ab…: 4",
                                 "drawn by a person: 1", "Dr. &lt;Reader&gt;: 3 objects, 2026-11-20 to 2026-11-21", "Dr. Drawn: 1 objects, 2026-11-22", "1 of 4: as the model proposed them",
                                 "Dr. &lt;Reader&gt;, 2026-11-22; exception: one fold out of focus", "Bowman 9.8.7", "2026-11-23 08:00", "№ 1 · 150 µm", "Corrected · Globally sclerotic",
                                 "Equivalent diameter (µm)", "PAS"})
            QVERIFY2(html.contains(text), text);
        QVERIFY(!html.contains("№ 4 "));
        // Nothing is fetched: every picture is in the page.
        static const QRegularExpression source("(src|srcset|href)=\"([^\"]{0,12})");
        auto found = source.globalMatch(html);
        int pictures = 0;
        while (found.hasNext()) {
            const auto match = found.next();
            QVERIFY2(match.captured(2).startsWith("data:image/"), qPrintable(match.captured(2)));
            ++pictures;
        }
        QCOMPARE(pictures, 1 + 4 + 2 * 3);
        QVERIFY(!html.contains("<script"));
        QVERIFY(html.contains("prefers-color-scheme:dark"));
    }

    void namesOfFilesAndPatientsAreNotInIt() {
        const auto report = gatherReport(request({m_snapshot}));
        const std::string html = reportHtml(*report);
        QVERIFY(html.find("secret-name") == std::string::npos);
        QVERIFY(html.find("Patient Zero") == std::string::npos);
        QVERIFY(writeReport(*report, path("r.pdf")).ok());
        const auto pdf = readFile(path("r.pdf"));
        QVERIFY(pdf->find("secret-name") == std::string::npos);
    }

    void theLabelOfASlideIsNeverRead() {
        class WithLabel : public Slide {
        public:
            explicit WithLabel(SlidePtr slide) : m_slide(std::move(slide)), m_info(m_slide->info()) { m_info.associatedImages = {"label", "macro"}; }
            const SlideInfo& info() const override { return m_info; }
            Result<ImagePtr> readRegion(const LevelRegion& region) const override { return m_slide->readRegion(region); }
            Result<ImagePtr> readAssociatedImage(const std::string& name) const override {
                ++asked;
                return m_slide->readAssociatedImage(name);
            }
            mutable std::atomic<int> asked = 0;

        private:
            SlidePtr m_slide;
            SlideInfo m_info;
        };
        const auto slide = std::make_shared<WithLabel>(*openSlide(path("secret-name.tif")));
        ReportRequest wanted = request({m_snapshot});
        wanted.openSlide = [&](const SlideRecord&) -> Result<SlidePtr> { return SlidePtr(slide); };
        const auto report = gatherReport(wanted);
        QVERIFY(report.ok() && !report->slides.front().overviewJpeg.isEmpty());
        QCOMPARE(slide->asked.load(), 0);
    }

    void thePdfHasItsPagesAndItsWords() {
        ReportRequest wanted = request({m_snapshot, m_snapshot});
        wanted.slides[1].slide.alias = "K-18";
        const auto report = gatherReport(wanted);
        QVERIFY(report.ok());
        QVERIFY(writeReport(*report, path("two.pdf")).ok());
        const auto pdf = readFile(path("two.pdf"));
        QVERIFY(pdf.ok() && pdf->starts_with("%PDF-") && pdf->size() > 50'000);
        QVERIFY(pdf->find("%%EOF") != std::string::npos);
        const QString program = QStandardPaths::findExecutable("pdftotext");
        if (program.isEmpty()) QSKIP("pdftotext is not installed: only the frame of the file was looked at");
        QProcess reader;
        reader.start(program, {QString::fromStdString(path("two.pdf").string()), "-"});
        QVERIFY(reader.waitForFinished(kPatience));
        const QString text = QString::fromUtf8(reader.readAllStandardOutput());
        for (const char* word : {"Glomeruli of 2 slides", "K-17", "K-18", "For research only", "1 of 3", "per mm² of cortex", "№ 1 · 150 µm", "Dr. Drawn"}) QVERIFY2(text.contains(word), word);
    }

    void twoSlidesAreSummed() {
        ReportRequest wanted = request({m_snapshot, m_snapshot});
        wanted.slides[1].slide.alias = "K-18";
        wanted.slides[1].slide.umPerPx = {};
        const auto report = gatherReport(wanted);
        QCOMPARE(report->total.counted, std::size_t(8));
        QVERIFY(!report->total.tissue && !report->isScaleKnown());
        const ReportTable table = slidesTable(*report);
        QCOMPARE(table.rows.size(), std::size_t(3));
        QCOMPARE(table.rows[0][0], QString("K-17 & more, PAS"));
        QCOMPARE(table.rows[2][1], QString("8"));
        QCOMPARE(table.rows[2][3], QString("–"));
        QVERIFY(QString::fromStdString(reportHtml(*report)).contains("unknown: sizes are in pixels"));
    }

    void aSlideThatIsGoneIsReportedWithoutPictures() {
        Snapshot gone = m_snapshot;
        gone.slide.path = path("not-there.tif");
        Snapshot other = m_snapshot;
        other.slide.identity.headTailSha256 = "another";
        for (const Snapshot& snapshot : {gone, other}) {
            const auto report = gatherReport(request({snapshot}));
            QVERIFY(report.ok());
            QVERIFY(!report->slides.front().problem.isEmpty() && report->slides.front().overviewJpeg.isEmpty() && report->slides.front().pictures.empty());
            QCOMPARE(report->total.counted, std::size_t(4));
            const std::string html = reportHtml(*report);
            QVERIFY(html.find("Pictures or areas are missing") != std::string::npos);
            QVERIFY(html.find("not-there") == std::string::npos && html.find("secret-name") == std::string::npos);
            QVERIFY(writeReport(*report, path("gone.pdf")).ok());
        }
    }

    void picturesAreLimitedAndTheRestIsCounted() {
        ReportRequest wanted = request({m_snapshot});
        wanted.mostPictures = 2;
        const auto report = gatherReport(wanted);
        QCOMPARE(report->slides.front().pictures.size(), std::size_t(2));
        QVERIFY(reportHtml(*report).find("2 of 4 glomeruli are shown") != std::string::npos);
    }

    void badTargetsAndStopsLeaveNothing() {
        const auto report = gatherReport(request({m_snapshot}));
        for (const char* name : {"r.docx", "r", "no-folder/r.pdf", "no-folder/r.html"}) {
            const auto written = writeReport(*report, path(name));
            QVERIFY(!written && !fs::exists(path(name)));
            QVERIFY2(written.error().message().find(path(name).string()) != std::string::npos, written.error().message().c_str());
        }
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(gatherReport(request({m_snapshot}), {{}, stop.get_token()}).error().what, std::string("cancelled"));
        QVERIFY(!writeReport(*report, path("stopped.pdf"), {{}, stop.get_token()}) && !fs::exists(path("stopped.pdf")));
        QVERIFY(!gatherReport(request({})));
    }

    void theWindowMakesOneWithProgressAndAsksBeforeItOverwrites() {
        MainWindow window(purpleNetworks());
        window.resize(1300, 850);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(!window.action(Command::Report)->isEnabled());
        window.openFiles({QString::fromStdString(path("secret-name.tif").string())}, QString::fromStdString(path("p.bowman").string()));
        QTRY_VERIFY_WITH_TIMEOUT(window.project().slide(), kPatience);
        Edit edit{"some", {}};
        for (int i = 0; i < 5; ++i) edit.changes.push_back({nullptr, std::make_shared<const Annotation>(proposal(window.project().document()->newAnnotationId(), kDiscs[i], 0.1))});
        QVERIFY(window.project().apply(edit).ok());
        window.action(Command::Report)->trigger();
        auto* dialog = window.findChild<ReportDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        auto* make = dialog->findChild<QPushButton*>("makeReport");
        auto* file = dialog->findChild<QLineEdit*>("reportFile");
        auto* message = dialog->findChild<QLabel*>("reportMessage");
        QVERIFY2(file->text().endsWith("slide-1-report.pdf"), qPrintable(file->text()));
        for (QRadioButton* button : dialog->findChildren<QRadioButton*>())
            if (button->text().contains("HTML")) QTest::mouseClick(button, Qt::LeftButton, {}, {8, button->height() / 2});
        QVERIFY2(file->text().endsWith("slide-1-report.html"), qPrintable(file->text()));
        const QString target = file->text();
        QSignalSpy written(dialog, &ReportDialog::written);
        QTest::mouseClick(make, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatience);
        QVERIFY(message->text().contains("Written"));
        QFile html(target);
        QVERIFY(html.open(QIODevice::ReadOnly));
        QVERIFY(html.readAll().contains("5 not reviewed"));
        dialog->close();
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<ReportDialog*>(), kPatience);
        window.action(Command::Report)->trigger();
        dialog = window.findChild<ReportDialog*>();
        make = dialog->findChild<QPushButton*>("makeReport");
        QTest::mouseClick(make, Qt::LeftButton);
        QCOMPARE(make->text(), QString("Overwrite"));
        auto* again = dialog->findChild<QLineEdit*>("reportFile");
        QTest::mouseDClick(again, Qt::LeftButton);
        again->selectAll();
        QTest::keyClicks(again, "/nowhere/at/all.pdf");
        QCOMPARE(make->text(), QString("Make Report"));
        QTest::mouseClick(make, Qt::LeftButton);
        QVERIFY(dialog->findChild<QLabel*>("reportMessage")->text().contains("There is no folder"));
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    static ReportRequest request(std::vector<Snapshot> slides) {
        ReportRequest request;
        request.slides = std::move(slides);
        request.person = "Tester";
        request.version = "9.8.7";
        request.time = QDateTime(QDate(2026, 11, 23), QTime(8, 0));
        return request;
    }

    QTemporaryDir m_folder;
    Snapshot m_snapshot;
};

int main(int argc, char** argv) { return runWindowTest<ReportTest>(argc, argv); }
#include "report_test.moc"
