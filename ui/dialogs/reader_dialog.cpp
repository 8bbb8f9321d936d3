#include "ui/dialogs/reader_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace bowman::ui {

QComboBox* peopleField(const std::vector<std::string>& people, const std::string& chosen) {
    auto* field = new QComboBox;
    field->setObjectName("person");
    field->setEditable(true);
    field->setInsertPolicy(QComboBox::NoInsert);
    for (const std::string& name : people) field->addItem(QString::fromStdString(name));
    field->setCurrentText(QString::fromStdString(chosen));
    field->lineEdit()->setPlaceholderText(QComboBox::tr("Name"));
    field->setAccessibleName(QComboBox::tr("Person"));
    field->setToolTip(QComboBox::tr("A person of this project, or a new name. There are no passwords: the name says who did what"));
    field->lineEdit()->selectAll();
    return field;
}

ReaderDialog::ReaderDialog(const QString& title, const QString& question, const std::vector<std::string>& people, const std::string& now, QWidget* parent)
    : QDialog(parent), m_person(peopleField(people, now)) {
    setObjectName("readerDialog");
    setWindowTitle(title);
    setMinimumWidth(380);
    auto* text = new QLabel(question);
    text->setWordWrap(true);
    text->setBuddy(m_person);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto* all = new QVBoxLayout(this);
    all->addWidget(text);
    all->addWidget(m_person);
    all->addWidget(buttons);
    const auto refresh = [this, buttons] { buttons->button(QDialogButtonBox::Ok)->setEnabled(!person().isEmpty()); };
    connect(m_person, &QComboBox::currentTextChanged, this, refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
    m_person->setFocus();
}

}  // namespace bowman::ui
