// Whoever cannot see the window hears it: every control has a name.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabBar>

#include "tests/gui/window_fixture.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class AccessibleNamesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyControlHasAName() {
        QTemporaryDir folder;
        const QString slide = folder.filePath("a.tif");
        QVERIFY(writeDiscSlide(slide.toStdString()).ok());
        MainWindow window(purpleNetworks());
        window.resize(1300, 860);
        window.show();
        window.openFiles({slide}, folder.filePath("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(window.project().slide() && window.isSettled(), kPatience);
        int controls = 0;
        QStringList nameless;
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
                                   qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QLineEdit*>(widget) || qobject_cast<QAbstractItemView*>(widget);
            // Parts of another control, and what Qt makes within its own.
            const bool isPart = qobject_cast<QComboBox*>(widget->parentWidget()) || qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) ||
                                qobject_cast<QScrollBar*>(widget) || qobject_cast<QTabBar*>(widget->parentWidget()) || widget->objectName().startsWith("qt_") ||
                                qobject_cast<QDockWidget*>(widget->parentWidget()) || qobject_cast<QAbstractItemView*>(widget->parentWidget()) ||
                                widget->inherits("QComboBoxListView") || widget->inherits("QLineEditIconButton") || widget->inherits("QHeaderView");
            // A hidden button that gets its text, which is its name, when there is something to say.
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (!isControl || isPart || (button && button->text().isEmpty() && !widget->isVisible())) continue;
            ++controls;
            QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(widget);
            if (!heard || heard->text(QAccessible::Name).trimmed().isEmpty())
                nameless << QString("%1 “%2” in %3").arg(widget->metaObject()->className(), widget->objectName(), widget->parentWidget()->metaObject()->className());
        }
        QVERIFY(controls > 60);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
    }
};

int main(int argc, char** argv) { return runWindowTest<AccessibleNamesTest>(argc, argv); }
#include "accessible_names_test.moc"
