#include "ui/dialogs/slide_information_dialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/controllers/problem.h"
#include "ui/panels/copy_cells.h"

namespace bowman::ui {
namespace {

QString changeText(const SlideInformationMatch& match) {
    QStringList parts;
    const auto add = [&](const QString& name, const std::string& before, const std::string& after) {
        if (before == after) return;
        const QString was = QString::fromStdString(before), is = QString::fromStdString(after);
        parts << (was.isEmpty() ? QString("%1: %2").arg(name, is) : QString("%1: %2 → %3").arg(name, was, is));
    };
    add(QObject::tr("alias"), match.before.alias, match.after.alias);
    add(QObject::tr("case"), match.before.caseName, match.after.caseName);
    add(QObject::tr("patient"), match.before.patient, match.after.patient);
    add(QObject::tr("stain"), match.before.stain, match.after.stain);
    add(QObject::tr("block"), match.before.block, match.after.block);
    return parts.isEmpty() ? QObject::tr("as it is") : parts.join(", ");
}

}  // namespace

SlideInformationDialog::SlideInformationDialog(const QString& file, SlideInformationPlan plan, QWidget* parent) : QDialog(parent), m_plan(std::move(plan)) {
    setObjectName("slideInformation");
    setWindowTitle(tr("Import %1").arg(QFileInfo(file).fileName()));
    resize(760, 460);
    auto* text = new QLabel(summary());
    text->setObjectName("summary");
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* apply = buttons->addButton(m_plan.changeCount() == 1 ? tr("Change 1 Slide") : tr("Change %1 Slides").arg(m_plan.changeCount()), QDialogButtonBox::AcceptRole);
    apply->setObjectName("apply");
    apply->setToolTip(tr("Writes what is listed into the project"));
    apply->setEnabled(m_plan.changeCount() > 0);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(text);
    all->addWidget(makeTable(), 1);
    all->addWidget(buttons);
}

QString SlideInformationDialog::summary() const {
    const auto names = [](const std::vector<std::string>& columns) {
        QStringList list;
        for (const std::string& column : columns) list << QString::fromStdString(column);
        return list.join(", ");
    };
    QStringList lines{tr("Read: %1.").arg(names(m_plan.columns))};
    if (!m_plan.ignoredColumns.empty()) lines << tr("Not taken: %1.").arg(names(m_plan.ignoredColumns));
    lines << tr("Rows that fit a slide: %1; no slide: %2; with a problem: %3. Empty cells change nothing.")
                 .arg(m_plan.matches.size()).arg(m_plan.withoutSlide.size()).arg(m_plan.problems.size());
    return lines.join('\n');
}

QWidget* SlideInformationDialog::makeTable() {
    auto* table = new QTreeWidget;
    table->setAccessibleName(tr("What the table changes"));
    table->setToolTip(tr("Each row of the file, and what it does; Ctrl+C copies"));
    table->setHeaderLabels({tr("Line"), tr("Slide"), tr("What happens")});
    table->setRootIsDecorated(false);
    table->setSelectionMode(QTreeWidget::ExtendedSelection);
    table->setAlternatingRowColors(true);
    const auto add = [&](int line, const QString& slide, const QString& what, bool isWarning) {
        auto* item = new QTreeWidgetItem(table, {QString::number(line), slide, what});
        if (isWarning) item->setIcon(2, QIcon::fromTheme("dialog-warning"));
        item->setToolTip(2, what);
        return item;
    };
    for (const SlideInformationRemark& remark : m_plan.problems) add(remark.line, {}, QString::fromStdString(remark.text), true);
    for (const SlideInformationMatch& match : m_plan.matches) {
        auto* item = add(match.line, QString::fromStdString(match.after.path.filename().string()), changeText(match), false);
        if (!match.changes())
            for (int column = 0; column < 3; ++column) item->setForeground(column, palette().placeholderText());
    }
    for (const SlideInformationRemark& remark : m_plan.withoutSlide)
        add(remark.line, QString::fromStdString(remark.text), tr("no slide of this project"), false)->setDisabled(true);
    table->resizeColumnToContents(0);
    table->setColumnWidth(1, 240);
    addCopying(*table);
    return table;
}

std::vector<SlideRecord> SlideInformationDialog::changes() const {
    std::vector<SlideRecord> records;
    for (const SlideInformationMatch& match : m_plan.matches)
        if (match.changes()) records.push_back(match.after);
    return records;
}

}  // namespace bowman::ui
