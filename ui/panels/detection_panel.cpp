#include "ui/panels/detection_panel.h"

#include <cmath>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/controllers/text.h"

namespace bowman::ui {

DetectionPanel::DetectionPanel(QWidget* parent) : QWidget(parent) {
    m_model = new QComboBox;
    m_model->setAccessibleName(tr("Model"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_device = new QComboBox;
    m_device->setAccessibleName(tr("Device"));
    m_device->addItem(tr("Automatic"), "auto");
    m_device->addItem(tr("CPU"), "cpu");
    m_device->addItem(tr("GPU (CUDA)"), "cuda");
    m_cardText = new QLabel;
    m_cardText->setWordWrap(true);
    m_cardText->setForegroundRole(QPalette::PlaceholderText);
    m_scale = new QLabel;
    m_setScale = new QPushButton(tr("Set…"));
    m_setScale->setToolTip(tr("Say how large a pixel of this slide is"));
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(5, 95);
    m_slider->setAccessibleName(tr("Threshold in percent"));
    m_threshold = new QDoubleSpinBox;
    m_threshold->setRange(0.05, 0.95);
    m_threshold->setSingleStep(0.05);
    m_threshold->setDecimals(2);
    m_threshold->setValue(0.5);
    m_slider->setValue(50);
    m_threshold->setAccessibleName(tr("Threshold"));
    m_thresholdHint = new QLabel(tr("Acts on what was found, as long as nobody has decided on it."));
    m_thresholdHint->setWordWrap(true);
    m_thresholdHint->setForegroundRole(QPalette::PlaceholderText);
    m_thresholdHint->hide();
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of the detection"));
    m_progress = new QLabel;
    m_progress->setWordWrap(true);
    for (QWidget* w : std::initializer_list<QWidget*>{m_model, m_device, m_setScale, m_slider}) w->setFocusPolicy(Qt::TabFocus);
    m_threshold->setFocusPolicy(Qt::ClickFocus);

    auto* scaleLine = new QHBoxLayout;
    scaleLine->addWidget(m_scale, 1);
    scaleLine->addWidget(m_setScale);
    auto* thresholdLine = new QHBoxLayout;
    thresholdLine->addWidget(m_slider, 1);
    thresholdLine->addWidget(m_threshold);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Model"), m_model);
    form->addRow(QString(), m_cardText);
    form->addRow(tr("Device"), m_device);
    form->addRow(tr("Scale"), scaleLine);
    form->addRow(tr("Threshold"), thresholdLine);
    form->addRow(QString(), m_thresholdHint);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addLayout(form);
    all->addWidget(m_bar);
    all->addWidget(m_progress);
    all->addStretch(1);

    connect(m_model, &QComboBox::activated, this, &DetectionPanel::modelChosen);
    connect(m_device, &QComboBox::activated, this, &DetectionPanel::deviceChosen);
    connect(m_setScale, &QPushButton::clicked, this, &DetectionPanel::scaleRequested);
    connect(m_slider, &QSlider::valueChanged, this, [this](int percent) { m_threshold->setValue(percent / 100.0); });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { Q_EMIT thresholdReleased(m_threshold->value()); });
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(static_cast<int>(std::lround(value * 100)));
    });
    connect(m_threshold, &QDoubleSpinBox::editingFinished, this, [this] { Q_EMIT thresholdReleased(m_threshold->value()); });
    setProgress(-1, {});
}

void DetectionPanel::setModels(const std::vector<std::filesystem::path>& models) {
    const QString before = m_model->currentData().toString();
    m_model->clear();
    for (const auto& model : models) m_model->addItem(QString::fromStdString(model.stem().string()), QString::fromStdString(model.string()));
    if (const int kept = m_model->findData(before); kept >= 0) m_model->setCurrentIndex(kept);
    if (models.empty()) m_cardText->setText(tr("No model is installed."));
}

std::filesystem::path DetectionPanel::model() const { return m_model->currentData().toString().toStdString(); }
QString DetectionPanel::modelName() const { return m_model->currentText(); }
QString DetectionPanel::device() const { return m_device->currentData().toString(); }

void DetectionPanel::chooseDevice(const QString& device) {
    if (const int index = m_device->findData(device); index >= 0) m_device->setCurrentIndex(index);
}

void DetectionPanel::setCard(const ModelCard& card) {
    m_cardText->setText(tr("%1 with %2, looks at %3 µm/px")
                            .arg(QString::fromStdString(card.architecture), QString::fromStdString(card.encoder)).arg(card.umPerPx, 0, 'g', 3));
    m_cardText->setToolTip(QString::fromStdString(card.metrics));
    m_threshold->setValue(card.threshold);
}

void DetectionPanel::setScale(std::optional<double> umPerPx, const QString& source) {
    m_scale->setText(umPerPx ? scaleText(umPerPx) + " (" + source + ")" : tr("unknown"));
}

void DetectionPanel::setThresholdActsOnResult(bool acts) { m_thresholdHint->setVisible(acts); }

void DetectionPanel::setProgress(double fraction, const QString& text) {
    m_bar->setVisible(fraction >= 0);
    m_bar->setValue(static_cast<int>(1000 * std::max(0.0, fraction)));
    m_progress->setText(text);
    m_progress->setVisible(!text.isEmpty());
}

}  // namespace bowman::ui
