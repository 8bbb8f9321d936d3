// What a review leaves in the project, in the window and with real keys: history, locks, structures, maybe, what was seen, sign-off.
#include <QDockWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include "tests/gui/review_fixture.h"
#include "ui/panels/history_panel.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class ReviewRecordTest : public ReviewFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }
    void init() { begin(); }
    void cleanup() { end(); }

    void theHistoryNamesStepsAndAClickTravels() {
        key(Qt::Key_H, Qt::ControlModifier);
        auto* panel = m_window->findChild<HistoryPanel*>();
        QTRY_VERIFY(panel->isVisible());
        m_window->canvas().view().setFocus();
        key(Qt::Key_F5);
        for (int i = 0; i < 3; ++i) key(Qt::Key_A);
        QAbstractItemModel* model = panel->model();
        QCOMPARE(model->rowCount(), 5);   // the start, the five, three decisions
        QCOMPARE(model->index(4, 0).data().toString(), QString("Accept glomerulus 3"));
        QVERIFY(model->index(4, 0).data(HistoryModel::WhoRole).toString().startsWith(QString::fromStdString(m_window->project().document()->person())));
        const std::string end = m_window->project().annotations()->stateHash();
        QTest::mouseClick(panel->viewport(), Qt::LeftButton, {}, panel->visualRect(model->index(2, 0)).center());
        QCOMPARE(m_window->project().annotations()->find(5)->state, ReviewState::Accepted);
        QCOMPARE(m_window->project().annotations()->find(4)->state, ReviewState::Proposed);
        QVERIFY(!model->index(3, 0).data(HistoryModel::DoneRole).toBool());
        QCOMPARE(m_window->canvas().message().text(), QString("2 steps undone"));
        // Also after a restart.
        m_window.reset();
        open();
        key(Qt::Key_H, Qt::ControlModifier);
        panel = m_window->findChild<HistoryPanel*>();
        QTRY_COMPARE(panel->model()->rowCount(), 5);
        QTest::mouseClick(panel->viewport(), Qt::LeftButton, {}, panel->visualRect(panel->model()->index(4, 0)).center());
        QCOMPARE(m_window->project().annotations()->stateHash(), end);
        QTest::mouseClick(panel->viewport(), Qt::LeftButton, {}, panel->visualRect(panel->model()->index(0, 0)).center());
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(0));
    }

    void aLongWayThroughTheHistoryIsGoneInPiecesAndCanBeStopped() {
        Document& document = *m_window->project().document();
        const SlideId slide = m_window->project().currentSlide();
        for (int i = 0; i < 300; ++i)
            QVERIFY(m_window->project().apply(noteEdit(m_window->project().annotations()->find(1), "note " + std::to_string(i))).ok());
        const std::string end = m_window->project().annotations()->stateHash();
        const auto done = [&] { return document.history(slide)->done().size(); };
        QCOMPARE(done(), std::size_t(301));
        auto* panel = m_window->findChild<HistoryPanel*>();
        Q_EMIT panel->stepChosen(0);
        QVERIFY(done() > 200);                            // the hand is not held up by all of it
        QVERIFY(m_window->canvas().message().text().endsWith("of 301 steps"));
        m_window->canvas().message().findChild<QPushButton*>()->click();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QVERIFY(done() > 200);                            // stopped
        Q_EMIT panel->stepChosen(0);
        QTRY_COMPARE(done(), std::size_t(0));
        QVERIFY(m_window->canvas().message().text().endsWith("steps undone"));
        Q_EMIT panel->stepChosen(document.history(slide)->undone().front().event);
        QTRY_COMPARE(done(), std::size_t(301));
        QCOMPARE(m_window->project().annotations()->stateHash(), end);
    }

    void classesThatBecomeOneAreRefusedBeforeAnythingIsKept() {
        Project& project = m_window->project();
        ProjectClasses& classes = m_window->review().classes();
        Annotation over = *project.annotations()->find(1);
        over.id = project.document()->newAnnotationId();
        over.uuid.clear();
        over.className = "Globally sclerotic";
        QVERIFY(project.apply({"another class on top", {{nullptr, std::make_shared<const Annotation>(over)}}}).ok());
        const Palette before = classes.palette();
        const std::string objects = project.annotations()->stateHash();
        std::vector<PaletteClass> fewer;
        for (const PaletteClass& c : before.classes())
            if (c.name != "Globally sclerotic") fewer.push_back(c);
        const auto merged = classes.setPalette(Palette(fewer), {{"Globally sclerotic", "Glomerulus"}});
        QVERIFY(!merged.ok());
        QVERIFY(merged.error().message().find("overlaps") != std::string::npos);
        QCOMPARE(project.annotations()->stateHash(), objects);
        QVERIFY(classes.palette().find("Globally sclerotic"));
        QCOMPARE(*project.document()->setting(0, Palette::kSetting), std::string());      // nothing was kept
    }

    void faintPlacesFollowTheNameOfTheirClass() {
        Project& project = m_window->project();
        auto faint = std::make_shared<Annotation>(*project.annotations()->find(1));
        faint->id = 0;
        faint->uuid = newUuid();
        QVERIFY(project.document()->setCandidates(project.currentSlide(), {faint}).ok());
        std::vector<PaletteClass> renamed = m_window->review().classes().palette().classes();
        for (PaletteClass& c : renamed)
            if (c.name == "Glomerulus") c.name = "Corpuscle";
        QVERIFY(m_window->review().classes().setPalette(Palette(renamed), {{"Glomerulus", "Corpuscle"}}).ok());
        const auto kept = project.document()->candidates(project.currentSlide());
        QVERIFY(kept.ok());
        QCOMPARE(kept->front()->className, std::string("Corpuscle"));
        QCOMPARE(project.annotations()->find(1)->className, std::string("Corpuscle"));
    }

    void aLockedClassIsNeitherSelectedNorChanged() {
        m_window->review().select(2);
        key(Qt::Key_2);
        auto* dock = m_window->findChild<QDockWidget*>("layersDock");
        dock->raise();
        QTRY_VERIFY(m_window->findChild<QToolButton*>("lock Globally sclerotic"));
        m_window->findChild<QToolButton*>("lock Globally sclerotic")->click();
        QCOMPARE(m_window->review().selected(), AnnotationId(0));
        m_window->review().select(2);
        QCOMPARE(m_window->review().selected(), AnnotationId(0));
        QVERIFY(m_window->canvas().message().text().contains("locked"));
        QCOMPARE(walked(4), (std::vector<AnnotationId>{5, 4, 3, 1}));
        const AnnotationPtr two = m_window->project().annotations()->find(2);
        QVERIFY(!m_window->project().apply(deletionEdit(two)).ok());
        m_window->review().select(1);
        key(Qt::Key_2);   // into the locked class
        QCOMPARE(m_window->project().annotations()->find(1)->className, std::string("Glomerulus"));
        m_window.reset();
        open();
        QVERIFY(m_window->review().classes().isLocked("Globally sclerotic"));
        m_window->findChild<QToolButton*>("lock Globally sclerotic")->click();
        m_window->review().select(2);
        QCOMPARE(m_window->review().selected(), AnnotationId(2));
    }

    void cortexIsDrawnWithTheUsualTools() {
        auto* active = m_window->findChild<QComboBox*>("activeClass");
        active->setCurrentIndex(active->findData("Cortex"));
        Q_EMIT active->activated(active->currentIndex());
        key(Qt::Key_G);
        for (const SlidePoint p : {SlidePoint{300, 300}, SlidePoint{1600, 300}, SlidePoint{1600, 1200}, SlidePoint{300, 1200}}) click(p);
        key(Qt::Key_Return);
        const auto all = m_window->project().annotations()->all();
        QCOMPARE(all.size(), std::size_t(6));
        const AnnotationPtr cortex = all.back();
        QVERIFY(cortex->kind == AnnotationKind::Structure);
        QCOMPARE(cortex->className, std::string("Cortex"));
        QVERIFY(std::abs(areaOf(cortex->shape) - 1300.0 * 900) < 0.02 * 1300 * 900);   // over the glomeruli, not around them
        QCOMPARE(countReview(*m_window->project().annotations()).objects, 5);
        QVERIFY(m_window->action(Command::Undo)->text().contains("new Cortex"));
    }

    void faintPlacesAreWalkedMadeObjectsAndDropped() {
        std::vector<AnnotationPtr> candidates;
        for (const SlidePoint centre : {SlidePoint{1700, 700}, SlidePoint{300, 1250}, SlidePoint{1000, 800}}) {
            Annotation a = proposal(0, centre, 0.9);
            a.score = centre.x / 10000;
            candidates.push_back(std::make_shared<const Annotation>(a));
        }
        QVERIFY(m_window->project().document()->setCandidates(m_window->project().currentSlide(), candidates).ok());
        m_window->maybe().reload();
        QCOMPARE(m_window->action(Command::Maybe)->text(), QString("Maybe: 3"));
        key(Qt::Key_F5, Qt::ShiftModifier);
        QVERIFY(m_window->reviewPanel().maybe().isVisible());
        QCOMPARE(m_window->review().candidate()->uuid, candidates[0]->uuid);   // the surest first
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().view().viewport().visible().contains({1700, 700}), kPatience);
        key(Qt::Key_N);
        QCOMPARE(m_window->review().candidate()->uuid, candidates[2]->uuid);
        key(Qt::Key_R);
        QCOMPARE(m_window->action(Command::Maybe)->text(), QString("Maybe: 2"));
        QCOMPARE(m_window->review().candidate()->uuid, candidates[1]->uuid);
        key(Qt::Key_P);
        key(Qt::Key_A);
        const auto all = m_window->project().annotations()->all();
        QCOMPARE(all.size(), std::size_t(7));
        QCOMPARE(all[5]->state, ReviewState::Rejected);
        QCOMPARE(all[6]->state, ReviewState::Accepted);
        QCOMPARE(all[6]->uuid, candidates[0]->uuid);
        QVERIFY(m_window->action(Command::Undo)->text().contains("accept maybe"));
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->action(Command::Maybe)->text(), QString("Maybe: 2"));
        // Esc ends it, and so does a click on an object.
        key(Qt::Key_Escape);
        QVERIFY(!m_window->action(Command::Maybe)->isChecked());
        key(Qt::Key_F5, Qt::ShiftModifier);
        m_window->review().select(1);
        QVERIFY(!m_window->action(Command::Maybe)->isChecked());
        QVERIFY(!m_window->reviewPanel().maybe().isVisible());
        key(Qt::Key_F5, Qt::ShiftModifier);
        key(Qt::Key_A);
        key(Qt::Key_A);
        QVERIFY(!m_window->action(Command::Maybe)->isChecked());
        QVERIFY(!m_window->action(Command::Maybe)->isEnabled());
    }

    void aDetectionLeavesItsFaintPlacesInTheProject() {
        // The network of the fixture is sure of everything: none is left.
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_Return, Qt::ControlModifier);
        QSignalSpy found(&m_window->detection(), &DetectionSession::candidatesFound);
        QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty(), kPatience);
        QVERIFY(m_window->project().document()->candidates(m_window->project().currentSlide())->empty());
        QVERIFY(!m_window->action(Command::Maybe)->isEnabled());
    }

    void unseenTissueIsTravelledToUntilNoneIsLeft() {
        for (int i = 0; i < 60; ++i) {
            m_window->canvas().message().dismiss();
            key(Qt::Key_N, Qt::ShiftModifier);
            QTRY_VERIFY_WITH_TIMEOUT(!m_window->canvas().message().text().isEmpty(), kPatience);
            if (m_window->canvas().message().text().startsWith("All tissue")) break;
            const SlidePoint centre = m_window->canvas().view().viewport().centre;
            QTRY_VERIFY_WITH_TIMEOUT(m_window->seen().seen().isSeenAt(centre), kPatience);
        }
        QVERIFY(m_window->canvas().message().text().startsWith("All tissue"));
        QVERIFY(m_window->seen().isEverythingSeen());
        QCOMPARE(*m_window->seen().seenShare(), 1.0);
    }

    void aSlideIsSignedOffWithAnExceptionAndAnEditUndoesIt() {
        key(Qt::Key_F5, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(dialog("signOffDialog"), kPatience);
        auto* sign = dialog("signOffDialog")->findChild<QPushButton*>("sign");
        QVERIFY(!sign->isEnabled());   // five are open
        QTest::keyClicks(dialog("signOffDialog")->findChild<QPlainTextEdit*>("exception"), "out of focus");
        QVERIFY(sign->isEnabled());
        QTest::mouseClick(sign, Qt::LeftButton);
        const SlideId slide = m_window->project().currentSlide();
        QTRY_VERIFY(m_window->project().document()->signOff(slide)->counts());
        QCOMPARE(m_window->project().document()->signOff(slide)->signOff->exception, std::string("out of focus"));
        auto* shown = m_window->findChild<QLabel*>("signOff");
        QVERIFY2(shown->text().contains("out of focus"), qPrintable(shown->text()));
        QTRY_VERIFY(!dialog("signOffDialog"));
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
        m_window->canvas().view().setFocus();
        key(Qt::Key_N);
        key(Qt::Key_A);
        QVERIFY(!m_window->project().document()->signOff(slide)->counts());
        QVERIFY2(m_window->canvas().message().text().startsWith("This edit undoes the sign-off"), qPrintable(m_window->canvas().message().text()));
        QVERIFY(shown->text().startsWith("No longer signed off"));
    }
};

int main(int argc, char** argv) { return runWindowTest<ReviewRecordTest>(argc, argv); }
#include "review_record_test.moc"
