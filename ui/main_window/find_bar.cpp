#include "ui/main_window/find_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

#include "ui/main_window/theme.h"

namespace bowman::ui {
namespace {

/// Shortens its text before the bar, with the button beside it, has to go from the toolbar.
class ElidedButton : public QPushButton {
public:
    ElidedButton() { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }
    QSize minimumSizeHint() const override { return {kLeastWidth, QPushButton::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionButton option;
        initStyleOption(&option);
        option.text = fontMetrics().elidedText(option.text, Qt::ElideRight, width() - kPadding);
        painter.drawControl(QStyle::CE_PushButton, option);
    }

private:
    static constexpr int kLeastWidth = 60, kPadding = 20;
};

}  // namespace

FindBar::FindBar(QAction* find, QWidget* parent) : QWidget(parent) {
    m_button = new QPushButton;
    m_button->setObjectName("find");
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setToolTip(find->toolTip());
    m_button->setMinimumHeight(30);
    QFont bold = font();
    bold.setBold(true);
    m_button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(tr("Find glomeruli")) + 36);
    connect(m_button, &QPushButton::clicked, this, [this] { m_state.running ? Q_EMIT stopRequested() : Q_EMIT findRequested(); });
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setMaximumWidth(180);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of the detection"));
    m_text = new ElidedLabel;
    m_text->setObjectName("findProgress");
    m_text->setUsualText("888 of 888 patches, 88 min 88 s left");
    m_text->setMinimumWidth(fontMetrics().horizontalAdvance("Slide 88 of 88: 88 min left"));    // the model gives way before it
    m_chip = new ElidedButton;
    m_chip->setObjectName("chip");
    m_chip->setFocusPolicy(Qt::TabFocus);
    m_chip->setCursor(Qt::PointingHandCursor);
    connect(m_chip, &QPushButton::clicked, this, &FindBar::chipClicked);
    auto* progress = new QVBoxLayout;
    progress->setSpacing(2);
    progress->addWidget(m_text, 0, Qt::AlignBottom);
    progress->addWidget(m_bar, 0, Qt::AlignTop);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(8, 2, 8, 2);
    line->setSpacing(8);
    line->addWidget(m_button);
    line->addLayout(progress);
    line->addWidget(m_chip);
    line->addStretch(1);
    setState({});
    setChip({}, false);
}

void FindBar::setState(const FindState& state) {
    m_state = state;
    m_button->setText(state.running ? tr("Stop") : tr("Find glomeruli"));
    m_button->setIcon(QIcon::fromTheme(state.running ? "media-playback-stop" : ""));
    m_button->setEnabled(state.running ? !state.stopping : state.canFind);
    m_bar->setVisible(state.running);
    m_text->setVisible(state.running);
    m_bar->setValue(static_cast<int>(1000 * state.fraction));
    m_text->setText(state.text);
    refreshTheme();
}

void FindBar::setChip(const QString& text, bool needsScale, const QString& doubt) {
    m_needsScale = needsScale || !doubt.isEmpty();
    m_chip->setText(doubt.isEmpty() ? text : text + "  ⚠");
    m_chip->setVisible(!text.isEmpty());
    m_chip->setToolTip(needsScale ? tr("The file does not say how large a pixel is. Click to set it: the network needs it.")
                      : !doubt.isEmpty() ? tr("%1. Click to set or confirm it.").arg(doubt)
                                  : tr("Model, device and scale that are used. Click for the settings."));
    refreshTheme();
}

void FindBar::refreshTheme() {
    const QString accent = accentColour().name(), bright = accentColour().lighter(115).name();
    const QString chipBack = m_needsScale ? "#ffb347" : isDark() ? "#3a3d41" : "#e6e6e3";
    const QString chipText = m_needsScale ? "#3a2500" : isDark() ? "#e6e6e4" : "#33373b";
    const QString style =
        (m_state.running
             ? QString("QPushButton#find { padding: 4px 12px; font-weight: bold; }")
             : QString("QPushButton#find { background: %1; color: white; border: none; border-radius: 4px; padding: 4px 12px; font-weight: bold; }"
                       "QPushButton#find:hover { background: %2; }"
                       "QPushButton#find:disabled { background: rgba(128,128,128,90); color: rgba(255,255,255,170); }").arg(accent, bright)) +
        QString("QPushButton#chip { background: %1; color: %2; border: none; border-radius: 11px; padding: 3px 12px; min-height: 16px; }").arg(chipBack, chipText);
    if (style != styleSheet()) setStyleSheet(style);
}

}  // namespace bowman::ui
