// The places of a comparison of two readings as rows; those of one kind only, where that is wanted. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/measure/reading_comparison.h"

namespace bowman::ui {

/// "only anna", "accepted or rejected" …: with the readers' names.
QString differenceText(const ComparedObject& object, const QString& first, const QString& second);

class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Show { Disagreements, Undecided, Everything };   ///< Undecided: disagreements that wait for the adjudicator

    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(ReadingComparison comparison, const QString& first, const QString& second);
    /// In the order of the objects; null where nobody has decided. Empty: nobody adjudicates.
    void setRulings(std::vector<AnnotationPtr> rulings);
    void setShown(Show shown);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const ReadingComparison& comparison() const { return m_comparison; }
    const std::vector<AnnotationPtr>& rulings() const { return m_rulings; }
    AnnotationPtr rulingOn(std::size_t object) const { return object < m_rulings.size() ? m_rulings[object] : nullptr; }
    std::size_t objectAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// −1 where it is not shown.
    int rowOf(std::size_t object) const;

private:
    void arrange();

    ReadingComparison m_comparison;
    std::vector<AnnotationPtr> m_rulings;
    QString m_first, m_second;
    Show m_shown = Show::Disagreements;
    std::vector<std::size_t> m_rows;
};

}  // namespace bowman::ui
