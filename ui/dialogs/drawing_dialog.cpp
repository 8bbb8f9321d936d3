#include "ui/dialogs/drawing_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>

#include "ui/canvas/surface.h"
#include "ui/canvas/tile_budget.h"
#include "ui/controllers/settings.h"

namespace bowman::ui {
namespace {

constexpr int kLeastMegabytes = 256, kStep = 256, kMostMegabytes = 1 << 16;

}  // namespace

DrawingDialog::DrawingDialog(QWidget* parent) : QDialog(parent) {
    setObjectName("drawingDialog");
    setWindowTitle(tr("Drawing"));
    const auto settings = openSettings();
    m_surface = new QComboBox;
    m_surface->addItem(tr("Automatic"), "auto");
    m_surface->addItem(tr("OpenGL"), "opengl");
    m_surface->addItem(tr("Raster engine"), "raster");
    m_surface->setCurrentIndex(std::max(0, m_surface->findData(settings->value("canvas/surface", "auto"))));
    m_surface->setToolTip(tr("Automatic takes OpenGL where the machine has it in hardware. Both show the same picture; a change counts from the next start"));
    m_surface->setAccessibleName(tr("Drawn by"));
    m_megabytes = new QSpinBox;
    m_megabytes->setRange(0, kMostMegabytes);
    m_megabytes->setSingleStep(kStep);
    m_megabytes->setSuffix(tr(" MB"));
    m_megabytes->setSpecialValueText(tr("Automatic (%1 MB)").arg(defaultTileBudget() >> 20));
    m_megabytes->setValue(settings->value("canvas/tileMemoryMb", 0).toInt());
    m_megabytes->setToolTip(tr("For tiles that were read, of all slides that are shown; automatic is a quarter of the memory, at most 2048 MB"));
    m_megabytes->setAccessibleName(tr("Memory for tiles"));
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Drawn by"), m_surface);
    form->addRow(QString(), new QLabel(tr("Now: %1").arg(describe(surfaceOfProgram()))));
    form->addRow(tr("&Memory for tiles"), m_megabytes);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &DrawingDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void DrawingDialog::accept() {
    const int megabytes = m_megabytes->value() > 0 ? std::max(m_megabytes->value(), kLeastMegabytes) : 0;
    const auto settings = openSettings();
    settings->setValue("canvas/surface", m_surface->currentData());
    settings->setValue("canvas/tileMemoryMb", megabytes);
    TileBudget::ofProgram().setBytes(megabytes > 0 ? static_cast<std::size_t>(megabytes) << 20 : defaultTileBudget());
    QDialog::accept();
}

}  // namespace bowman::ui
