// The whole window fits a small screen, in each language: what does not is folded away or shortened, and nothing holds it open.
#include <QComboBox>
#include <QDockWidget>
#include <QScrollBar>
#include <QSlider>
#include <QToolBar>

#include "tests/gui/canvas_fixture.h"
#include "tests/gui/review_fixture.h"
#include "ui/controllers/language.h"
#include "ui/main_window/theme.h"
#include "ui/panels/detection_panel.h"
#include "ui/panels/scrolled_panel.h"

using namespace bowman;
using namespace bowman::test;
using enum ui::Command;

class SmallWindowTest : public ReviewFixture {
    Q_OBJECT
private:
    /// The parts that need most, for whoever mends this.
    QString largest() const {
        QStringList parts;
        for (const QWidget* w : m_window->findChildren<QWidget*>()) {
            const QSize least = w->minimumSizeHint().expandedTo(w->minimumSize());
            if (!w->visibleRegion().isEmpty() && !w->isWindow() && (least.width() > 150 || least.height() > 100))
                parts << QString("%1 %2: %3 × %4").arg(w->metaObject()->className(), w->objectName()).arg(least.width()).arg(least.height());
        }
        return parts.join('\n');
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }

    void theWindowFitsASmallScreen_data() {
        QTest::addColumn<QString>("language");
        for (const char* language : {"en", "de"}) QTest::newRow(language) << language;
    }
    void theWindowFitsASmallScreen() {
        QFETCH(QString, language);
        ui::applyTheme(ui::Theme::Light);      // with its icons: tools are known by pictures
        ui::applyLanguage(language);
        begin();
        m_window->resize(1024, 700);
        const QSize least = m_window->minimumSizeHint();
        QVERIFY2(least.width() <= 1024 && least.height() <= 700, qPrintable(QString("%1 × %2\n%3").arg(least.width()).arg(least.height()).arg(largest())));
        QCOMPARE(m_window->size(), QSize(1024, 700));
        // In the middle of work: an object, the brush, a review; and then a second reading with its bar, and the table below.
        key(Qt::Key_F5);
        key(Qt::Key_N);
        key(Qt::Key_B);
        key(Qt::Key_F7);
        m_window->resize(1024, 700);
        QVERIFY2(m_window->size() == QSize(1024, 700), qPrintable(QString("%1 × %2\n%3").arg(m_window->width()).arg(m_window->height()).arg(largest())));
        QVERIFY2(m_window->canvas().view().width() >= 320, qPrintable(QString::number(m_window->canvas().view().width())));
        QVERIFY2(m_window->canvas().view().height() >= 120, qPrintable(QString::number(m_window->canvas().view().height())));
        for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>())
            if (!dock->visibleRegion().isEmpty()) QVERIFY2(m_window->rect().contains(QRect(dock->mapTo(m_window.get(), QPoint()), dock->size())), qPrintable(dock->objectName()));
    }
    /// What lies under the mouse by chance keeps its value while the panel scrolls.
    void theWheelOverAPanelScrollsIt() {
        begin();
        m_window->resize(1024, 700);
        auto* panel = m_window->findChild<ui::DetectionPanel*>();
        auto* area = m_window->findChild<ui::ScrolledPanel*>();
        for (auto* one : m_window->findChildren<ui::ScrolledPanel*>())
            if (one->isAncestorOf(panel)) area = one;
        QVERIFY(area && area->isAncestorOf(panel) && area->verticalScrollBar()->maximum() > 0);
        int tried = 0;
        for (QSlider* slider : panel->findChildren<QSlider*>()) {
            area->verticalScrollBar()->setValue(0);
            const int before = slider->value();
            test::wheel(*slider, slider->rect().center(), -120);
            QCOMPARE(slider->value(), before);
            QVERIFY(area->verticalScrollBar()->value() > 0);
            ++tried;
        }
        QVERIFY(tried >= 3);
        for (QComboBox* box : panel->findChildren<QComboBox*>()) {
            const int before = box->currentIndex();
            test::wheel(*box, box->rect().center(), -120);
            QCOMPARE(box->currentIndex(), before);
        }
        QSlider* threshold = panel->findChildren<QSlider*>().front();
        threshold->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(threshold->hasFocus());
        const int before = threshold->value();
        test::wheel(*threshold, threshold->rect().center(), -120);
        QVERIFY(threshold->value() != before);      // it is meant
    }
    void cleanup() { end(); }
    void cleanupTestCase() { ui::applyLanguage("en"); }
};

int main(int argc, char** argv) { return runWindowTest<SmallWindowTest>(argc, argv); }
#include "small_window_test.moc"
