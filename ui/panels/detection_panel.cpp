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
    m_threshold = makeRow(tr("Threshold"), tr("Probability from which on a place belongs to a glomerulus"), {0.05, 0.95, 0.01});
    m_threshold.box->setSingleStep(0.05);
    m_smallest = makeRow(tr("Smallest area"), tr("Objects that are smaller are left out"), {0, 20000, 250});
    m_smallest.box->setSuffix(tr(" µm²"));
    m_smoothing = makeRow(tr("Smoothing"), tr("Spikes and notches of an outline that are narrower go; 0 leaves it as the network drew it"), {0, 20, 0.5});
    m_smoothing.box->setSuffix(tr(" µm"));
    m_confidence = makeRow(tr("Confidence"), tr("Objects in which the network is less sure on average are not proposed, but listed as maybe. 0.70 at a threshold of 0.50 stands for a mean probability of 85 %, seven tenths of the way from the threshold to 100 %"), {0, 0.95, 0.01});
    m_confidence.box->setSingleStep(0.05);
    m_sclerosis = new QCheckBox(tr("Tell globally sclerotic ones"));
    m_sclerosis->setChecked(true);
    m_sclerosis->setFocusPolicy(Qt::TabFocus);
    m_flips = new QCheckBox(tr("Ask about mirror images (slow)"));
    m_flips->setObjectName("mirrorImages");
    m_flips->setFocusPolicy(Qt::TabFocus);
    m_flips->setToolTip(tr("The answer is the mean over the picture and three mirror images, and each object keeps how far they were apart: about twenty times the work on a processor. Means are less extreme: set the confidence lower with it"));
    m_sclerosis->setToolTip(tr("A second network gives each proposal its probability of being globally sclerotic, and the class where that is likely"));
    setObjectSettings({});
    m_hint = new QLabel(tr("These act at once on what was found, as long as nobody has decided on it."));
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->hide();
    m_queue = new DetectionQueueView;
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of the detection"));
    m_progress = new QLabel;
    m_progress->setWordWrap(true);
    for (QWidget* w : std::initializer_list<QWidget*>{m_model, m_device, m_setScale}) w->setFocusPolicy(Qt::TabFocus);

    auto* scaleLine = new QHBoxLayout;
    scaleLine->addWidget(m_scale, 1);
    scaleLine->addWidget(m_setScale);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Model"), m_model);
    form->addRow(QString(), m_cardText);
    form->addRow(tr("Device"), m_device);
    form->addRow(tr("Scale"), scaleLine);
    for (const auto& [name, row] : {std::pair(tr("Threshold"), m_threshold), std::pair(tr("Confidence"), m_confidence), std::pair(tr("Smallest"), m_smallest), std::pair(tr("Smoothing"), m_smoothing)}) {
        auto* line = new QHBoxLayout;
        line->addWidget(row.slider, 1);
        line->addWidget(row.box);
        form->addRow(name, line);
    }
    form->addRow(QString(), m_sclerosis);
    form->addRow(QString(), m_flips);
    form->addRow(QString(), m_hint);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addWidget(m_queue);   // first: who has one looks for it
    all->addLayout(form);
    all->addWidget(m_bar);
    all->addWidget(m_progress);
    all->addStretch(1);

    connect(m_model, &QComboBox::activated, this, &DetectionPanel::modelChosen);
    connect(m_device, &QComboBox::activated, this, &DetectionPanel::deviceChosen);
    connect(m_setScale, &QPushButton::clicked, this, &DetectionPanel::scaleRequested);
    setProgress(-1, {});
}

DetectionPanel::Row DetectionPanel::makeRow(const QString& name, const QString& tip, const Range& range) {
    const double step = range.step;
    const Row row{new QSlider(Qt::Horizontal), new QDoubleSpinBox, step};
    row.slider->setRange(static_cast<int>(std::lround(range.smallest / step)), static_cast<int>(std::lround(range.largest / step)));
    row.slider->setAccessibleName(name);
    row.slider->setToolTip(tip);
    row.slider->setFocusPolicy(Qt::TabFocus);
    row.box->setRange(range.smallest, range.largest);
    row.box->setSingleStep(step);
    row.box->setDecimals(step >= 1 ? 0 : step >= 0.5 ? 1 : 2);
    row.box->setAccessibleName(tr("%1, as a number").arg(name));
    row.box->setToolTip(tip);
    row.box->setFocusPolicy(Qt::ClickFocus);
    row.box->setKeyboardTracking(false);
    connect(row.slider, &QSlider::valueChanged, this, [this, row](int value) {
        const QSignalBlocker quiet(row.box);
        row.box->setValue(value * row.step);
        moved();
        if (!row.slider->isSliderDown()) released();   // a key or a click into the groove
    });
    connect(row.slider, &QSlider::sliderReleased, this, &DetectionPanel::released);
    connect(row.box, &QDoubleSpinBox::valueChanged, this, [this, row](double value) {
        const QSignalBlocker quiet(row.slider);
        row.slider->setValue(static_cast<int>(std::lround(value / row.step)));
        released();
    });
    return row;
}

void DetectionPanel::moved() { Q_EMIT objectSettingsMoved(objectSettings()); }
void DetectionPanel::released() { Q_EMIT objectSettingsReleased(objectSettings()); }

ObjectSettings DetectionPanel::objectSettings() const { 
    return {m_threshold.box->value(), m_smallest.box->value(), m_smoothing.box->value(), m_confidence.box->value()};
}

void DetectionPanel::setObjectSettings(const ObjectSettings& settings) {
    const auto set = [](const Row& row, double value) {
        const QSignalBlocker quietSlider(row.slider), quietBox(row.box);
        row.box->setValue(value);
        row.slider->setValue(static_cast<int>(std::lround(value / row.step)));
    };
    set(m_threshold, settings.threshold);
    set(m_smallest, settings.smallestAreaUm2);
    set(m_smoothing, settings.smoothingUm);
    set(m_confidence, settings.smallestConfidence);
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
    setObjectSettings({card.threshold, card.smallestAreaUm2, objectSettings().smoothingUm, card.smallestConfidence});
}

void DetectionPanel::setScale(std::optional<double> umPerPx, const QString& source) {
    m_scale->setText(umPerPx ? scaleText(umPerPx) + " (" + source + ")" : tr("unknown"));
}

void DetectionPanel::setActsOnResult(bool acts) { m_hint->setVisible(acts); }

void DetectionPanel::setProgress(double fraction, const QString& text) {
    m_bar->setVisible(fraction >= 0);
    m_bar->setValue(static_cast<int>(1000 * std::max(0.0, fraction)));
    m_progress->setText(text);
    m_progress->setVisible(!text.isEmpty());
}

}  // namespace bowman::ui
