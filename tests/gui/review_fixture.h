// What tests of the review share: a window with five proposals on the slide of discs, real keys, and ways to look at it.
#pragma once

#include <QComboBox>
#include <QDialog>

#include "tests/gui/window_fixture.h"

namespace bowman::test {

namespace fs = std::filesystem;

class ReviewFixture : public QObject {
protected:
    // The slots of QtTest call these.
    bool prepare() { return writeDiscSlide(path("a.tif")).ok(); }

    void begin() {
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

    void end() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().string().find(".bowman") != std::string::npos) fs::remove_all(entry.path());
    }

    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    void open() {
        m_window = std::make_unique<ui::MainWindow>(purpleNetworks());
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
    std::unique_ptr<ui::MainWindow> m_window;
};

}  // namespace bowman::test
