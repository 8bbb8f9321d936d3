// The objects of a slide as pictures with their outlines, in the order and with the filter of the table: several can be chosen and decided at
// once; a double click travels there. Only what is in view is cut out. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QListView>

#include "ui/panels/crop_store.h"
#include "ui/panels/object_table.h"

namespace bowman::ui {

class ObjectGallery : public QListView {
    Q_OBJECT
public:
    /// Shows what the table shows.
    explicit ObjectGallery(ObjectTable& table, QWidget* parent = nullptr);
    CropStore& crops() { return m_crops; }
    /// All that are chosen, in the order shown.
    std::vector<AnnotationId> chosen() const;
    /// Shows it as the only chosen one, unless it is one of several that were chosen here and the hand is still here; says nothing.
    void setSelected(AnnotationId id);

Q_SIGNALS:
    /// One was clicked: it is the selected one now.
    void objectSelected(qint64 id);
    /// A double click, or Enter.
    void objectChosen(qint64 id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    AnnotationId idAt(const QModelIndex& index) const;

    ObjectTable& m_table;
    CropStore m_crops;
    bool m_quiet = false;
    std::optional<AnnotationId> m_waiting;    ///< selected while nobody saw the gallery
};

}  // namespace bowman::ui
