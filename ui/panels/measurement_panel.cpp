#include "ui/panels/measurement_panel.h"

#include <algorithm>
#include <set>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollArea>
#include <QSplitter>

#include "ui/controllers/review.h"
#include "ui/panels/state_icon.h"
#include "ui/report/report_text.h"

namespace bowman::ui {
namespace {

constexpr std::array kKinds = {PlotKind::Sizes, PlotKind::Classes, PlotKind::Doubt};
constexpr int kTall = 520;               // from here on the plots stand one below the other

}  // namespace

MeasurementPanel::MeasurementPanel(QAction* report, QWidget* parent) : QWidget(parent) {
    setObjectName("measurements");
    m_table = new QTableView;
    m_table->setObjectName("measurementTable");
    m_table->setAccessibleName(tr("Measurements of the objects of this slide"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QTableView::ScrollPerPixel);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(36);
    m_table->horizontalHeader()->setSectionsMovable(true);
    for (int c = 0; c < kMeasureColumns; ++c) {
        const auto column = static_cast<MeasureColumn>(c);
        const int wide = column == MeasureColumn::Class ? 150 : column == MeasureColumn::State ? 112 : isNumeric(column) ? 62 : 96;
        m_table->setColumnWidth(c, std::max(wide, fontMetrics().horizontalAdvance(m_model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString()) + 30));
    }
    m_table->setColumnWidth(0, 56);
    auto* copyAction = new QAction(tr("&Copy as Table"), m_table);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    connect(copyAction, &QAction::triggered, this, &MeasurementPanel::copy);
    m_table->addAction(copyAction);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_quiet) tell();
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { Q_EMIT objectChosen(m_model.at(index.row()).object->id); });

    m_figures = new QLabel;
    m_figures->setObjectName("slideFigures");
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figures->setWordWrap(true);
    m_figures->setContentsMargins(8, 0, 8, 0);
    auto* split = new QSplitter(Qt::Horizontal);
    split->addWidget(m_table);
    split->addWidget(makePlots());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({760, 620});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(4);
    all->addWidget(makeBar(report));
    all->addWidget(m_figures);
    all->addWidget(split, 1);
    refreshPlots();
    refreshCount();
    showFigures();
}

QWidget* MeasurementPanel::makeBar(QAction* report) {
    m_text = new QLineEdit;
    m_text->setObjectName("measurementFilter");
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setToolTip(tr("Lists the objects with this text in number, state, class, note, model or reviewer"));
    m_text->setAccessibleName(tr("Filter measurements by text"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(110);
    m_text->setMaximumWidth(280);
    m_class = new QComboBox;
    m_class->setObjectName("measurementClass");
    m_class->setAccessibleName(tr("Filter measurements by class"));
    m_class->setToolTip(tr("Lists the objects of one class"));
    m_class->addItem(tr("All classes"));
    m_state = new QComboBox;
    m_state->setObjectName("measurementState");
    m_state->setAccessibleName(tr("Filter measurements by state"));
    m_state->setToolTip(tr("Lists the objects in one state"));
    m_state->addItem(tr("All states"));
    for (const ReviewState state : {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added, ReviewState::Unsure, ReviewState::Rejected})
        m_state->addItem(reviewStateName(state), QString::fromUtf8(toText(state).data()));
    m_state->addItem(tr("Complete region"), QString::fromUtf8(toText(AnnotationKind::CompleteRegion).data()));
    m_state->addItem(tr("Structure"), QString::fromUtf8(toText(AnnotationKind::Structure).data()));
    m_barChip = new QToolButton;
    m_barChip->setObjectName("barChip");
    m_barChip->setIcon(QIcon::fromTheme("window-close"));
    m_barChip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_barChip->setToolTip(tr("Only the objects of this bar are listed; click to list all"));
    m_barChip->hide();
    m_count = new QLabel;
    m_count->setObjectName("measurementCount");
    m_progress = new QProgressBar;
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(90, 8);
    m_progress->setAccessibleName(tr("Measuring"));
    m_progress->hide();
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setObjectName("stopMeasuring");
    m_stop->setToolTip(tr("Stops measuring"));
    m_stop->hide();
    auto* csv = new QPushButton(QIcon::fromTheme("document-export"), tr("CSV…"));
    csv->setObjectName("measurementCsv");
    csv->setToolTip(tr("Writes what is listed, in this order, as a table for spreadsheets; Ctrl+C copies it"));
    csv->setAccessibleName(tr("Export measurements as CSV"));
    auto* reportButton = new QToolButton;
    reportButton->setDefaultAction(report);
    reportButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_text, &QLineEdit::textChanged, this, &MeasurementPanel::applyFilter);
    connect(m_class, &QComboBox::activated, this, &MeasurementPanel::applyFilter);
    connect(m_state, &QComboBox::activated, this, &MeasurementPanel::applyFilter);
    connect(m_barChip, &QToolButton::clicked, this, [this] { chooseBar(PlotKind::Sizes, -1); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_stopped ? Q_EMIT measureRequested() : Q_EMIT stopRequested(); });
    connect(csv, &QPushButton::clicked, this, &MeasurementPanel::csvRequested);
    auto* bar = new QWidget;
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(8);
    line->addWidget(m_text, 1);
    for (QWidget* w : std::initializer_list<QWidget*>{m_class, m_state, m_barChip}) line->addWidget(w);
    line->addWidget(m_count);
    line->addStretch(1);
    for (QWidget* w : std::initializer_list<QWidget*>{m_progress, m_stop, csv, reportButton}) line->addWidget(w);
    return bar;
}

QWidget* MeasurementPanel::makePlots() {
    auto* plots = new QWidget;
    m_plotLayout = new QBoxLayout(QBoxLayout::LeftToRight, plots);
    m_plotLayout->setContentsMargins(0, 0, 4, 0);
    m_plotLayout->setSpacing(4);
    for (const PlotKind kind : kKinds) {
        auto* view = new BarPlotView;
        m_plots[static_cast<std::size_t>(kind)] = view;
        m_plotLayout->addWidget(view, 1);
        connect(view, &BarPlotView::barChosen, this, [this, kind](int bar) { chooseBar(kind, bar); });
    }
    m_counts = new QLabel;
    m_counts->setObjectName("slideCounts");
    m_counts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_counts->setMargin(6);
    m_counts->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_plotLayout->addWidget(m_counts);
    m_counts->hide();
    auto* area = new QScrollArea;
    area->setWidget(plots);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

void MeasurementPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool isTall = height() > kTall;
    m_plotLayout->setDirection(isTall ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_counts->setVisible(isTall && !m_counts->text().isEmpty());
}

void MeasurementPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_barChip) m_barChip->setIcon(QIcon::fromTheme("window-close"));
}

