#include "ui/panels/maybe_list.h"

#include <QKeyEvent>

#include "ui/controllers/review.h"

namespace bowman::ui {

MaybeList::MaybeList(QWidget* parent) : QListWidget(parent) {
    setObjectName("maybe");
    setAccessibleName(tr("Places that may be glomeruli"));
    setToolTip(tr("What the network was not sure enough of to propose it. N and P walk, A makes it an object, R drops it"));
    setFrameShape(NoFrame);
    setAlternatingRowColors(true);
    setUniformItemSizes(true);
    setFocusPolicy(Qt::TabFocus);
    const auto choose = [this](QListWidgetItem* item) { Q_EMIT candidateChosen(row(item)); };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
}

void MaybeList::setCandidates(const std::vector<AnnotationPtr>& candidates, std::optional<double> umPerPx) {
    clear();
    for (const AnnotationPtr& a : candidates) {
        const double diameter = equivalentDiameter(a->shape) * umPerPx.value_or(1);
        auto* item = new QListWidgetItem(tr("probability %1 %    ⌀ %2 %3").arg(100 * a->score, 0, 'f', 0).arg(diameter, 0, 'f', 0).arg(umPerPx ? tr("µm") : tr("px")), this);
        item->setSizeHint({0, fontMetrics().height() + 8});
    }
}

void MaybeList::setCurrent(int row) {
    setCurrentRow(row);
    if (row >= 0) scrollToItem(item(row));
}

void MaybeList::keyPressEvent(QKeyEvent* event) {
    // Letters are the window's: A accepts, they do not search.
    if (!event->text().isEmpty() && event->text().front().isLetterOrNumber() && !(event->modifiers() & Qt::ControlModifier)) return event->ignore();
    QListWidget::keyPressEvent(event);
}

}  // namespace bowman::ui
