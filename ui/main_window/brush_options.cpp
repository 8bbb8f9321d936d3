#include "ui/main_window/brush_options.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/controllers/settings.h"

namespace bowman::ui {
namespace {

constexpr int kMargin = 12;
constexpr double kSmallestRadius = 1;      // level-0 pixels
constexpr double kStepsPerDoubling = 8;
constexpr int kSteps = 80;                 // up to 1024 px

int stepOf(double radius) { return static_cast<int>(std::lround(kStepsPerDoubling * std::log2(std::max(radius, kSmallestRadius)))); }
double radiusOf(int step) { return std::exp2(step / kStepsPerDoubling); }

}  // namespace

BrushOptions::BrushOptions(QWidget* canvas, std::vector<StrokeTool*> tools, std::function<std::optional<double>()> umPerPx)
    : QFrame(canvas), m_tools(std::move(tools)), m_umPerPx(std::move(umPerPx)) {
    setObjectName("brushOptions");
    setAccessibleName(tr("Options of the brush"));
    setCursor(Qt::ArrowCursor);
    // The same on every slide, in both themes, as the other chips on the canvas.
    QPalette dark = palette();
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) dark.setColor(role, QColor(0xe8, 0xea, 0xec));
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button}) dark.setColor(role, QColor(0x5a, 0x5f, 0x64));
    setPalette(dark);
    m_size = new QLabel;
    m_size->setObjectName("brushSize");
    m_size->setAccessibleName(tr("Radius of the tip"));
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName("brushRadius");
    m_slider->setRange(0, kSteps);
    m_slider->setFixedWidth(110);
    m_slider->setToolTip(tr("Radius of the tip; the keys [ and ], and Ctrl+wheel, change it too"));
    m_slider->setAccessibleName(tr("Radius of the tip"));
    m_follows = new QCheckBox(tr("Follow the zoom"));
    m_follows->setObjectName("brushFollowsZoom");
    m_follows->setToolTip(tr("On: the tip stays as large on the screen when the zoom changes. Off: as large on the slide, in µm"));
    m_pressure = new QCheckBox(tr("Pen pressure"));
    m_pressure->setObjectName("brushPressure");
    m_pressure->setToolTip(tr("The lighter a pen is pressed, the smaller its tip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 10, 5);
    row->setSpacing(10);
    for (QWidget* part : {static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_follows), static_cast<QWidget*>(m_pressure)}) {
        part->setFocusPolicy(Qt::NoFocus);           // keys belong to the canvas
        row->addWidget(part);
    }
    for (QCheckBox* box : {m_follows, m_pressure}) box->setAccessibleDescription(box->toolTip());
    const QFontMetrics metrics = m_size->fontMetrics();
    m_size->setMinimumWidth(std::max(metrics.horizontalAdvance("0000.0 µm on the slide"), metrics.horizontalAdvance(tr("Tip: fits the object"))));

    const auto settings = openSettings();
    m_follows->setChecked(settings->value("brush/followsZoom", false).toBool());
    m_pressure->setChecked(settings->value("brush/pressure", true).toBool());
    applyHabits();
    connect(m_slider, &QSlider::valueChanged, this, &BrushOptions::choose);
    for (QCheckBox* box : {m_follows, m_pressure})
        connect(box, &QCheckBox::toggled, this, [this] {
            const auto changed = openSettings();
            changed->setValue("brush/followsZoom", m_follows->isChecked());
            changed->setValue("brush/pressure", m_pressure->isChecked());
            applyHabits();
        });
    canvas->installEventFilter(this);
    hide();
}

void BrushOptions::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(28, 30, 32, 215));
    painter.drawRoundedRect(rect(), 4, 4);
}

/// In a line, or, on a narrow canvas, below each other.
void BrushOptions::place() {
    auto* parts = static_cast<QBoxLayout*>(layout());
    for (const auto direction : {QBoxLayout::LeftToRight, QBoxLayout::TopToBottom}) {
        parts->setDirection(direction);
        if (parts->sizeHint().width() <= parentWidget()->width() - 2 * kMargin) break;
    }
    adjustSize();
    move(std::max(kMargin, (parentWidget()->width() - width()) / 2), kMargin);
}

bool BrushOptions::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

void BrushOptions::applyHabits() {
    for (StrokeTool* tool : m_tools) {
        tool->setFollowsZoom(m_follows->isChecked());
        tool->setUsesPressure(m_pressure->isChecked());
    }
    refresh();
}

void BrushOptions::setTool(const Tool* tool) {
    const auto found = std::find(m_tools.begin(), m_tools.end(), tool);
    m_tool = found == m_tools.end() ? nullptr : *found;
    setVisible(m_tool != nullptr);
    refresh();
}

void BrushOptions::refresh() {
    if (!m_tool) return;
    const double radius = m_tool->radius();
    const auto scale = m_umPerPx();
    if (radius <= 0) m_size->setText(tr("Tip: fits the object"));
    else if (m_tool->followsZoom()) m_size->setText(tr("Tip: %1 px on the screen").arg(std::lround(m_tool->radiusOnScreen())));
    else if (scale) m_size->setText(tr("Tip: %1 µm on the slide").arg(radius * *scale, 0, 'f', 1));
    else m_size->setText(tr("Tip: %1 px of the slide").arg(radius, 0, 'f', 0));
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(stepOf(radius));
    place();
}

void BrushOptions::choose(int step) {
    if (m_tool) m_tool->setRadius(radiusOf(step));
    refresh();
}

}  // namespace bowman::ui
