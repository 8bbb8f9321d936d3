#include "ui/panels/plane_bar.h"

#include <algorithm>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bowman::ui {
namespace {

constexpr int kMargin = 12;
constexpr std::size_t kShownAtOnce = 6;     // of the channels, where nothing was chosen
constexpr int kPerRow = 5;

}  // namespace

PlaneBar::PlaneBar(QWidget* parent) : QFrame(parent) {
    setObjectName("planeBar");
    // The same on every slide, in both themes, as the other things that float over the canvas.
    setStyleSheet("QFrame#planeBar { background: rgba(28,30,32,215); border-radius: 4px; }"
                  "QLabel { color: white; background: transparent; }"
                  "QToolButton { color: #b8bcc0; background: transparent; border: 1px solid #6a6e72; border-radius: 3px; padding: 2px 8px; }"
                  "QToolButton:checked { color: #1c1e20; background: #ffd27a; border-color: #ffd27a; }"
                  "QToolButton:focus { border-color: white; }");
    m_focus = new QSlider(Qt::Horizontal);
    m_focus->setObjectName("focusPlane");
    m_focus->setAccessibleName(tr("Focus plane"));
    m_focus->setToolTip(tr("Focus plane (Page Up, Page Down)"));
    m_focus->setPageStep(1);
    m_focus->setMinimumWidth(140);
    m_focusText = new QLabel;
    m_focusRow = new QWidget;
    auto* row = new QHBoxLayout(m_focusRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new QLabel(tr("Focus")));
    row->addWidget(m_focus, 1);
    row->addWidget(m_focusText);
    m_channelRow = new QWidget;
    new QGridLayout(m_channelRow);
    m_channelRow->layout()->setContentsMargins(0, 0, 0, 0);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 8, 4);
    all->setSpacing(4);
    all->setSizeConstraint(QLayout::SetFixedSize);   // as large as what it shows
    all->addWidget(m_focusRow);
    all->addWidget(m_channelRow);
    connect(m_focus, &QSlider::valueChanged, this, [this](int z) {
        m_plane.z = z;
        showPlane();
        Q_EMIT planeChosen(m_plane);
    });
    move(kMargin, kMargin);
    hide();
}

void PlaneBar::show(const SlideInfo& info) {
    setVisible(info.zCount > 1 || info.channels.size() > 1);
    if (isHidden()) return;
    m_plane = info.view;
    m_zCount = info.zCount;
    if (m_names != info.channels) makeChannels(info.channels);
    const QSignalBlocker quiet(m_focus);
    m_focus->setRange(0, info.zCount - 1);
    m_focus->setValue(m_plane.z);
    m_focusRow->setVisible(info.zCount > 1);
    m_channelRow->setVisible(info.channels.size() > 1);
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        const QSignalBlocker silent(m_channels[i]);
        const auto& chosen = m_plane.channels;
        m_channels[i]->setChecked(chosen.empty() ? i < kShownAtOnce : std::find(chosen.begin(), chosen.end(), static_cast<int>(i)) != chosen.end());
    }
    showPlane();
    raise();
}

void PlaneBar::stepFocus(int by) {
    if (isVisible() && m_zCount > 1) m_focus->setValue(m_focus->value() + by);
}

void PlaneBar::makeChannels(const std::vector<std::string>& names) {
    m_names = names;
    for (QToolButton* button : m_channels) delete button;
    m_channels.clear();
    auto* grid = static_cast<QGridLayout*>(m_channelRow->layout());
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto* button = new QToolButton;
        button->setText(QString::fromStdString(names[i]));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(tr("Show the channel %1").arg(button->text()));
        connect(button, &QToolButton::toggled, this, &PlaneBar::readChannels);
        grid->addWidget(button, static_cast<int>(i) / kPerRow, static_cast<int>(i) % kPerRow);
        m_channels.push_back(button);
    }
}

void PlaneBar::readChannels() {
    std::vector<int> chosen;
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        if (m_channels[i]->isChecked()) chosen.push_back(static_cast<int>(i));
    if (chosen.empty()) {   // nothing would be black
        auto* last = qobject_cast<QToolButton*>(sender());
        if (last) last->setChecked(true);
        return;
    }
    m_plane.channels = chosen;
    Q_EMIT planeChosen(m_plane);
}

void PlaneBar::showPlane() { m_focusText->setText(QString("%1 / %2").arg(m_plane.z + 1).arg(m_zCount)); }

}  // namespace bowman::ui
