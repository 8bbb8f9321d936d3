#include "ui/panels/object_table.h"

#include <algorithm>
#include <limits>

#include <QHeaderView>

#include "core/document/reading.h"
#include "ui/controllers/review.h"
#include "ui/controllers/review_search.h"
#include "ui/panels/state_icon.h"

namespace bowman::ui {
namespace {

constexpr int kRegionOrder = 100, kStructureOrder = 101;   // behind all states

int orderOf(const Annotation& a) {
    if (a.kind == AnnotationKind::Structure) return kStructureOrder;
    return a.kind == AnnotationKind::CompleteRegion ? kRegionOrder : static_cast<int>(a.state);
}

auto lowerBound(auto& rows, AnnotationId id) {
    return std::lower_bound(rows.begin(), rows.end(), id, [](const auto& row, AnnotationId wanted) { return row.annotation->id < wanted; });
}

}  // namespace

void ObjectModel::reset(const AnnotationSet* annotations, std::optional<double> umPerPx) {
    beginResetModel();
    m_umPerPx = umPerPx;
    m_rows.clear();
    if (annotations)
        for (AnnotationPtr& a : annotations->all()) m_rows.push_back(rowFor(std::move(a)));
    endResetModel();
}

void ObjectModel::update(const AnnotationSet& annotations, const std::vector<AnnotationId>& changed) {
    constexpr std::size_t kFew = 64;
    if (changed.size() > kFew) return reset(&annotations, m_umPerPx);
    for (const AnnotationId id : changed) {
        const AnnotationPtr now = annotations.find(id);
        const auto place = lowerBound(m_rows, id);
        const int row = static_cast<int>(place - m_rows.begin());
        const bool known = place != m_rows.end() && place->annotation->id == id;
        if (known && now) {
            *place = rowFor(now);
            Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
        } else if (known) {
            beginRemoveRows({}, row, row);
            m_rows.erase(place);
            endRemoveRows();
        } else if (now) {
            beginInsertRows({}, row, row);
            m_rows.insert(place, rowFor(now));
            endInsertRows();
        }
    }
}

ObjectModel::Row ObjectModel::rowFor(AnnotationPtr annotation) const {
    const double diameter = equivalentDiameter(annotation->shape) * m_umPerPx.value_or(1);
    return {std::move(annotation), diameter};
}

int ObjectModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int ObjectModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant ObjectModel::data(const QModelIndex& index, int role) const {
    const auto& [annotation, diameter] = m_rows[static_cast<std::size_t>(index.row())];
    const bool byModel = !annotation->prediction.empty();
    if (role == Qt::DecorationRole && index.column() == State) return stateIcon(*annotation);
    if (role == Qt::ToolTipRole && !annotation->note.empty()) return QString::fromStdString(annotation->note);
    if (role == Qt::TextAlignmentRole && index.column() != State && index.column() != Class) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == kSortRole) {
        switch (index.column()) {
            case Number: return qint64(annotation->id);
            case State: return orderOf(*annotation);
            case Class: return QString::fromStdString(annotation->className);
            case Diameter: return diameter;
            case Probability: return byModel ? annotation->score : 2.0;
            default: return byModel ? annotation->uncertainty : -1.0;
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Number: return annotation->note.empty() ? QVariant(qint64(objectNumber(annotation->id))) : QString("%1 ✎").arg(objectNumber(annotation->id));
        case State: return stateText(*annotation);
        case Class: return QString::fromStdString(annotation->className);
        case Diameter: return QString::number(diameter, 'f', 0);
        case Probability: return byModel ? QString::number(100 * annotation->score, 'f', 0) + " %" : QString("–");
        default: return byModel ? QString::number(annotation->uncertainty, 'f', 2) : QString("–");
    }
}

QVariant ObjectModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole) {
        if (section == Diameter) return tr("Diameter of a disc of the same area");
        if (section == Probability) return tr("Mean probability inside");
        if (section == Doubt) return tr("How unsure the network was: 0 sure, 1 no idea");
        return {};
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Number: return tr("№");
        case State: return tr("State");
        case Class: return tr("Class");
        case Diameter: return m_umPerPx ? tr("⌀ µm") : tr("⌀ px");
        case Probability: return tr("Prob.");
        default: return tr("Doubt");
    }
}

AnnotationId ObjectModel::idAt(int row) const { return m_rows[static_cast<std::size_t>(row)].annotation->id; }

int ObjectModel::rowOf(AnnotationId id) const {
    const auto place = lowerBound(m_rows, id);
    return place != m_rows.end() && place->annotation->id == id ? static_cast<int>(place - m_rows.begin()) : -1;
}

void ObjectFilterModel::setFilter(ObjectFilter filter) {
    m_filter = filter;
    invalidateFilter();
}

