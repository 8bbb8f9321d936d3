// A window with a project of three slides, for the tests of tabs, of the comparison side by side and of what is known about slides. GUI thread.
#pragma once

#include <QLineEdit>
#include <QPushButton>

#include "tests/gui/window_fixture.h"
#include "ui/dialogs/slide_information_dialog.h"
#include "ui/main_window/theme.h"
#include "ui/panels/slide_facts.h"

namespace bowman::test {

inline bool isNear(SlidePoint a, SlidePoint b, double by = 0.6) { return std::hypot(a.x - b.x, a.y - b.y) < by; }

/// Base of a test: its init() calls openThree(), its cleanup() closeThree(), its initTestCase() writeThree().
class ThreeSlides {
protected:
    void writeThree() {
        ui::applyTheme(ui::Theme::Light);
        QVERIFY(writeDiscSlide(path("a.tif")).ok());
        QVERIFY(writeDiscSlide(path("b.tif"), {.umPerPx = 0.5, .width = 2304}).ok());   // another content, else it is the same slide
        QVERIFY(writeDiscSlide(path("c.tif"), {.umPerPx = std::nullopt, .width = 2560}).ok());
    }

    void openThree(ui::Networks networks = purpleNetworks()) {
        m_window = std::make_unique<ui::MainWindow>(std::move(networks));
        m_window->resize(1300, 850);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->openFiles({file("a.tif"), file("b.tif"), file("c.tif")}, file("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().slides().size() == 3, kPatience);
        settle();
        ui::Watchdog::reset();   // the first paint loads fonts
    }

    void closeThree() {
        m_window.reset();
        for (const auto& entry : std::filesystem::directory_iterator(path("")))
            if (entry.path().string().find(".bowman") != std::string::npos) std::filesystem::remove_all(entry.path());
        if (!QTest::currentTestFailed()) QCOMPARE(ui::Watchdog::slowEvents(), 0);
    }

    std::filesystem::path path(const char* name) const { return std::filesystem::path(m_folder.path().toStdString()) / name; }
    QString file(const char* name) const { return QString::fromStdString(path(name).string()); }
    ui::SlideView& view() { return m_window->canvas().view(); }
    ui::SlideTabs& tabs() { return m_window->slides().tabs(); }
    ui::SideBySide& side() { return m_window->slides().sideBySide(); }
    ui::SlideView& otherView() { return side().pane()->view(); }
    ui::SlidePropertiesPanel& properties() { return *m_window->findChild<ui::SlidePropertiesPanel*>(); }
    QPushButton* labelButton() { return properties().findChild<QPushButton*>("showLabel"); }
    QToolButton* linkButton() { return m_window->findChild<QToolButton*>("linkViews"); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(view().isSharp(), kPatience); }

    SlideRecord record(const std::string& stem) {
        for (const SlideRecord& s : m_window->project().slides())
            if (s.path.stem() == stem) return s;
        return {};
    }
    SlideId id(const std::string& stem) { return record(stem).id; }

    void clickInPanel(const QString& title) {
        auto* list = m_window->findChild<ui::SlidesPanel*>();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (index.data().toString() != title) continue;
            list->scrollTo(index);
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QCOMPARE(m_window->project().currentSlide(), id(title.toStdString()));
    }

    void proposeOn(const char* slide) {
        Edit edit;
        edit.label = "propose";
        edit.changes.push_back({nullptr, std::make_shared<Annotation>(proposal(m_window->project().document()->newAnnotationId(), kDiscs[0], 0.5))});
        QCOMPARE(m_window->project().currentSlide(), id(slide));
        QVERIFY(m_window->project().apply(edit).ok());
    }

    void compare() {
        QTest::keyClick(&view(), Qt::Key_F8);
        QVERIFY(side().isOn());
        QTRY_VERIFY_WITH_TIMEOUT(otherView().slide(), kPatience);
        QTest::qWait(0);   // the splitter gives both their place
    }

    void look(SlidePoint centre, double downsample) {
        Viewport v = view().viewport();
        v.centre = centre;
        v.downsample = downsample;
        view().setViewport(v);
    }

    /// On b, whose middle lies on the middle of a, at the offset that is shown.
    SlidePoint mapped(SlidePoint onA) {
        const auto kept = m_window->project().document()->alignment(id("a"), id("b"));
        return ui::pointOnOther(onA, kept ? *kept : ui::centred({0, 0, 2048, 1536}, {0, 0, 2304, 1536}, {1, 0.5}), {1, 0.5});
    }

    static void drag(ui::SlideView& on, QPoint from, QPoint to) {
        QTest::mousePress(&on, Qt::LeftButton, {}, from);
        QTest::mouseMove(&on, (from + to) / 2);
        QTest::mouseMove(&on, to);
        QTest::mouseRelease(&on, Qt::LeftButton, {}, to);
    }

    QString noticeBeside() {
        QString all;
        for (const QLabel* label : otherView().findChildren<QLabel*>()) all += label->text();
        return all;
    }

    QString textOfProperties() {
        properties().table().clearSelection();
        QString text;
        const QAbstractItemModel& model = *properties().table().model();
        for (int row = 0; row < model.rowCount(); ++row) text += model.index(row, 0).data().toString() + "\t" + model.index(row, 1).data().toString() + "\n";
        return text;
    }

    QString cell(ui::SlideTableDialog& table, int row, int column) { return table.findChild<QTableView*>()->model()->index(row, column).data().toString(); }

    /// As a person does: double click, type, Enter.
    void edit(ui::SlideTableDialog& table, int row, int column, const QString& text) {
        QTableView& rows = *table.findChild<QTableView*>();
        const QModelIndex index = rows.model()->index(row, column);
        rows.scrollTo(index);
        const QPoint at = rows.visualRect(index).center();
        QTest::mouseClick(rows.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(rows.viewport(), Qt::LeftButton, {}, at);
        auto* editor = rows.viewport()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!rows.viewport()->findChild<QLineEdit*>());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ui::MainWindow> m_window;
};

}  // namespace bowman::test
