// The history of the slide: every step with who and when; a click goes there, back or forth. GUI thread.
#pragma once

#include <optional>

#include <QAbstractListModel>
#include <QListView>

#include "core/document/undo_stack.h"

namespace bowman::ui {

/// The start, then the steps that are done, then those that were undone: the order in which they were, and would be, made.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { EventRole = Qt::UserRole, DoneRole, CurrentRole, WhoRole };

    using QAbstractListModel::QAbstractListModel;
    /// Null empties it. It must stay as it is until the next call.
    void setHistory(const UndoStack* history);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// Row of the last step that is done.
    int currentRow() const { return m_history ? static_cast<int>(m_history->done().size()) : -1; }

private:
    const UndoStack::Step* stepAt(int row) const;
    const UndoStack* m_history = nullptr;
};

class HistoryPanel : public QListView {
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget* parent = nullptr);
    void setHistory(const UndoStack* history);

Q_SIGNALS:
    /// Event of the step, 0 for the start.
    void stepChosen(qint64 event);

private:
    HistoryModel m_model;
};

}  // namespace bowman::ui
