#include "ui/main_window/canvas_area.h"

#include <QVBoxLayout>

namespace bowman::ui {
namespace {

constexpr int kLeastWidth = 320;

}  // namespace

CanvasArea::CanvasArea(const StartPageActions& actions, QWidget* parent) : QWidget(parent) {
    m_banner = new Banner;
    m_stack = new QStackedWidget;
    m_view = new SlideView;
    m_view->setObjectName("canvas");
    m_view->setAccessibleName(tr("Slide"));
    m_view->setFocusPolicy(Qt::StrongFocus);
    m_start = new StartPage(actions);
    m_start->setMinimumWidth(kLeastWidth);   // it has the whole window; beside the panels a slide needs less
    m_stack->addWidget(m_start);
    m_split = new QSplitter;
    m_split->setChildrenCollapsible(false);
    m_name = new QLabel;
    m_name->setObjectName("slideName");
    m_name->setIndent(8);
    m_name->setFixedHeight(kNameLineHeight);
    m_name->hide();
    auto* named = new QWidget;
    auto* half = new QVBoxLayout(named);
    half->setContentsMargins(0, 0, 0, 0);
    half->setSpacing(0);
    half->addWidget(m_name);
    half->addWidget(m_view, 1);
    m_split->addWidget(named);
    m_stack->addWidget(m_split);
    m_message = new MessageLine(m_stack);
    m_notice = new SlideNotice(*m_view);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_banner);
    all->addWidget(m_stack, 1);
}

void CanvasArea::showSlide(bool shown) {
    m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_split) : m_start);
    if (shown && isActiveWindow()) m_view->setFocus();
}

void CanvasArea::setTabs(QWidget* tabs) { static_cast<QVBoxLayout*>(layout())->insertWidget(1, tabs); }

void CanvasArea::setName(const QString& text) {
    m_name->setText(text);
    m_name->setVisible(!text.isEmpty());
}

void CanvasArea::setNotice(const QString& text) { m_notice->say(text); }

}  // namespace bowman::ui
