#include "ui/main_window/status_bar.h"

#include "ui/controllers/text.h"
#include "ui/panels/elided_label.h"

namespace bowman::ui {
namespace {

constexpr int kPad = 8;

}  // namespace

StatusBar::StatusBar(QWidget* parent) : QStatusBar(parent) {
    setSizeGripEnabled(false);
    const auto add = [this](const QString& name, const char* widest, int stretch = 0) {
        auto* label = new ElidedLabel;
        label->setContentsMargins(kPad, 0, kPad, 0);
        label->setAccessibleName(name);
        label->setUsualText(QString::fromUtf8(widest));
        addWidget(label, stretch);
        return label;
    };
    m_zoom = add(tr("Magnification and scale"), "40×  0.252 µm/px (file)");
    m_cursor = add(tr("Place under the cursor"), "x 88,888 µm  y 88,888 µm");
    m_probability = add(tr("Probability under the cursor"), "prob 0.93", 1);
    m_job = new ElidedLabel;
    m_job->setContentsMargins(kPad, 0, kPad, 0);
    m_job->setAccessibleName(tr("Work in the background"));
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(120, 6);
    m_saved = new ElidedLabel;
    m_saved->setContentsMargins(kPad, 0, kPad, 0);
    m_saved->setAccessibleName(tr("Whether everything is saved"));
    addPermanentWidget(m_job);
    addPermanentWidget(m_bar);
    m_stop = new QToolButton;
    m_stop->setObjectName("stopJob");
    m_stop->setAutoRaise(true);
    m_stop->setText("✕");
    m_stop->setToolTip(tr("Stop this"));
    m_stop->setAccessibleName(tr("Stop the work in the background"));
    connect(m_stop, &QToolButton::clicked, this, &StatusBar::stopRequested);
    addPermanentWidget(m_stop);
    addPermanentWidget(m_saved);
    setStyleSheet("QStatusBar::item { border: none; }");
    setView(std::nullopt, std::nullopt, {});
    setJob({}, 0);
}

void StatusBar::addMagnifications(const QList<QAction*>& actions) {
    int place = 0;
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setObjectName("button " + action->objectName());
        button->setAccessibleName(action->text().remove('&'));
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        insertWidget(place++, button);
    }
}

void StatusBar::setView(std::optional<double> downsample, std::optional<double> umPerPx, const QString& source, const QString& story,
                        bool isDoubted) {
    m_zoom->setToolTip(story);
    if (!downsample) return m_zoom->clear();
    const QString scale = umPerPx ? scaleText(umPerPx) + (source.isEmpty() ? "" : " (" + source + ")") : scaleText(umPerPx);
    const QString power = umPerPx ? magnificationText(*umPerPx * *downsample) : QString("1:%1").arg(*downsample, 0, 'f', *downsample < 10 ? 1 : 0);
    m_zoom->setText(power + "   " + scale + (isDoubted ? "  ⚠" : ""));
}

void StatusBar::setCursor(std::optional<SlidePoint> point, std::optional<double> umPerPx, std::optional<double> probability) {
    if (!point) m_cursor->clear();
    else if (umPerPx) m_cursor->setText(QString("x %1  y %2 µm").arg(countText(point->x * *umPerPx), countText(point->y * *umPerPx)));
    else m_cursor->setText(QString("x %1  y %2 px").arg(countText(point->x), countText(point->y)));
    m_probability->setText(point && probability ? QString("prob %1").arg(*probability, 0, 'f', 2) : QString());
}

void StatusBar::setSaved(const SaveState& state, bool hasProject) {
    QString text;
    if (!hasProject) text.clear();
    else if (!state.error.isEmpty()) text = tr("NOT SAVED");
    else if (!state.everythingSaved) text = tr("saving…");
    else if (state.lastSaved.isValid()) text = tr("saved %1").arg(state.lastSaved.toString("HH:mm:ss"));
    m_saved->setText(text);
    m_saved->setToolTip(state.error.isEmpty() ? tr("Everything is on disk as soon as you do it") : state.error);
}

void StatusBar::setJob(const QString& text, double fraction, bool canStop) {
    m_job->setText(text);
    m_job->setVisible(!text.isEmpty());
    m_bar->setVisible(!text.isEmpty());
    m_stop->setVisible(canStop && !text.isEmpty());
    m_bar->setRange(0, fraction < 0 ? 0 : 1000);
    m_bar->setValue(static_cast<int>(1000 * fraction));
}

}  // namespace bowman::ui
