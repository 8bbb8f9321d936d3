// Keys that a person changes: pressed in the dialog, they act at once, stay over a restart, and no two commands share one.
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/gui/window_fixture.h"
#include "ui/controllers/settings.h"
#include "ui/main_window/cheat_sheet.h"
#include "ui/main_window/keys_dialog.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class KeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        openSettings()->remove("keys");
        open();
    }

    void cleanup() { m_window.reset(); }

    void aKeyThatIsPressedInTheDialogActsAtOnce() {
        choose("Dark");
        press(Qt::Key_J, Qt::ControlModifier);
        click("keysSet");
        QAction* dark = m_window->action(Command::ThemeDark);
        QCOMPARE(dark->shortcuts(), QList<QKeySequence>{QKeySequence("Ctrl+J")});
        QVERIFY(dark->toolTip().contains(QKeySequence("Ctrl+J").toString(QKeySequence::NativeText)));
        dialog()->close();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(!dark->isChecked());
        QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
        QVERIFY(dark->isChecked());
        m_window->action(Command::ThemeSystem)->trigger();
    }

    void itIsThereAfterARestartAndOnTheCheatSheet() {
        choose("Export");
        press(Qt::Key_F9, Qt::NoModifier);
        click("keysSet");
        m_window.reset();
        open();
        QCOMPARE(m_window->action(Command::Export)->shortcuts(), QList<QKeySequence>{QKeySequence("F9")});
        Actions actions(m_window.get());
        actions.readKeys(*openSettings());
        QVERIFY(cheatSheetHtml(actions).contains("<b>F9</b>"));
    }

    void aKeyThatAnotherHasChangesHands() {
        choose("Reject");
        press(Qt::Key_A, Qt::NoModifier);
        QVERIFY(note().contains("Accept"));
        QCOMPARE(m_window->action(Command::Accept)->shortcuts().size(), 1);    // asked, not yet done
        click("keysSet");
        QVERIFY(m_window->action(Command::Accept)->shortcuts().isEmpty());
        QCOMPARE(m_window->action(Command::Reject)->shortcuts(), QList<QKeySequence>{QKeySequence("A")});
        QVERIFY(note().isEmpty());
    }

    void theStandardComesBack() {
        choose("Brush");
        press(Qt::Key_J, Qt::NoModifier);
        click("keysSet");
        click("keysStandard");
        QCOMPARE(m_window->action(Command::ToolBrush)->shortcuts(), Actions::standardKeys(Command::ToolBrush));
        click("keysNone");
        QVERIFY(m_window->action(Command::ToolBrush)->shortcuts().isEmpty());
        click("keysAllStandard");
        QCOMPARE(m_window->action(Command::ToolBrush)->shortcuts(), Actions::standardKeys(Command::ToolBrush));
        const auto settings = openSettings();
        settings->beginGroup("keys");
        QVERIFY(settings->childKeys().isEmpty());
    }

private:
    void open() {
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->action(Command::ChangeKeys)->trigger();
        QVERIFY(dialog());
        QVERIFY(QTest::qWaitForWindowExposed(dialog()));
    }
    KeysDialog* dialog() const { return m_window->findChild<KeysDialog*>(); }
    /// The first command that the search leaves.
    void choose(const QString& name) {
        auto* search = dialog()->findChild<QLineEdit*>("keysSearch");
        search->clear();
        QTest::keyClicks(search, name);
        auto* list = dialog()->findChild<QTreeWidget*>("keysList");
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            if (QTreeWidgetItem* row = list->topLevelItem(i); !row->isHidden() && row->text(0).endsWith(name)) {
                list->scrollToItem(row);
                return QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(row).center());
            }
        QFAIL(qPrintable("no command " + name));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
        auto* edit = dialog()->findChild<QKeySequenceEdit*>("keysNew");
        edit->setFocus();
        QTest::keyClick(edit, key, modifiers);
        // The field waits a second for a second stroke.
        QTRY_VERIFY_WITH_TIMEOUT(dialog()->findChild<QPushButton*>("keysSet")->isEnabled(), kPatience);
    }
    void click(const char* name) {
        auto* button = dialog()->findChild<QPushButton*>(name);
        QVERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString note() const { return dialog()->findChild<QLabel*>("keysNote")->text(); }

    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<KeysTest>(argc, argv); }
#include "keys_test.moc"
