// The objects of a slide with all that is measured of them, as rows: filtered and sorted as vectors, so that fifty thousand cost no more than a blink. The
// rows are replaced as a whole when they were measured again. GUI thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/measure/measure_columns.h"

namespace bowman::ui {

using MeasuredObjects = std::shared_ptr<const std::vector<MeasuredObject>>;

/// Which rows are shown: those that fulfil all of it.
struct MeasurementFilter {
    QString text;                                            ///< somewhere in number, state, class, note, model or reviewer
    std::optional<std::string> className;
    std::optional<std::string> state;                        ///< as textOf(…, MeasureColumn::State) has it
    std::function<bool(const MeasuredObject&)> bar;          ///< of a plot; empty: none is chosen
    bool passes(const MeasuredObject& object, bool withBar = true) const;
};

class MeasurementModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// Ordered by number; null empties it.
    void setObjects(MeasuredObjects objects, bool isScaleKnown);
    void setFilter(MeasurementFilter filter);
    void sort(int column, Qt::SortOrder order) override;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const MeasuredObjects& objects() const { return m_objects; }
    const MeasurementFilter& filter() const { return m_filter; }
    bool isScaleKnown() const { return m_isScaleKnown; }
    const MeasuredObject& at(int row) const { return (*m_objects)[m_shown[static_cast<std::size_t>(row)]]; }
    /// −1 where it is not shown.
    int rowOf(AnnotationId id) const;
    /// Of the filter but for the bar: what the plots are made of.
    std::vector<MeasuredObject> plotted() const;

private:
    void arrange();

    MeasuredObjects m_objects = std::make_shared<const std::vector<MeasuredObject>>();
    std::vector<std::size_t> m_shown;
    MeasurementFilter m_filter;
    bool m_isScaleKnown = false;
    int m_column = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

}  // namespace bowman::ui