void MeasurementPanel::setObjects(MeasuredObjects objects, const SlideFigures& figures, bool isScaleKnown) {
    m_quiet = true;
    m_model.setObjects(std::move(objects), isScaleKnown);
    m_quiet = false;
    m_slideFigures = figures;
    m_stopped = false;
    refreshClasses();
    refreshPlots();
    restoreSelection();
    refreshCount();
    showFigures();
}

void MeasurementPanel::refreshClasses() {
    std::set<std::string> names;
    for (const MeasuredObject& o : *m_model.objects()) names.insert(o.object->className);
    const QString chosen = m_class->currentData().toString();
    m_class->clear();
    m_class->addItem(tr("All classes"));
    for (const std::string& name : names) m_class->addItem(QString::fromStdString(name), QString::fromStdString(name));
    const int place = chosen.isEmpty() ? 0 : m_class->findData(chosen);
    m_class->setCurrentIndex(std::max(0, place));
    if (place < 0) applyFilter();
}

void MeasurementPanel::clearFilter() {
    m_text->clear();
    m_class->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    m_selected.clear();
    chooseBar(PlotKind::Sizes, -1);
}

void MeasurementPanel::applyFilter() {
    MeasurementFilter filter = m_model.filter();
    filter.text = m_text->text().trimmed();
    filter.className = m_class->currentIndex() > 0 ? std::optional(m_class->currentData().toString().toStdString()) : std::nullopt;
    filter.state = m_state->currentIndex() > 0 ? std::optional(m_state->currentData().toString().toStdString()) : std::nullopt;
    // Its plot changes below it.
    filter.bar = {};
    m_barPlot.reset();
    m_quiet = true;
    m_model.setFilter(std::move(filter));
    m_quiet = false;
    refreshPlots();
    restoreSelection();
    refreshCount();
}

void MeasurementPanel::chooseBar(PlotKind kind, int bar) {
    MeasurementFilter filter = m_model.filter();
    filter.bar = {};
    m_barPlot.reset();
    if (bar >= 0) {
        const BarPlot shown = plot(kind).plot();
        filter.bar = [kind, shown, bar](const MeasuredObject& o) { return isInBar(kind, shown, bar, o); };
        m_barPlot = kind;
        m_barText = barText(kind, shown, bar, m_model.isScaleKnown());
    }
    for (const PlotKind k : kKinds) plot(k).setChosen(bar >= 0 && k == kind ? bar : -1);
    m_quiet = true;
    m_model.setFilter(std::move(filter));
    m_quiet = false;
    restoreSelection();
    refreshCount();
}

void MeasurementPanel::refreshPlots() {
    const std::vector<MeasuredObject> plotted = m_model.plotted();
    for (const PlotKind kind : kKinds) {
        BarPlotView& view = plot(kind);
        view.setPlot(plotOf(kind, plotted, m_model.isScaleKnown()));
        if (m_barPlot != kind) view.setChosen(-1);
    }
    if (!m_barPlot) return;
    // The bar that was chosen, in the new plot; gone where that has other bars.
    int bar = -1;
    const BarPlot& now = plot(*m_barPlot).plot();
    for (int i = 0; i < static_cast<int>(now.bars.size()); ++i)
        if (barText(*m_barPlot, now, i, m_model.isScaleKnown()) == m_barText) bar = i;
    chooseBar(*m_barPlot, bar);
}

