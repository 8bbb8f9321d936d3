#include "ui/panels/layers_panel.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bowman::ui {

LayersPanel::LayersPanel(QWidget* parent) : QWidget(parent) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(4);
    const auto add = [&](const QString& text, const QString& tip, bool LayerSettings::*value) {
        auto* box = new QCheckBox(text);
        box->setToolTip(tip);
        box->setFocusPolicy(Qt::TabFocus);
        connect(box, &QCheckBox::toggled, this, [this, value](bool on) {
            m_layers.*value = on;
            Q_EMIT layersChanged(m_layers);
        });
        m_boxes.push_back({box, value});
        all->addWidget(box);
    };
    add(tr("Outlines"), tr("Outlines of the objects"), &LayerSettings::outlines);
    add(tr("Fill"), tr("Fill the outlines lightly (F)"), &LayerSettings::fill);

    m_fill = new QSlider(Qt::Horizontal);
    m_fill->setRange(0, 40);
    m_fill->setFocusPolicy(Qt::TabFocus);
    m_fill->setAccessibleName(tr("Opacity of the fill in percent"));
    m_fillText = new QLabel;
    m_fillText->setMinimumWidth(fontMetrics().horizontalAdvance("40 %"));
    auto* fillLine = new QHBoxLayout;
    fillLine->setContentsMargins(24, 0, 0, 0);
    fillLine->addWidget(m_fill, 1);
    fillLine->addWidget(m_fillText);
    all->addLayout(fillLine);
    connect(m_fill, &QSlider::valueChanged, this, [this](int percent) {
        m_fillText->setText(QString("%1 %").arg(percent));
        m_layers.fillOpacity = percent / 100.0;
        Q_EMIT layersChanged(m_layers);
    });

    add(tr("Model's outline"), tr("Dashed, beside a corrected shape"), &LayerSettings::predictions);
    add(tr("Rejected objects"), tr("Grey dotted"), &LayerSettings::rejected);
    add(tr("Heat map"), tr("The network's probability (H)"), &LayerSettings::heatMap);
    add(tr("Tissue"), tr("Where the network looks"), &LayerSettings::tissue);
    m_correctTissue = new QToolButton;
    m_correctTissue->setObjectName("correctTissue");
    m_correctTissue->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_correctTissue->setAutoRaise(false);
    m_correctTissue->setFocusPolicy(Qt::TabFocus);
    m_tissueText = new QLabel;
    m_tissueText->setObjectName("tissueText");
    m_tissueText->setContentsMargins(24, 0, 0, 0);
    m_tissueText->hide();
    auto* tissueLine = new QHBoxLayout;
    tissueLine->addWidget(m_boxes.back().box, 1);
    tissueLine->addWidget(m_correctTissue);
    all->addLayout(tissueLine);
    all->addWidget(m_tissueText);
    add(tr("Scale bar"), tr("Lower left"), &LayerSettings::scaleBar);
    add(tr("Navigator"), tr("Upper right"), &LayerSettings::navigator);
    add(tr("Seen"), tr("On the navigator: what you have looked at, at 5× or closer; kept in the project for each person"), &LayerSettings::seen);
    m_seenText = new QLabel;
    m_seenText->setObjectName("seenText");
    m_seenText->setContentsMargins(24, 0, 0, 0);
    all->addWidget(m_seenText);
    m_locks = new ClassLocks;
    all->addWidget(m_locks);
    all->addStretch(1);
    setLayers({});
}

void LayersPanel::setTissueText(const QString& text) {
    m_tissueText->setText(text);
    m_tissueText->setVisible(!text.isEmpty());
}

void LayersPanel::setTissueCommand(QAction& action) { m_correctTissue->setDefaultAction(&action); }

void LayersPanel::setLayers(const LayerSettings& layers) {
    m_layers = layers;
    for (const Box& b : m_boxes) {
        const QSignalBlocker quiet(b.box);
        b.box->setChecked(layers.*b.value);
    }
    const QSignalBlocker quiet(m_fill);
    m_fill->setValue(static_cast<int>(layers.fillOpacity * 100 + 0.5));
    m_fillText->setText(QString("%1 %").arg(m_fill->value()));
}

}  // namespace bowman::ui
