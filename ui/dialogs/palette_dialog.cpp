#include "ui/dialogs/palette_dialog.h"

#include <QColorDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/panels/class_swatch.h"

namespace bowman::ui {
namespace {

enum Column { Key, Colour, Name, IsGlomerulus, IsSclerosed, Columns };
constexpr int kOldName = Qt::UserRole, kColour = Qt::UserRole + 1;

QTableWidgetItem* checkItem(bool on) {
    auto* item = new QTableWidgetItem;
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    return item;
}

}  // namespace

PaletteDialog::PaletteDialog(const Palette& palette, QWidget* parent) : QDialog(parent) {
    setObjectName("paletteDialog");
    setWindowTitle(tr("Classes of Glomeruli"));
    resize(620, 380);
    m_table = new QTableWidget(0, Columns);
    m_table->setObjectName("palette");
    m_table->setAccessibleName(tr("Classes"));
    m_table->setToolTip(tr("Double click to change; a double click on the colour chooses another"));
    m_table->setHorizontalHeaderLabels({tr("Key"), tr("Colour"), tr("Name"), tr("Is a glomerulus"), tr("Globally sclerosed")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QTableWidget::SelectRows);
    m_table->setSelectionMode(QTableWidget::SingleSelection);
    auto* add = new QPushButton(QIcon::fromTheme("list-add"), tr("&Add"));
    add->setObjectName("addClass");
    add->setToolTip(tr("A new class, with the next key that is free"));
    auto* remove = new QPushButton(QIcon::fromTheme("list-remove"), tr("&Remove"));
    remove->setToolTip(tr("Take the chosen class out of the palette. Objects that have it keep it"));
    auto* defaults = new QPushButton(tr("&Usual Classes"));
    defaults->setToolTip(tr("The classes that a new project begins with"));
    for (QPushButton* b : {add, remove, defaults}) b->setAutoDefault(false);
    m_problem = new QLabel;
    m_problem->setObjectName("problem");
    m_problem->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    auto* row = new QHBoxLayout;
    for (QPushButton* b : {add, remove, defaults}) row->addWidget(b);
    row->addStretch(1);
    auto* all = new QVBoxLayout(this);
    auto* hint = new QLabel(tr("The keys 1 to 9 give these classes. They are kept in the project; objects of a class that is renamed are renamed too."));
    hint->setWordWrap(true);
    all->addWidget(hint);
    all->addWidget(m_table, 1);
    all->addLayout(row);
    all->addWidget(m_problem);
    all->addWidget(buttons);

    for (const PaletteClass& c : palette.classes()) addRow(c, QString::fromStdString(c.name));
    connect(add, &QPushButton::clicked, this, &PaletteDialog::addNew);
    connect(remove, &QPushButton::clicked, this, &PaletteDialog::removeCurrent);
    connect(defaults, &QPushButton::clicked, this, [this] {
        m_table->setRowCount(0);
        const Palette usual;
        for (const PaletteClass& c : usual.classes()) addRow(c, QString::fromStdString(c.name));
        refresh();
    });
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this](int line, int column) {
        if (column == Colour) chooseColour(line);
    });
    connect(m_table, &QTableWidget::itemChanged, this, [this] {
        if (!m_filling) refresh();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

void PaletteDialog::addRow(const PaletteClass& c, const QString& oldName) {
    m_filling = true;
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto* key = new QTableWidgetItem(c.key ? QString::number(c.key) : QString());
    key->setTextAlignment(Qt::AlignCenter);
    m_table->setItem(row, Key, key);
    auto* colour = new QTableWidgetItem(classSwatch(c), QString());
    colour->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    colour->setData(kColour, QColor(c.colour[0], c.colour[1], c.colour[2]));
    m_table->setItem(row, Colour, colour);
    auto* name = new QTableWidgetItem(QString::fromStdString(c.name));
    name->setData(kOldName, oldName);
    m_table->setItem(row, Name, name);
    m_table->setItem(row, IsGlomerulus, checkItem(c.isGlomerulus));
    m_table->setItem(row, IsSclerosed, checkItem(c.isGloballySclerosed));
    m_filling = false;
}

void PaletteDialog::addNew() {
    const Palette now = edited();
    PaletteClass fresh{tr("New class").toStdString(), {86, 180, 233}, 0, true, false};
    for (int key = Palette::kKeys; key >= 1; --key)
        if (!now.ofKey(key)) fresh.key = key;
    addRow(fresh, {});
    refresh();
    m_table->setCurrentCell(m_table->rowCount() - 1, Name);
    m_table->editItem(m_table->currentItem());
}

void PaletteDialog::removeCurrent() {
    if (m_table->currentRow() >= 0) m_table->removeRow(m_table->currentRow());
    refresh();
}

void PaletteDialog::chooseColour(int row) {
    QTableWidgetItem* item = m_table->item(row, Colour);
    auto* dialog = new QColorDialog(item->data(kColour).value<QColor>(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, [this, row](const QColor& colour) {
        QTableWidgetItem* chosen = m_table->item(row, Colour);
        chosen->setData(kColour, colour);
        chosen->setIcon(classSwatch({"", {std::uint8_t(colour.red()), std::uint8_t(colour.green()), std::uint8_t(colour.blue())}}));
    });
    dialog->open();
}

Palette PaletteDialog::edited() const {
    std::vector<PaletteClass> classes;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QColor colour = m_table->item(row, Colour)->data(kColour).value<QColor>();
        const QString key = m_table->item(row, Key)->text().trimmed();
        bool isNumber = true;
        const int number = key.isEmpty() ? 0 : key.toInt(&isNumber);
        classes.push_back({m_table->item(row, Name)->text().trimmed().toStdString(),
                           {std::uint8_t(colour.red()), std::uint8_t(colour.green()), std::uint8_t(colour.blue())}, isNumber ? number : -1,
                           m_table->item(row, IsGlomerulus)->checkState() == Qt::Checked, m_table->item(row, IsSclerosed)->checkState() == Qt::Checked});
    }
    return Palette(std::move(classes));
}

std::map<std::string, std::string> PaletteDialog::renamed() const {
    std::map<std::string, std::string> names;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString before = m_table->item(row, Name)->data(kOldName).toString(), now = m_table->item(row, Name)->text().trimmed();
        if (!before.isEmpty() && before != now) names[before.toStdString()] = now.toStdString();
    }
    return names;
}

void PaletteDialog::refresh() {
    const auto checked = edited().check();
    m_problem->setText(checked ? QString() : tr("Not yet: %1").arg(QString::fromStdString(checked.error().why)));
    m_ok->setEnabled(checked.ok());
}

}  // namespace bowman::ui
