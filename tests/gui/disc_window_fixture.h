// What tests of the window share: a window on the slide of discs, five proposals, a hand; habits and files in a temporary folder. Each test fails on
// an event that keeps the window waiting.
#pragma once

#include "tests/gui/window_fixture.h"
#include "ui/controllers/watchdog.h"
#include "ui/main_window/theme.h"

namespace bowman::test {

namespace fs = std::filesystem;

class DiscWindowFixture : public QObject {
protected:
    // The slots of QtTest call these.
    void prepare() {
        ui::applyTheme(ui::Theme::Light);
        const auto written = writeDiscSlide(path("discs.tif"));
        QVERIFY2(written.ok(), written ? "" : written.error().message().c_str());
    }

    void begin() {
        m_window = std::make_unique<ui::MainWindow>(purpleNetworks());
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        ui::Watchdog::reset();   // the first paint loads fonts
    }

    void end() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(folder()))
            if (entry.path().filename() != "discs.tif" && entry.path().filename() != "settings.ini") fs::remove_all(entry.path());
        if (!QTest::currentTestFailed()) QCOMPARE(ui::Watchdog::slowEvents(), 0);
    }

    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path path(const char* name) const { return folder() / name; }
    ui::SlideView& canvas() { return m_window->canvas().view(); }

    void openDiscs() {
        m_window->openFiles({QString::fromStdString(path("discs.tif").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        canvas().setFocus();
    }

    /// One object per disc, as a detection would leave them; the first is the least sure.
    void propose() {
        Edit edit{"found 5 glomeruli", {}};
        m_ids.clear();
        for (int i = 0; i < 5; ++i) {
            const AnnotationId id = m_window->project().document()->newAnnotationId();
            m_ids.push_back(id);
            edit.changes.push_back({nullptr, std::make_shared<Annotation>(proposal(id, kDiscs[i], i == 0 ? 0.9 : 0.1 * i))});
        }
        const auto applied = m_window->project().applyBatch(edit, "{}");
        QVERIFY2(applied.ok(), applied ? "" : applied.error().message().c_str());
    }

    AnnotationId idOf(int number) const { return m_ids[static_cast<std::size_t>(number - 1)]; }
    AnnotationPtr annotation(int number) { return m_window->project().annotations()->find(idOf(number)); }
    ReviewState stateOf(int number) { return annotation(number)->state; }

    void paint(SlidePoint from, SlidePoint to) {
        const double ratio = canvas().devicePixelRatioF();
        const auto place = [&](SlidePoint p) {
            const DevicePoint d = canvas().viewport().toDevice(p);
            return QPoint(static_cast<int>(d.x / ratio), static_cast<int>(d.y / ratio));
        };
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, place(from));
        QTest::mouseMove(&canvas(), place(to));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, place(to));
    }

    QTemporaryDir m_folder;
    std::vector<AnnotationId> m_ids;
    std::unique_ptr<ui::MainWindow> m_window;
};

}  // namespace bowman::test
