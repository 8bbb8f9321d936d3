#include "ui/dialogs/second_reading_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/reader_dialog.h"

namespace bowman::ui {

SecondReadingDialog::SecondReadingDialog(const std::string& firstReader, const std::vector<std::string>& people, QWidget* parent)
    : QDialog(parent), m_person(peopleField(people, {})) {
    setObjectName("secondReadingDialog");
    setWindowTitle(tr("Second Reading (Blinded)"));
    setMinimumWidth(460);
    auto* text = new QLabel(tr("Another person reads this slide without seeing anything of what %1 did: no decisions, outlines, classes, notes, bookmarks, "
                               "counts or history. Both readings are kept side by side in the project.")
                                .arg(QString::fromStdString(firstReader).toHtmlEscaped()));
    text->setWordWrap(true);
    m_predictions = new QRadioButton(tr("What the &network proposed, untouched"));
    m_predictions->setObjectName("fromPredictions");
    m_predictions->setToolTip(tr("Every object that the network found, as it proposed it: also those that the first reader changed, rejected or deleted"));
    m_predictions->setChecked(true);
    auto* nothing = new QRadioButton(tr("An &empty slide"));
    nothing->setObjectName("fromNothing");
    nothing->setToolTip(tr("The second reader outlines everything, or runs a network of their own choice"));
    auto* start = new QVBoxLayout;
    start->addWidget(m_predictions);
    start->addWidget(nothing);
    auto* form = new QFormLayout;
    form->addRow(tr("&Read by"), m_person);
    form->addRow(tr("Begins with"), start);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* begin = buttons->addButton(tr("&Begin"), QDialogButtonBox::AcceptRole);
    begin->setObjectName("begin");
    begin->setToolTip(tr("Puts the first reading away and begins the second. That person should sit at the screen from now on"));
    auto* all = new QVBoxLayout(this);
    all->addWidget(text);
    all->addLayout(form);
    all->addWidget(buttons);
    const auto refresh = [this, begin] { begin->setEnabled(!m_person->currentText().trimmed().isEmpty()); };
    connect(m_person, &QComboBox::currentTextChanged, this, refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
    m_person->setFocus();
}

}  // namespace bowman::ui
