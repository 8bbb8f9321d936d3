#include "ui/dialogs/sample_dialog.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/controllers/text.h"

namespace bowman::ui {

SampleDialog::SampleDialog(const ReviewSample& now, int objects, QWidget* parent) : QDialog(parent) {
    constexpr int kUsual = 20;
    setObjectName("sampleDialog");
    setWindowTitle(tr("Random Sample"));
    auto* all = new QVBoxLayout(this);
    m_wanted = new QSpinBox;
    m_wanted->setObjectName("wanted");
    m_wanted->setRange(1, std::max(1, objects));
    m_wanted->setValue(now.wanted > 0 ? now.wanted : kUsual);
    m_wanted->setAccessibleName(tr("Objects in the sample"));
    m_wanted->setToolTip(tr("How many objects are drawn; rejected ones are never among them"));
    m_seed = new QSpinBox;
    m_seed->setObjectName("seed");
    m_seed->setRange(0, 999'999);
    m_seed->setValue(static_cast<int>(now.seed));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same seed draws the same objects, for whoever draws them"));
    auto* form = new QFormLayout;
    form->addRow(tr("&Objects"), m_wanted);
    form->addRow(tr("&Seed"), m_seed);
    if (now.wanted > 0) {
        m_keep = new QRadioButton(tr("&Go on with the sample of %1").arg(objectsText(static_cast<int>(now.uuids.size()))));
        auto* anew = new QRadioButton(tr("&Draw a new one"));
        m_keep->setToolTip(tr("The one that is kept with this slide"));
        anew->setToolTip(tr("It replaces the one that is kept with this slide"));
        m_keep->setChecked(true);
        m_wanted->setEnabled(false);
        m_seed->setEnabled(false);
        connect(anew, &QRadioButton::toggled, m_wanted, &QWidget::setEnabled);
        connect(anew, &QRadioButton::toggled, m_seed, &QWidget::setEnabled);
        all->addWidget(m_keep);
        all->addWidget(anew);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    all->addLayout(form);
    all->addWidget(buttons);
}

}  // namespace bowman::ui
