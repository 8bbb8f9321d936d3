#include "ui/main_window/reading_bar.h"

#include <QHBoxLayout>

namespace bowman::ui {
namespace {

/// As dark as to carry white letters in both themes: Tol's purple for a blinded reading, Okabe & Ito's blue and green for the others.
const char* colourOf(const ReadingRecord& reading) {
    switch (reading.kind) {
        case ReadingKind::Blinded: return "#7a2a5c";
        case ReadingKind::Consensus: return "#00644a";
        case ReadingKind::First: break;
    }
    return "#004f7c";
}

}  // namespace

ReadingBar::ReadingBar(QAction* finish, QAction* compare, QWidget* parent) : QFrame(parent) {
    setObjectName("readingBar");
    setAutoFillBackground(true);
    m_text = new QLabel;
    m_text->setObjectName("readingText");
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);    // a long line must not widen the window
    m_text->setAccessibleName(tr("Whose reading is shown"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(12, 4, 8, 4);
    line->addWidget(m_text, 1);
    const auto button = [line](QAction* action) {
        auto* b = new QToolButton;
        b->setDefaultAction(action);
        b->setToolButtonStyle(Qt::ToolButtonTextOnly);
        b->setFocusPolicy(Qt::TabFocus);
        b->setAccessibleName(action->text().remove('&'));
        line->addWidget(b);
        return b;
    };
    m_finish = button(finish);
    button(compare);
    hide();
}

void ReadingBar::show(const ReadingRecord& reading, const QString& text, bool others) {
    m_text->setText(text);
    m_finish->setVisible(reading.kind != ReadingKind::Consensus);
    setStyleSheet(QString("#readingBar { background: %1; } QLabel { color: white; background: transparent; }"
                          "QToolButton { color: white; background: rgba(255,255,255,40); border: 1px solid rgba(255,255,255,120); border-radius: 3px; padding: 2px 10px; }"
                          "QToolButton:hover { background: rgba(255,255,255,80); } QToolButton:checked { background: white; color: %1; }"
                          "QToolButton:disabled { color: rgba(255,255,255,120); }")
                      .arg(colourOf(reading)));
    setVisible(others);
}

}  // namespace bowman::ui
