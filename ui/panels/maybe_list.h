// Places that may be objects, listed apart from them. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QListWidget>

#include "core/annotation/annotation_set.h"

namespace bowman::ui {

class MaybeList : public QListWidget {
    Q_OBJECT
public:
    explicit MaybeList(QWidget* parent = nullptr);
    void setCandidates(const std::vector<AnnotationPtr>& candidates, std::optional<double> umPerPx);
    /// −1: none. Says nothing.
    void setCurrent(int row);

Q_SIGNALS:
    void candidateChosen(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace bowman::ui
