#include "ui/main_window/compare_pane.h"

#include <cmath>

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/main_window/canvas_area.h"

namespace bowman::ui {
namespace {

constexpr int kCrossEdge = 37;
constexpr int kCrossGap = 5;      // what is under the cursor stays to be seen

}  // namespace

CrossMark::CrossMark(SlideView& view) : QWidget(&view), m_view(view) {
    setObjectName("crossMark");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedSize(kCrossEdge, kCrossEdge);
    hide();
}

void CrossMark::showAt(std::optional<SlidePoint> point) {
    if (!point || !m_view.slide()) return hide();
    const DevicePoint at = m_view.viewport().toDevice(*point);
    const double dpr = m_view.devicePixelRatioF();
    const QPoint place(static_cast<int>(std::floor(at.x / dpr)), static_cast<int>(std::floor(at.y / dpr)));
    if (!m_view.rect().contains(place)) return hide();
    move(place - QPoint(kCrossEdge / 2, kCrossEdge / 2));
    show();
}

void CrossMark::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int middle = kCrossEdge / 2;
    // Dark on light, light on dark: seen on any stain.
    for (const auto& [colour, width] : {std::pair{QColor(255, 255, 255, 230), 5}, {QColor(20, 20, 20), 2}}) {
        painter.setPen(QPen(colour, width));
        painter.drawLine(0, middle, middle - kCrossGap, middle);
        painter.drawLine(middle + kCrossGap, middle, kCrossEdge - 1, middle);
        painter.drawLine(middle, 0, middle, middle - kCrossGap);
        painter.drawLine(middle, middle + kCrossGap, middle, kCrossEdge - 1);
    }
}

ComparePane::ComparePane(QWidget* parent) : QWidget(parent) {
    setObjectName("comparePane");
    m_slides = new QComboBox;
    m_slides->setObjectName("otherSlide");
    m_slides->setAccessibleName(tr("Slide on the right"));
    m_slides->setToolTip(tr("The slide that is shown on the right"));
    m_slides->setFocusPolicy(Qt::TabFocus);
    m_slides->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_slides->setMinimumContentsLength(12);
    connect(m_slides, &QComboBox::activated, this, [this](int index) { Q_EMIT slideChosen(m_slides->itemData(index).toLongLong()); });
    const auto button = [](const char* name, const char* icon, const QString& text, const QString& tip) {
        auto* b = new QToolButton;
        b->setObjectName(name);
        b->setIcon(QIcon::fromTheme(icon));
        b->setText(text);
        b->setToolTip(tip);
        b->setAccessibleName(text);
        b->setAutoRaise(true);
        b->setFocusPolicy(Qt::TabFocus);
        return b;
    };
    m_link = button("linkViews", "link", tr("Linked"),
                    tr("Both sides move, zoom and turn together. Release it to move each alone; press it again and the offset that they then have is kept in the project"));
    m_link->setCheckable(true);
    m_link->setChecked(true);
    m_link->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_link, &QToolButton::toggled, this, &ComparePane::linkToggled);
    m_link->setFixedWidth(m_link->sizeHint().width() + 8);
    m_offset = new QLabel;
    m_offset->setObjectName("offset");
    m_offset->setEnabled(false);
    m_offset->setToolTip(tr("How the section on the right lies against the one on the left"));
    auto* reset = button("resetOffset", "edit-reset", tr("Reset Offset"), tr("Middle upon middle, neither turned"));
    connect(reset, &QToolButton::clicked, this, &ComparePane::resetRequested);
    auto* close = button("closeComparison", "window-close", tr("Close"), tr("One slide again (F8)"));
    connect(close, &QToolButton::clicked, this, &ComparePane::closeRequested);
    auto* names = new QWidget;
    names->setFixedHeight(kNameLineHeight);
    auto* line = new QHBoxLayout(names);
    line->setContentsMargins(4, 0, 4, 0);
    line->setSpacing(4);
    line->addWidget(m_link);   // first: it stays under the cursor whatever the texts say
    line->addWidget(m_slides, 1);
    line->addWidget(m_offset);
    line->addWidget(reset);
    line->addWidget(close);

    m_view = new SlideView;
    m_view->setObjectName("otherCanvas");
    m_view->setAccessibleName(tr("Slide beside"));
    m_notice = new SlideNotice(*m_view);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(names);
    all->addWidget(m_view, 1);
}

void ComparePane::setChoices(const std::vector<Choice>& choices, SlideId current) {
    const QSignalBlocker quiet(m_slides);
    if (choices != m_choices) {
        m_choices = choices;
        m_slides->clear();
        for (const Choice& choice : choices) m_slides->addItem(choice.title, qint64(choice.id));
    }
    m_slides->setCurrentIndex(m_slides->findData(qint64(current)));
}

void ComparePane::setLinked(bool linked) {
    const QSignalBlocker quiet(m_link);
    m_link->setChecked(linked);
    m_link->setText(linked ? tr("Linked") : tr("Apart"));
}

void ComparePane::setOffsetText(const QString& text) { m_offset->setText(text); }

void ComparePane::setNotice(const QString& text) { m_notice->say(text); }

}  // namespace bowman::ui
