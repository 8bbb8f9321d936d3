#include "ui/dialogs/slide_table_dialog.h"

#include <algorithm>

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/settings.h"
#include "ui/dialogs/slide_information_dialog.h"
#include "ui/panels/copy_cells.h"

namespace bowman::ui {

SlideTableDialog::SlideTableDialog(Project& project, QWidget* parent) : QDialog(parent), m_project(project), m_model(project) {
    setObjectName("slideTable");
    setWindowTitle(tr("Slides of the Project"));
    resize(980, 560);
    m_shown.setSourceModel(&m_model);
    m_shown.setSortRole(SlideTableModel::SortRole);
    m_shown.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setSortLocaleAware(true);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setFilterKeyColumn(-1);

    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setToolTip(tr("Shows the slides that have this text in any column"));
    m_filter->setAccessibleName(tr("Filter slides"));
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::textChanged, &m_shown, &QSortFilterProxyModel::setFilterFixedString);
    auto* import = new QPushButton(tr("Import Table…"));
    import->setObjectName("importTable");
    import->setToolTip(tr("Takes alias, case, patient, stain and block from a CSV file; also HuBMAP's dataset information"));
    import->setAutoDefault(false);
    connect(import, &QPushButton::clicked, this, &SlideTableDialog::chooseTable);
    auto* top = new QHBoxLayout;
    top->addWidget(m_filter, 1);
    top->addWidget(import);

    m_table = new QTableView;
    m_table->setModel(&m_shown);
    m_table->setAccessibleName(tr("Slides of the project"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);   // as they were added, until a header is clicked
    m_table->setIconSize({72, 48});
    m_table->setWordWrap(false);
    m_table->setAlternatingRowColors(true);
    m_table->setEditTriggers(QTableView::DoubleClicked | QTableView::EditKeyPressed | QTableView::AnyKeyPressed);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(56);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {260, 120, 95, 95, 85, 65, 70};
    for (int column = 0; column < static_cast<int>(std::size(widths)); ++column) m_table->setColumnWidth(column, widths[column]);
    addCopying(*m_table);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() == SlideTableModel::File) Q_EMIT slideChosen(index.data(SlideTableModel::IdRole).toLongLong());
    });

    m_message = new QLabel;
    m_message->setObjectName("message");
    m_message->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_find = new QPushButton(tr("Find Glomeruli"));
    m_find->setObjectName("findInRows");
    m_find->setToolTip(tr("Looks for glomeruli in the slides of the selected rows, one after the other"));
    m_find->setAccessibleName(tr("Find glomeruli in the selected slides"));
    m_find->setAutoDefault(false);
    m_find->setEnabled(false);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { m_find->setEnabled(!selectedSlides().empty()); });
    connect(m_find, &QPushButton::clicked, this, [this] {
        const std::vector<SlideId> slides = selectedSlides();
        say(tr("Glomeruli are looked for; the panel Detection shows how far it is"), false);
        Q_EMIT findRequested(slides);
    });
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_message, 1);
    bottom->addWidget(m_find);
    bottom->addWidget(close);

    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addLayout(top);
    all->addWidget(m_table, 1);
    all->addLayout(bottom);
    connect(&m_model, &SlideTableModel::refused, this, [this](const QString& why) { say(tr("Not changed: %1.").arg(why), true); });
    connect(&m_model, &SlideTableModel::edited, this, [this] { say({}, false); });
    connect(&project, &Project::projectChanged, this, [this] {
        if (!m_project.isOpen()) reject();
    });
    say({}, false);
}

void SlideTableDialog::say(const QString& text, bool isProblem) {
    m_message->setText(text.isEmpty() ? tr("A double click on a cell changes it, on a slide shows it. Aliases leave the program in place of file names.") : text);
    QFont font = this->font();
    font.setBold(isProblem);
    m_message->setFont(font);
}

std::vector<SlideId> SlideTableDialog::selectedSlides() const {
    std::vector<SlideId> slides;
    for (int row = 0; row < m_shown.rowCount(); ++row) {
        const QModelIndexList selected = m_table->selectionModel()->selectedIndexes();
        const bool isSelected = std::any_of(selected.begin(), selected.end(), [row](const QModelIndex& index) { return index.row() == row; });
        if (isSelected) slides.push_back(m_shown.index(row, SlideTableModel::File).data(SlideTableModel::IdRole).toLongLong());
    }
    return slides;
}

void SlideTableDialog::chooseTable() {
    const QString folder = openSettings()->value("files/tableFolder").toString();
    const QString file = QFileDialog::getOpenFileName(this, tr("Import a table about slides"), folder, tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (file.isEmpty()) return;
    openSettings()->setValue("files/tableFolder", QFileInfo(file).absolutePath());
    importTable(file);
}

void SlideTableDialog::importTable(const QString& file) {
    m_reader.run([file, slides = m_project.slides()] { return readSlideInformation(file.toStdString(), slides); },
                 [this, file](Result<SlideInformationPlan> plan) {
                     if (plan) showPlan(file, std::move(*plan));
                     else say(QString::fromStdString(plan.error().message()), true);
                 });
}

void SlideTableDialog::showPlan(const QString& file, SlideInformationPlan plan) {
    auto* dialog = new SlideInformationDialog(file, std::move(plan), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const std::vector<SlideRecord> changed = dialog->changes();
        const auto updated = m_project.updateSlides(changed);
        if (updated) say(changed.size() == 1 ? tr("1 slide changed.") : tr("%1 slides changed.").arg(changed.size()), false);
        else say(tr("Not changed: %1.").arg(QString::fromStdString(updated.error().why)), true);
    });
    dialog->open();
}

}  // namespace bowman::ui
