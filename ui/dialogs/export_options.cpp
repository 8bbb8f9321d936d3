#include "ui/dialogs/export_options.h"

#include <algorithm>

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/controllers/settings.h"

namespace bowman::ui {
namespace {

QSpinBox* percentBox(int most, double value, const QString& toolTip) {
    auto* box = new QSpinBox;
    box->setRange(0, most);
    box->setSuffix(" %");
    box->setValue(qRound(100 * value));
    box->setToolTip(toolTip);
    return box;
}

QSpinBox* numberBox(int least, int most, int value, const QString& toolTip) {
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    box->setToolTip(toolTip);
    return box;
}

bool has(const std::vector<const Exporter*>& formats, std::string_view name) {
    return std::any_of(formats.begin(), formats.end(), [&](const Exporter* e) { return e->name() == name; });
}

}  // namespace

ExportOptions::ExportOptions(QWidget* parent) : QWidget(parent) {
    const auto settings = openSettings();
    settings->beginGroup("export/options");
    const TrainingSetOptions usual;
    const auto number = [&](const char* key, auto fallback) { return settings->value(key, fallback).toDouble(); };

    m_training = new QGroupBox(tr("Training set"));
    m_umPerPx = new QDoubleSpinBox;
    m_umPerPx->setRange(0.05, 20);
    m_umPerPx->setDecimals(3);
    m_umPerPx->setSingleStep(0.25);
    m_umPerPx->setSuffix(tr(" µm/px"));
    m_umPerPx->setValue(number("umPerPx", usual.umPerPx));
    m_umPerPx->setToolTip(tr("Scale of the tiles; the shipped model looks at 2 µm/px"));
    m_tileSize = numberBox(32, 4096, static_cast<int>(number("tileSize", usual.tileSize)), tr("Edge of a tile"));
    m_tileSize->setSingleStep(32);
    m_tileSize->setSuffix(tr(" px"));
    m_folds = numberBox(1, 100, static_cast<int>(number("folds", usual.folds)), tr("For cross-validation; a patient, else a slide, is in one fold only"));
    m_seed = numberBox(0, 1'000'000, static_cast<int>(number("seed", static_cast<double>(usual.seed))), tr("The same seed gives the same files, byte for byte"));
    m_overlap = percentBox(50, number("overlap", usual.overlap), tr("Least share of a tile that neighbours in a complete region have in common"));
    m_jitter = percentBox(50, number("jitter", usual.jitter), tr("Tiles are moved at random by up to this share of their edge"));
    m_smallestPart = percentBox(100, number("smallestPart", usual.smallestPart), tr("An object of which a tile shows less is ignored there"));
    m_perClass = new QCheckBox(tr("A number for each class"));
    m_perClass->setToolTip(tr("Else 1 for every class"));
    m_perClass->setChecked(settings->value("perClass", usual.perClass).toBool());
    auto* form = new QGridLayout(m_training);
    const auto add = [form](int row, int column, const QString& text, QWidget* box) {
        auto* label = new QLabel(text);
        label->setBuddy(box);
        form->addWidget(label, row, 2 * column);
        form->addWidget(box, row, 2 * column + 1);
        form->setColumnStretch(2 * column + 1, 1);
    };
    add(0, 0, tr("Scale"), m_umPerPx);
    add(0, 1, tr("Tiles"), m_tileSize);
    add(1, 0, tr("Folds"), m_folds);
    add(1, 1, tr("Seed"), m_seed);
    add(2, 0, tr("Overlap"), m_overlap);
    add(2, 1, tr("Jitter"), m_jitter);
    add(3, 0, tr("Smallest part"), m_smallestPart);
    form->addWidget(m_perClass, 3, 2, 1, 2);

    m_mask = new QGroupBox(tr("Mask"));
    m_instances = new QCheckBox(tr("Object numbers too (a second TIFF)"));
    m_instances->setChecked(settings->value("instances", false).toBool());
    auto* rows = new QVBoxLayout(m_mask);
    rows->addWidget(m_instances);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(m_training);
    all->addWidget(m_mask);
    m_tileSize->setObjectName("trainingTileSize");
    m_instances->setObjectName("maskInstances");
    for (QSpinBox* box : {m_tileSize, m_folds, m_seed, m_overlap, m_jitter, m_smallestPart}) connect(box, &QSpinBox::valueChanged, this, &ExportOptions::changed);
    connect(m_umPerPx, &QDoubleSpinBox::valueChanged, this, &ExportOptions::changed);
    for (QCheckBox* box : {m_perClass, m_instances}) connect(box, &QCheckBox::toggled, this, &ExportOptions::changed);
}

void ExportOptions::showFor(const std::vector<const Exporter*>& formats) {
    m_training->setVisible(has(formats, "training-set"));
    m_mask->setVisible(has(formats, "mask-tiff"));
}

void ExportOptions::applyTo(ExportRequest& request) const {
    TrainingSetOptions& t = request.training;
    t.umPerPx = m_umPerPx->value();
    t.tileSize = m_tileSize->value();
    t.folds = m_folds->value();
    t.seed = static_cast<std::uint64_t>(m_seed->value());
    t.overlap = m_overlap->value() / 100.0;
    t.jitter = m_jitter->value() / 100.0;
    t.smallestPart = m_smallestPart->value() / 100.0;
    t.perClass = m_perClass->isChecked();
    request.mask.withInstances = m_instances->isChecked();
}

void ExportOptions::remember() const {
    ExportRequest request;
    applyTo(request);
    const TrainingSetOptions& t = request.training;
    const auto settings = openSettings();
    settings->beginGroup("export/options");
    settings->setValue("umPerPx", t.umPerPx);
    settings->setValue("tileSize", t.tileSize);
    settings->setValue("folds", t.folds);
    settings->setValue("seed", m_seed->value());
    settings->setValue("overlap", t.overlap);
    settings->setValue("jitter", t.jitter);
    settings->setValue("smallestPart", t.smallestPart);
    settings->setValue("perClass", t.perClass);
    settings->setValue("instances", request.mask.withInstances);
}

}  // namespace bowman::ui
