// The review in the window, with real keys: orders, pace, counters, notes, search, history, palette, locks, structures, maybe, sign-off.
#include <set>

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>

#include "core/document/candidate_list.h"
#include "tests/gui/window_fixture.h"
#include "ui/dialogs/palette_dialog.h"
#include "ui/panels/history_panel.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

class ReviewWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeDiscSlide(path("a.tif")).ok()); }

    void init() {
        qputenv("BOWMAN_SETTINGS", QFile::encodeName(m_folder.filePath(QString("settings-%1.ini").arg(++m_round))));
        open();
        Edit edit{"five", {}};
        // By doubt 5, 4, 3, 2, 1; by place 3 is right of 2 is right of 1 in the first band, 4 and 5 come back in the second.
        for (int i = 0; i < 5; ++i) {
            Annotation a = proposal(m_window->project().document()->newAnnotationId(), kDiscs[i], 0.1 * i);
            edit.changes.push_back({nullptr, std::make_shared<const Annotation>(a)});
        }
        QVERIFY(m_window->project().apply(edit).ok());
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().string().find(".bowman") != std::string::npos) fs::remove_all(entry.path());
    }

    void walkingFollowsTheChosenOrderAndTheListShowsIt() {
        QCOMPARE(walked(), (std::vector<AnnotationId>{5, 4, 3, 2, 1}));
        chooseOrder("By number");
        QCOMPARE(walked(), (std::vector<AnnotationId>{1, 2, 3, 4, 5}));
        QCOMPARE(listed(), (std::vector<AnnotationId>{1, 2, 3, 4, 5}));
        chooseOrder("By place, to and fro");
        const auto snake = walked();
        QCOMPARE(snake, listed());
        QCOMPARE(std::set<AnnotationId>(snake.begin(), snake.end()).size(), std::size_t(5));
        key(Qt::Key_P);
        QCOMPARE(m_window->review().selected(), snake[3]);
        // In review mode a decision moves on in this order.
        chooseOrder("By number");
        key(Qt::Key_F5);
        QCOMPARE(m_window->review().selected(), AnnotationId(1));
        key(Qt::Key_A);
        QCOMPARE(m_window->review().selected(), AnnotationId(2));
        // The order is remembered by the next window.
        m_window.reset();
        open();
        QCOMPARE(m_window->review().order(), ReviewOrder::Number);
    }

    void aSampleIsDrawnKeptAndWalked() {
        chooseOrder("Random sample…");
        QTRY_VERIFY(dialog("sampleDialog"));
        dialog("sampleDialog")->findChild<QSpinBox*>("wanted")->setValue(3);
        dialog("sampleDialog")->findChild<QSpinBox*>("seed")->setValue(42);
        QTest::keyClick(dialog("sampleDialog"), Qt::Key_Return);
        QTRY_COMPARE(m_window->review().order(), ReviewOrder::Sample);
        const auto sample = listed();
        QCOMPARE(sample.size(), std::size_t(3));
        QCOMPARE(walked(3), sample);
        QVERIFY2(countText().startsWith("0 of 3 reviewed"), qPrintable(countText()));
        key(Qt::Key_F5);
        for (int i = 0; i < 3; ++i) key(Qt::Key_A);
        QVERIFY(!m_window->review().isReviewing());
        QVERIFY2(countText().startsWith("3 of 3 reviewed"), qPrintable(countText()));
        m_window.reset();
        open();
        QCOMPARE(listed(), sample);
        chooseOrder("Random sample…");
        QTRY_VERIFY(dialog("sampleDialog"));
        QVERIFY(dialog("sampleDialog")->findChild<QRadioButton*>()->isChecked());   // going on is the first offer
        QTest::keyClick(dialog("sampleDialog"), Qt::Key_Escape);
        chooseOrder("Least sure first");
        QCOMPARE(listed().size(), std::size_t(5));
    }

    void secondsAreNotedAndTheTimeLeftIsTheirMedian() {
        double now = 1000;
        m_window->review().setClock([&now] { return now; });
        key(Qt::Key_F5);
        for (const double seconds : {30.0, 500.0, 40.0}) {
            QVERIFY(!countText().contains("left"));
            now += seconds;
            key(Qt::Key_A);
        }
        QCOMPARE(m_window->project().annotations()->find(5)->provenance.secondsSpent, 30.0);
        QCOMPARE(m_window->project().annotations()->find(4)->provenance.secondsSpent, 120.0);   // a telephone call
        QVERIFY2(countText() == "3 of 5 reviewed, 2 min left", qPrintable(countText()));   // 2 × 40 s
        // What an edit noted itself does not count twice.
        const AnnotationPtr two = m_window->review().selectedAnnotation();
        Annotation painted = *two;
        painted.provenance.secondsSpent = 25;
        QVERIFY(m_window->project().apply({"brush", {{two, std::make_shared<const Annotation>(painted)}}}).ok());
        now += 31;
        key(Qt::Key_R);
        QCOMPARE(m_window->project().annotations()->find(two->id)->provenance.secondsSpent, 31.0);
        m_window->review().setClock([] { return 0.0; });
    }

    void classKeysFollowThePaletteAndTheCounterIsLive() {
        m_window->review().select(2);
        key(Qt::Key_2);
        QCOMPARE(m_window->project().annotations()->find(2)->className, std::string("Globally sclerotic"));
        QVERIFY2(counterText().contains("20.0&nbsp;%"), qPrintable(counterText()));
        key(Qt::Key_9);   // nobody's
        QCOMPARE(m_window->project().annotations()->find(2)->className, std::string("Globally sclerotic"));
        m_window->action(Command::EditPalette)->trigger();
        QTRY_VERIFY(dialog("paletteDialog"));
        auto* table = dialog("paletteDialog")->findChild<QTableWidget*>("palette");
        table->item(1, 2)->setText("Obsolescent");
        QTest::mouseClick(dialog("paletteDialog")->findChild<QPushButton*>("addClass"), Qt::LeftButton);
        table->closePersistentEditor(table->currentItem());
        table->item(5, 2)->setText("Collapsing");
        table->item(5, 0)->setText("2");   // twice
        QVERIFY(!dialog("paletteDialog")->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
        table->item(5, 0)->setText("9");
        QTest::mouseClick(dialog("paletteDialog")->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_COMPARE(m_window->project().annotations()->find(2)->className, std::string("Obsolescent"));
        QVERIFY(counterText().contains("20.0&nbsp;%"));   // it is still globally sclerosed
        m_window->canvas().view().setFocus();
        m_window->review().select(3);
        key(Qt::Key_9);
        QCOMPARE(m_window->project().annotations()->find(3)->className, std::string("Collapsing"));
        QVERIFY(m_window->action(Command::Class9)->text().contains("Collapsing"));
        key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier);   // the renaming is a step, too
        QCOMPARE(m_window->project().annotations()->find(2)->className, std::string("Globally sclerotic"));
        m_window.reset();
        open();
        QCOMPARE(m_window->review().classes().palette().ofKey(2)->name, std::string("Obsolescent"));
    }

    void aNoteIsWrittenFoundAndTakenBack() {
        m_window->review().select(3);
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        auto* note = m_window->findChild<QLineEdit*>("note");
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, "Ask Rasa about this");   // A, R and so on are letters here
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(m_window->project().annotations()->find(3)->note, std::string("Ask Rasa about this"));
        for (const AnnotationId id : {1, 2, 3, 4, 5}) QCOMPARE(m_window->project().annotations()->find(id)->state, ReviewState::Proposed);
        QTRY_VERIFY(m_window->canvas().view().hasFocus());
        m_window->review().select(1);
        key(Qt::Key_F, Qt::ControlModifier);
        auto* search = m_window->findChild<QLineEdit*>("search");
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, "rasa");
        QCOMPARE(listed(), std::vector<AnnotationId>{3});
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(m_window->review().selected(), AnnotationId(3));
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(listed().size(), std::size_t(5));
        QVERIFY(!search->isVisible());
        QTRY_VERIFY(m_window->canvas().view().hasFocus());
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_window->project().annotations()->find(3)->note.empty());
        // A note that was begun is kept for its object when another one is chosen.
        m_window->review().select(2);
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(note, "mine");
        m_window->review().select(4);
        QCOMPARE(m_window->project().annotations()->find(2)->note, std::string("mine"));
        QVERIFY(m_window->project().annotations()->find(4)->note.empty());
        QVERIFY(note->text().isEmpty());
        m_window->canvas().view().setFocus();
        m_window->review().select(3);
        // Esc gives it up.
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(note, "no");
        QTest::keyClick(note, Qt::Key_Escape);
        QVERIFY(m_window->project().annotations()->find(3)->note.empty());
    }

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

    void travelIsAJumpWhereThePersonWantsIt() {
        m_window->action(Command::SmoothTravel)->setChecked(false);
        const double before = m_window->canvas().view().viewport().downsample;
        key(Qt::Key_N);
        QVERIFY(m_window->canvas().view().viewport().downsample < before);   // at once
        QVERIFY(m_window->canvas().view().viewport().visible().contains(kDiscs[4]));
        m_window.reset();
        open();
        QVERIFY(m_window->action(Command::SmoothTravel)->isChecked());   // a window that was not closed by hand forgets
        m_window->action(Command::SmoothTravel)->setChecked(false);
        m_window->close();
        m_window.reset();
        open();
        QVERIFY(!m_window->action(Command::SmoothTravel)->isChecked());
    }

    void theCardTellsTheDiceOfACorrection() {
        const AnnotationPtr one = m_window->project().annotations()->find(1);
        Annotation moved = *one;
        for (SlidePoint& p : moved.shape.front().outer) p.x += 30;
        QVERIFY(m_window->project().apply({"move", {{one, std::make_shared<const Annotation>(moved)}}}).ok());
        m_window->review().select(1);
        bool isTold = false;
        for (const QLabel* label : m_window->reviewPanel().card().findChildren<QLabel*>()) isTold = isTold || label->text().contains("Dice 0.7");
        QVERIFY(isTold);
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    void open() {
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1300, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->openFiles({QString::fromStdString(path("a.tif").string())}, QString::fromStdString(path("p.bowman").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        m_window->canvas().view().setFocus();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&m_window->canvas().view(), key, modifiers); }
    void click(SlidePoint p) {
        const DevicePoint d = m_window->canvas().view().viewport().toDevice(p);
        const double dpr = m_window->canvas().view().devicePixelRatioF();
        QTest::mouseClick(&m_window->canvas().view(), Qt::LeftButton, {}, QPoint(static_cast<int>(d.x / dpr), static_cast<int>(d.y / dpr)));
    }
    void chooseOrder(const char* text) {
        auto* box = m_window->findChild<QComboBox*>("order");
        box->setCurrentIndex(box->findText(QString::fromUtf8(text)));
        Q_EMIT box->activated(box->currentIndex());
        m_window->canvas().view().setFocus();
    }
    /// By N, from the first on.
    std::vector<AnnotationId> walked(int count = 5) {
        m_window->review().select(0);
        std::vector<AnnotationId> ids;
        for (int i = 0; i < count; ++i) {
            key(Qt::Key_N);
            ids.push_back(m_window->review().selected());
        }
        return ids;
    }
    std::vector<AnnotationId> listed() const { return m_window->reviewPanel().table().listed(); }
    QString countText() const {
        for (const QLabel* label : m_window->reviewPanel().findChildren<QLabel*>())
            if (label->text().contains("reviewed") && !label->text().contains('\n')) return label->text();
        return {};
    }
    QString counterText() const { return m_window->reviewPanel().counter().text(); }
    QDialog* dialog(const char* name) const { return m_window->findChild<QDialog*>(name); }

    QTemporaryDir m_folder;
    int m_round = 0;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<ReviewWindowTest>(argc, argv); }
#include "review_window_test.moc"
