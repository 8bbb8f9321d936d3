// The review in the window, with real keys: orders, sample, pace, counters, palette, notes, search, travel.
#include <set>

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>

#include "tests/gui/review_fixture.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class ReviewWindowTest : public ReviewFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }
    void init() { begin(); }
    void cleanup() { end(); }

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

    void aClassNamedInAReviewAcceptsAndGoesOn() {
        key(Qt::Key_F5);
        const AnnotationId first = m_window->review().selected();
        QVERIFY(first != 0);
        const auto now = [&] { return m_window->project().annotations()->find(first); };
        key(Qt::Key_2);
        QCOMPARE(now()->className, std::string("Globally sclerotic"));
        QCOMPARE(now()->state, ReviewState::Accepted);
        QVERIFY(m_window->review().selected() != first && m_window->review().selected() != 0);
        QVERIFY(m_window->action(Command::Undo)->text().contains("Globally sclerotic: accept"));
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(now()->state, ReviewState::Proposed);
        QCOMPARE(now()->className, std::string("Glomerulus"));
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
        QVERIFY(!m_window->reviewPanel().table().selectionModel()->hasSelection());   // 1 is selected, and not listed
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
};

int main(int argc, char** argv) { return runWindowTest<ReviewWindowTest>(argc, argv); }
#include "review_window_test.moc"