void ObjectFilterModel::setSearch(const QString& text) {
    if (text == m_search) return;
    m_search = text;
    invalidateFilter();
}

void ObjectFilterModel::setRanks(const std::vector<AnnotationId>& order, bool onlyThese) {
    if (order.empty() && m_ranks.empty() && onlyThese == m_onlyRanked) return;
    m_ranks.clear();
    for (std::size_t i = 0; i < order.size(); ++i) m_ranks.emplace(order[i], static_cast<int>(i));
    m_onlyRanked = onlyThese;
    invalidate();
}

int ObjectFilterModel::rankOf(int row) const {
    const auto place = m_ranks.find(static_cast<const ObjectModel*>(sourceModel())->idAt(row));
    return place == m_ranks.end() ? std::numeric_limits<int>::max() : place->second;
}

bool ObjectFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    if (left.column() != ObjectModel::Number || m_ranks.empty()) return QSortFilterProxyModel::lessThan(left, right);
    const int a = rankOf(left.row()), b = rankOf(right.row());
    return a != b ? a < b : left.row() < right.row();
}

bool ObjectFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (m_onlyRanked && rankOf(row) == std::numeric_limits<int>::max()) return false;
    if (!m_search.isEmpty() && !matchesSearch(*static_cast<const ObjectModel*>(sourceModel())->annotationAt(row), m_search)) return false;
    if (m_filter == ObjectFilter::All) return true;
    const QModelIndex index = sourceModel()->index(row, ObjectModel::State, parent);
    const int order = index.data(ObjectModel::kSortRole).toInt();
    const bool open = order == static_cast<int>(ReviewState::Proposed);
    switch (m_filter) {
        case ObjectFilter::Open: return open;
        case ObjectFilter::CheckFirst: return open && index.siblingAtColumn(ObjectModel::Doubt).data(ObjectModel::kSortRole).toDouble() >= kCheckFirstUncertainty;
        case ObjectFilter::Reviewed: return !open && order != kStructureOrder;
        case ObjectFilter::Rejected: return order == static_cast<int>(ReviewState::Rejected);
        case ObjectFilter::All: break;
    }
    return true;
}

ObjectTable::ObjectTable(QWidget* parent) : QTableView(parent) {
    setObjectName("objects");
    setAccessibleName(tr("Objects of this slide"));
    m_filter.setSourceModel(&m_objects);
    m_filter.setSortRole(ObjectModel::kSortRole);
    setModel(&m_filter);
    setSortingEnabled(true);
    sortByColumn(ObjectModel::Doubt, Qt::DescendingOrder);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::TabFocus);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(28);
    horizontalHeader()->setSectionResizeMode(ObjectModel::Class, QHeaderView::Stretch);
    const auto width = [this](const char* text) { return fontMetrics().horizontalAdvance(QString::fromUtf8(text)) + 14; };
    setColumnWidth(ObjectModel::Number, width("000 ✎"));
    setColumnWidth(ObjectModel::State, width("Corrected") + 16);
    setColumnWidth(ObjectModel::Diameter, width("⌀ µm ▾") - 4);
    setColumnWidth(ObjectModel::Probability, width("Prob. ▾") - 4);
    setColumnWidth(ObjectModel::Doubt, width("Doubt ▾"));
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &ObjectTable::columnChosen);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) { Q_EMIT objectChosen(m_objects.idAt(m_filter.mapToSource(index).row())); });
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) { Q_EMIT objectChosen(m_objects.idAt(m_filter.mapToSource(index).row())); });
}

void ObjectTable::setRanks(const std::vector<AnnotationId>& order, bool onlyThese) {
    m_filter.setRanks(order, onlyThese);
    sortByColumn(ObjectModel::Number, Qt::AscendingOrder);
}

std::vector<AnnotationId> ObjectTable::listed() const {
    std::vector<AnnotationId> ids;
    for (int row = 0; row < m_filter.rowCount(); ++row) ids.push_back(m_objects.idAt(m_filter.mapToSource(m_filter.index(row, 0)).row()));
    return ids;
}

AnnotationPtr ObjectTable::annotationAt(const QModelIndex& index) const {
    return index.isValid() ? m_objects.annotationAt(m_filter.mapToSource(index).row()) : nullptr;
}

QModelIndex ObjectTable::indexOf(AnnotationId id) const {
    const int row = m_objects.rowOf(id);
    return row < 0 ? QModelIndex() : m_filter.mapFromSource(m_objects.index(row, 0));
}

void ObjectTable::setSelected(AnnotationId id) {
    const QModelIndex index = indexOf(id);
    if (!index.isValid()) return clearSelection();
    selectRow(index.row());
    scrollTo(index);
}

}  // namespace bowman::ui