void MeasurementPanel::refreshCount() {
    const int shown = m_model.rowCount(), all = static_cast<int>(m_model.objects()->size());
    m_count->setText(m_stopped ? tr("Not measured") : shown == all ? (all == 1 ? tr("1 object") : tr("%1 objects").arg(all)) : tr("%1 of %2").arg(shown).arg(all));
    m_barChip->setVisible(m_barPlot.has_value());
    m_barChip->setText(m_barText);
}

void MeasurementPanel::showFigures() {
    QStringList parts;
    for (const KeyFigure& f : keyFigures(m_slideFigures)) {
        if (f.value == QStringLiteral("–")) continue;
        parts << QString("<b>%1</b>&nbsp;%2%3").arg(f.value.toHtmlEscaped(), QString(f.label).replace(' ', QChar::Nbsp).toHtmlEscaped(),
                                                     f.note.isEmpty() ? QString() : " (" + QString(f.note).replace(' ', QChar::Nbsp).toHtmlEscaped() + ")");
    }
    m_figures->setText(parts.join(" &nbsp;·&nbsp; "));
    const ReportTable counts = countsTable(m_slideFigures);
    QString html;
    if (!counts.rows.empty()) {
        html = "<table cellspacing='0' cellpadding='3'><tr>";
        for (const QString& cell : counts.header) html += "<th align='" + QString(cell == counts.header.front() ? "left" : "right") + "'>" + cell.toHtmlEscaped() + "</th>";
        html += "</tr>";
        for (const QStringList& row : counts.rows) {
            html += "<tr>";
            for (qsizetype i = 0; i < row.size(); ++i) html += "<td align='" + QString(i == 0 ? "left" : "right") + "'>" + row[i].toHtmlEscaped() + "</td>";
            html += "</tr>";
        }
        html += "</table>";
    }
    m_counts->setText(html);
    m_counts->setVisible(height() > kTall && !html.isEmpty());
    m_figures->setToolTip(html);
}

void MeasurementPanel::restoreSelection() {
    m_quiet = true;
    m_table->clearSelection();
    QItemSelection rows;
    const std::set<AnnotationId> wanted(m_selected.begin(), m_selected.end());
    int first = -1;
    for (int row = 0; !wanted.empty() && row < m_model.rowCount(); ++row)
        if (wanted.contains(m_model.at(row).object->id)) {
            if (first < 0) first = row;
            rows.select(m_model.index(row, 0), m_model.index(row, kMeasureColumns - 1));
        }
    m_table->selectionModel()->select(rows, QItemSelectionModel::Select);
    if (first >= 0) {
        m_table->selectionModel()->setCurrentIndex(m_model.index(first, 0), QItemSelectionModel::NoUpdate);
        m_table->scrollTo(m_model.index(first, 0));
    }
    m_quiet = false;
}

void MeasurementPanel::setSelected(AnnotationId id) {
    const auto now = chosen();
    if (id != 0 && std::find(now.begin(), now.end(), id) != now.end()) return;
    m_selected = id ? std::vector<AnnotationId>{id} : std::vector<AnnotationId>();
    restoreSelection();
}

std::vector<AnnotationId> MeasurementPanel::chosen() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    std::vector<AnnotationId> ids;
    for (const int row : rows) ids.push_back(m_model.at(row).object->id);
    return ids;
}

void MeasurementPanel::tell() {
    m_selected = chosen();
    const QModelIndex current = m_table->currentIndex();
    if (m_selected.empty() || !current.isValid()) return;
    const AnnotationId id = m_model.at(current.row()).object->id;
    m_selected.size() == 1 ? Q_EMIT objectChosen(m_selected.front()) : Q_EMIT objectSelected(id);
}

std::vector<MeasuredObject> MeasurementPanel::chosenOrShown() const {
    const auto ids = chosen();
    const std::set<AnnotationId> wanted(ids.begin(), ids.end());
    std::vector<MeasuredObject> objects;
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (wanted.size() < 2 || wanted.contains(m_model.at(row).object->id)) objects.push_back(m_model.at(row));
    return objects;
}

void MeasurementPanel::copy() { QApplication::clipboard()->setText(QString::fromStdString(measureTable(chosenOrShown(), m_model.isScaleKnown(), '\t'))); }

void MeasurementPanel::setProgress(double fraction) {
    const bool isRunning = fraction >= 0;
    m_progress->setVisible(isRunning);
    m_progress->setValue(static_cast<int>(1000 * fraction));
    m_stop->setText(tr("Stop"));
    m_stop->setVisible(isRunning);
}

void MeasurementPanel::setStopped(bool stopped) {
    m_stopped = stopped;
    if (stopped) {
        m_progress->hide();
        m_stop->setText(tr("Measure"));
        m_stop->show();
    }
    refreshCount();
}

}  // namespace bowman::ui
