#include "ui/dialogs/turn_dialog.h"

#include <cmath>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bowman::ui {

TurnDialog::TurnDialog(const Orientation& now, std::function<void(const Orientation&)> turn, QWidget* parent)
    : QDialog(parent), m_before(now), m_turn(std::move(turn)) {
    setObjectName("turnDialog");
    setWindowTitle(tr("Rotate the View"));
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(-180, 180);
    m_slider->setPageStep(15);
    m_slider->setTickInterval(45);
    m_slider->setTickPosition(QSlider::TicksBelow);
    m_slider->setMinimumWidth(300);
    m_slider->setAccessibleName(tr("Angle"));
    m_slider->setToolTip(tr("Clockwise to the right"));
    m_degrees = new QDoubleSpinBox;
    m_degrees->setRange(-180, 180);
    m_degrees->setDecimals(1);
    m_degrees->setSuffix(tr("°"));
    m_degrees->setWrapping(true);
    m_degrees->setAccessibleName(tr("Angle in degrees"));
    m_degrees->setToolTip(tr("Degrees clockwise; negative ones turn to the left"));
    m_mirror = new QCheckBox(tr("&Mirrored (left and right exchanged)"));
    m_mirror->setToolTip(tr("As if the slide lay upside down on the stage"));
    m_mirror->setChecked(now.isMirrored());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Reset);
    buttons->button(QDialogButtonBox::Reset)->setText(tr("&Upright"));
    buttons->button(QDialogButtonBox::Reset)->setToolTip(tr("As the slide was scanned"));

    auto* row = new QHBoxLayout;
    row->addWidget(m_slider, 1);
    row->addWidget(m_degrees);
    auto* all = new QVBoxLayout(this);
    auto* hint = new QLabel(tr("Only the view is turned. On the slide, Ctrl+Shift+Wheel does the same."));
    hint->setWordWrap(true);
    all->addWidget(hint);
    all->addLayout(row);
    all->addWidget(m_mirror);
    all->addWidget(buttons);

    show(now.degrees() > 180 ? now.degrees() - 360 : now.degrees());
    connect(m_slider, &QSlider::valueChanged, this, [this](int degrees) {
        show(degrees);
        apply();
    });
    connect(m_degrees, &QDoubleSpinBox::valueChanged, this, [this](double degrees) {
        show(degrees);
        apply();
    });
    connect(m_mirror, &QCheckBox::toggled, this, &TurnDialog::apply);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::Reset), &QPushButton::clicked, this, [this] {
        const QSignalBlocker quiet(m_mirror);
        m_mirror->setChecked(false);
        show(0);
        apply();
    });
    connect(this, &QDialog::rejected, this, [this] { m_turn(m_before); });
    m_degrees->setFocus();    // a number typed at once, then Enter
    m_degrees->selectAll();
}

void TurnDialog::show(double degrees) {
    const QSignalBlocker a(m_slider), b(m_degrees);
    m_slider->setValue(static_cast<int>(std::lround(degrees)));
    m_degrees->setValue(degrees);
}

void TurnDialog::apply() { m_turn(Orientation(m_degrees->value(), m_mirror->isChecked())); }

}  // namespace bowman::ui
