// The slides of the project as a table: what they are, what people say of them, how far they are. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QPixmap>

#include "ui/controllers/project.h"

namespace bowman::ui {

class SlideTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { File, Alias, Case, Patient, Stain, Block, Scale, State, Columns };
    static constexpr int SortRole = Qt::UserRole, IdRole = Qt::UserRole + 1;

    explicit SlideTableModel(Project& project, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Written into the project at once; refused() says why where it is not.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void edited();
    void refused(const QString& why);

private:
    struct Row {
        SlideRecord record;
        int objects = 0;
        int reviewed = 0;
        bool isMissing = false;
    };
    void refresh();
    void takePicture(SlideId id);
    QString text(const Row& row, int column) const;

    Project& m_project;
    std::vector<Row> m_rows;
    std::map<SlideId, QPixmap> m_pictures;
};

}  // namespace bowman::ui
