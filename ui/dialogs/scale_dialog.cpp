#include "ui/dialogs/scale_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace bowman::ui {

ScaleDialog::ScaleDialog(const ScaleQuestion& question, QWidget* parent) : QDialog(parent) {
    const MicronsPerPixel& known = question.known;
    setObjectName("scaleDialog");
    setWindowTitle(tr("µm per Pixel"));
    auto* text = new QLabel(tr("How large is one pixel of the slide at full resolution? The scanner's report says it; "
                               "the magnification is a fair hint."));
    text->setWordWrap(true);
    m_value = new QDoubleSpinBox;
    m_value->setObjectName("umPerPx");
    m_value->setRange(0.05, 20);
    m_value->setDecimals(4);
    m_value->setSingleStep(0.01);
    m_value->setSuffix(tr(" µm/px"));
    m_value->setValue(known.value.value_or(0.5));
    m_value->selectAll();
    auto* usual = new QHBoxLayout;
    for (const auto& [power, value] : {std::pair{"10×", 1.0}, {"20×", 0.5}, {"40×", 0.25}}) {
        auto* button = new QPushButton(QString::fromUtf8(power));
        button->setAutoDefault(false);
        button->setToolTip(QString("%1 µm/px").arg(value));
        connect(button, &QPushButton::clicked, this, [this, v = value] { m_value->setValue(v); });
        usual->addWidget(button);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->setSpacing(8);
    form->addRow(text);
    form->addRow(tr("Scale"), m_value);
    form->addRow(tr("Usual"), usual);
    form->addRow(tr("The file says"), new QLabel(known.tag.empty() ? tr("nothing") : QString::fromStdString(known.tag)));
    if (!question.doubt.isEmpty()) {
        auto* doubt = new QLabel("⚠ " + question.doubt);
        doubt->setObjectName("doubt");
        doubt->setWordWrap(true);
        form->addRow(doubt);
    }
    if (known.source == "user" && question.inFile) {
        m_asInFile = new QCheckBox(tr("Use what the file says: %1 µm/px").arg(*question.inFile, 0, 'g', 4));
        m_asInFile->setToolTip(tr("What was set by hand is forgotten"));
        connect(m_asInFile, &QCheckBox::toggled, m_value, &QWidget::setDisabled);
        form->addRow(m_asInFile);
    }
    form->addRow(buttons);
    setMinimumWidth(420);
}

}  // namespace bowman::ui
