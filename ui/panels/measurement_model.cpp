#include "ui/panels/measurement_model.h"

#include <algorithm>
#include <cmath>

#include "core/document/reading.h"
#include "ui/panels/state_icon.h"

namespace bowman::ui {
namespace {

MeasureColumn columnOf(int section) { return static_cast<MeasureColumn>(section); }

int digitsOf(MeasureColumn column, double value) {
    switch (column) {
        case MeasureColumn::Circularity: case MeasureColumn::Solidity: case MeasureColumn::Probability: case MeasureColumn::Uncertainty: return 2;
        case MeasureColumn::Area: case MeasureColumn::Number: return 0;
        default: return std::abs(value) < 100 ? 1 : 0;
    }
}

QString touchesText(TouchedEdge edge) {
    return edge == TouchedEdge::Slide ? QObject::tr("slide") : edge == TouchedEdge::Tissue ? QObject::tr("tissue") : QStringLiteral("–");
}

QString shownText(const MeasuredObject& o, MeasureColumn column) {
    if (const auto number = numberOf(o, column)) return QString::number(*number, 'f', digitsOf(column, *number));
    if (isNumeric(column)) return QStringLiteral("–");
    if (column == MeasureColumn::State) return stateText(*o.object);
    if (column == MeasureColumn::Touches) return touchesText(o.measures.touches);
    return QString::fromStdString(textOf(o, column)).replace('\n', ' ');
}

}  // namespace

bool MeasurementFilter::passes(const MeasuredObject& o, bool withBar) const {
    if (className && o.object->className != *className) return false;
    if (state && textOf(o, MeasureColumn::State) != *state) return false;
    if (withBar && bar && !bar(o)) return false;
    if (text.isEmpty()) return true;
    const auto has = [&](const std::string& field) { return QString::fromStdString(field).contains(text, Qt::CaseInsensitive); };
    if (QString::number(objectNumber(o.object->id)).contains(text) || stateText(*o.object).contains(text, Qt::CaseInsensitive)) return true;
    return has(o.object->className) || has(o.object->note) || has(o.object->provenance.model) || has(o.object->provenance.reviewedBy);
}

void MeasurementModel::setObjects(MeasuredObjects objects, bool isScaleKnown) {
    beginResetModel();
    m_objects = objects ? std::move(objects) : std::make_shared<const std::vector<MeasuredObject>>();
    m_isScaleKnown = isScaleKnown;
    arrange();
    endResetModel();
}

void MeasurementModel::setFilter(MeasurementFilter filter) {
    beginResetModel();
    m_filter = std::move(filter);
    arrange();
    endResetModel();
}

void MeasurementModel::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    m_column = column;
    m_order = order;
    arrange();
    endResetModel();
}

void MeasurementModel::arrange() {
    m_shown.clear();
    for (std::size_t i = 0; i < m_objects->size(); ++i)
        if (m_filter.passes((*m_objects)[i])) m_shown.push_back(i);
    if (m_column < 0 || m_column >= kMeasureColumns) return;
    const MeasureColumn column = columnOf(m_column);
    const bool down = m_order == Qt::DescendingOrder;
    // What has no value comes last either way. Equal ones stay in the order of their numbers.
    if (isNumeric(column)) {
        std::vector<std::pair<double, std::size_t>> keys;
        for (const std::size_t i : m_shown) {
            const auto value = numberOf((*m_objects)[i], column);
            keys.emplace_back(!value ? HUGE_VAL : down ? -*value : *value, i);
        }
        std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::transform(keys.begin(), keys.end(), m_shown.begin(), [](const auto& key) { return key.second; });
        return;
    }
    std::vector<std::pair<QString, std::size_t>> keys;
    for (const std::size_t i : m_shown) keys.emplace_back(shownText((*m_objects)[i], column).toCaseFolded(), i);
    std::stable_sort(keys.begin(), keys.end(), [down](const auto& a, const auto& b) {
        if (a.first.isEmpty() != b.first.isEmpty()) return b.first.isEmpty();
        return down ? b.first < a.first : a.first < b.first;
    });
    std::transform(keys.begin(), keys.end(), m_shown.begin(), [](const auto& key) { return key.second; });
}

int MeasurementModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }
int MeasurementModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kMeasureColumns; }

QVariant MeasurementModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const MeasuredObject& o = at(index.row());
    const MeasureColumn column = columnOf(index.column());
    if (role == Qt::DisplayRole) return shownText(o, column);
    if (role == Qt::DecorationRole && column == MeasureColumn::State) return stateIcon(*o.object);
    if (role == Qt::TextAlignmentRole) return int((isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && column == MeasureColumn::Note && !o.object->note.empty()) return QString::fromStdString(o.object->note);
    if (role == kSortRole) {
        const auto number = numberOf(o, column);
        return number ? QVariant(*number) : QVariant(QString::fromStdString(textOf(o, column)));
    }
    return {};
}

QVariant MeasurementModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    struct Heading {
        QString text, tip;
    };
    const QString unit = m_isScaleKnown ? QStringLiteral("µm") : QStringLiteral("px");
    const auto heading = [&]() -> Heading {
        switch (columnOf(section)) {
            case MeasureColumn::Number: return {tr("№"), tr("Number of the object")};
            case MeasureColumn::State: return {tr("State"), tr("What a person has decided")};
            case MeasureColumn::Class: return {tr("Class"), {}};
            case MeasureColumn::Area: return {tr("Area %1").arg(unit + "²"), tr("Area, without its holes")};
            case MeasureColumn::Diameter: return {tr("⌀ %1").arg(unit), tr("Equivalent diameter: of the circle of the same area")};
            case MeasureColumn::Feret: return {tr("Feret %1").arg(unit), tr("Largest Feret diameter: the largest distance of two points of the outline")};
            case MeasureColumn::SmallestFeret: return {tr("Feret min. %1").arg(unit), tr("Smallest Feret diameter: the narrowest gap between two parallels that it fits through")};
            case MeasureColumn::Perimeter: return {tr("Perimeter %1").arg(unit), tr("Length of the outer outline")};
            case MeasureColumn::Circularity: return {tr("Circ."), tr("Circularity, 4π · area / perimeter²: 1 for a circle; a ragged or long outline has less: smooth the outlines before shapes are compared")};
            case MeasureColumn::Solidity: return {tr("Solidity"), tr("Area / area of the convex hull: 1 without dents")};
            case MeasureColumn::Probability: return {tr("Prob."), tr("Mean probability inside, as the network gave it")};
            case MeasureColumn::Uncertainty: return {tr("Doubt"), tr("How unsure the network was: 0 sure, 1 no idea")};
            case MeasureColumn::EdgeDistance: return {tr("To edge %1").arg(unit), tr("From the nearest point of the outline to the edge of the tissue, to about 10 µm")};
            case MeasureColumn::Touches: return {tr("Touches"), tr("The edge of the tissue, or of the slide: such an object may not be whole")};
            case MeasureColumn::ReviewedBy: return {tr("Reviewed by"), {}};
            case MeasureColumn::Model: return {tr("Model"), tr("The model or the file that it came from")};
            case MeasureColumn::Note: return {tr("Note"), {}};
            case MeasureColumn::Count: break;
        }
        return {};
    }();
    if (role == Qt::DisplayRole) return heading.text;
    if (role == Qt::ToolTipRole) return heading.tip.isEmpty() ? QVariant() : heading.tip;
    if (role == Qt::TextAlignmentRole) return int((isNumeric(columnOf(section)) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

int MeasurementModel::rowOf(AnnotationId id) const {
    const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&](std::size_t i) { return (*m_objects)[i].object->id == id; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

std::vector<MeasuredObject> MeasurementModel::plotted() const {
    std::vector<MeasuredObject> objects;
    for (const MeasuredObject& o : *m_objects)
        if (m_filter.passes(o, false)) objects.push_back(o);
    return objects;
}

}  // namespace bowman::ui
