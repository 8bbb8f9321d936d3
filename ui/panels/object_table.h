// The objects of a slide as a table: number, state, class, diameter, probability. A click travels there. GUI thread.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "core/annotation/annotation_set.h"

namespace bowman::ui {

class ObjectModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, State, Class, Diameter, Probability, Doubt, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// All new; null empties it.
    void reset(const AnnotationSet* annotations, std::optional<double> umPerPx);
    /// After a change: only these rows are touched.
    void update(const AnnotationSet& annotations, const std::vector<AnnotationId>& changed);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    AnnotationId idAt(int row) const;
    const AnnotationPtr& annotationAt(int row) const { return m_rows[static_cast<std::size_t>(row)].annotation; }
    int rowOf(AnnotationId id) const;        ///< −1 when it is not there
    static constexpr int kSortRole = Qt::UserRole;

private:
    struct Row {
        AnnotationPtr annotation;
        double diameter = 0;                 ///< µm where the scale is known, else pixels
    };
    Row rowFor(AnnotationPtr annotation) const;
    std::vector<Row> m_rows;                 // ordered by id
    std::optional<double> m_umPerPx;
};

/// Which objects are listed.
enum class ObjectFilter { All, Open, CheckFirst, Reviewed, Rejected };

class ObjectFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setFilter(ObjectFilter filter);
    /// See matchesSearch().
    void setSearch(const QString& text);
    /// The column of numbers is sorted by the place in `order`, what is not in it last; `onlyThese` leaves those out. Empty: by number.
    void setRanks(const std::vector<AnnotationId>& order, bool onlyThese);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    int rankOf(int row) const;
    ObjectFilter m_filter = ObjectFilter::All;
    QString m_search;
    std::unordered_map<AnnotationId, int> m_ranks;
    bool m_onlyRanked = false;
};

class ObjectTable : public QTableView {
    Q_OBJECT
public:
    explicit ObjectTable(QWidget* parent = nullptr);
    ObjectModel& objects() { return m_objects; }
    void setFilter(ObjectFilter filter) { m_filter.setFilter(filter); }
    void setSearch(const QString& text) { m_filter.setSearch(text); }
    /// Shown in this order; see ObjectFilterModel::setRanks.
    void setRanks(const std::vector<AnnotationId>& order, bool onlyThese);
    void clearRanks() { m_filter.setRanks({}, false); }
    /// What is listed, in the order shown.
    std::vector<AnnotationId> listed() const;
    /// Of an index of model(): what is shown there.
    AnnotationPtr annotationAt(const QModelIndex& index) const;
    /// In model(), first column; invalid where it is not shown.
    QModelIndex indexOf(AnnotationId id) const;
    /// Shows it as selected; says nothing.
    void setSelected(AnnotationId id);

Q_SIGNALS:
    void objectChosen(qint64 id);
    /// By the person's hand, on the header.
    void columnChosen(int column);

private:
    ObjectModel m_objects;
    ObjectFilterModel m_filter;
};

}  // namespace bowman::ui
