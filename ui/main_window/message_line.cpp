#include "ui/main_window/message_line.h"

#include <chrono>

#include <QEvent>
#include <QHBoxLayout>

namespace bowman::ui {
namespace {

using namespace std::chrono_literals;
constexpr auto kShort = 5s;
constexpr auto kWithAction = 12s;
constexpr int kMargin = 24;

}  // namespace

MessageLine::MessageLine(QWidget* parent) : QFrame(parent) {
    setObjectName("message");
    // The same on every slide, in both themes.
    setStyleSheet("QFrame#message { background: rgba(28,30,32,230); border-radius: 4px; }"
                  "QLabel { color: #f2f2f0; background: transparent; }"
                  "QPushButton { color: #8fd0ff; background: transparent; border: none; font-weight: bold; padding: 2px 4px; }"
                  "QPushButton:hover { color: white; }");
    m_text = new QLabel;
    m_action = new QPushButton;
    m_action->setFocusPolicy(Qt::NoFocus);
    m_action->setCursor(Qt::PointingHandCursor);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(12, 8, 12, 8);
    line->setSpacing(16);
    line->addWidget(m_text);
    line->addWidget(m_action);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (m_run) m_run();
    });
    parent->installEventFilter(this);
    hide();
}

void MessageLine::say(const QString& text) {
    m_action->hide();
    appear(text);
    m_timer.start(kShort);
}

void MessageLine::sayWithAction(const QString& text, const QString& action, std::function<void()> run) {
    m_run = std::move(run);
    m_action->setText(action);
    m_action->show();
    appear(text);
    m_timer.start(kWithAction);
}

void MessageLine::dismiss() {
    m_run = nullptr;
    m_timer.stop();
    hide();
}

void MessageLine::appear(const QString& text) {
    m_text->setText(text);
    setAccessibleName(text);
    show();
    place();
    raise();
}

void MessageLine::place() {
    adjustSize();
    const QWidget* on = parentWidget();
    move((on->width() - width()) / 2, on->height() - height() - kMargin);
}

bool MessageLine::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

}  // namespace bowman::ui
