#include "ui/panels/review_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace bowman::ui {

ReviewPanel::ReviewPanel(const CardActions& actions, QWidget* parent) : QWidget(parent) {
    m_card = new ReviewCard(actions);
    m_count = new QLabel;
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setAccessibleName(tr("Reviewed objects"));
    m_filter = new QComboBox;
    m_filter->setAccessibleName(tr("Which objects are listed"));
    m_filter->setFocusPolicy(Qt::TabFocus);
    m_filter->addItem(tr("All"), int(ObjectFilter::All));
    m_filter->addItem(tr("To review"), int(ObjectFilter::Open));
    m_filter->addItem(tr("To check first"), int(ObjectFilter::CheckFirst));
    m_filter->addItem(tr("Reviewed"), int(ObjectFilter::Reviewed));
    m_filter->addItem(tr("Rejected"), int(ObjectFilter::Rejected));
    m_table = new ObjectTable;
    connect(m_filter, &QComboBox::activated, this, [this] { m_table->setFilter(static_cast<ObjectFilter>(m_filter->currentData().toInt())); });

    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(8);
    line->addWidget(m_count);
    line->addWidget(m_bar, 1);
    line->addWidget(m_filter);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_card);
    all->addLayout(line);
    all->addWidget(m_table, 1);
    setCount({});
}

void ReviewPanel::setCount(const ReviewCount& count) {
    m_bar->setRange(0, std::max(1, count.objects));
    m_bar->setValue(count.reviewed);
    m_count->setText(count.objects == 0 ? tr("No objects") : tr("%1 of %2 reviewed").arg(count.reviewed).arg(count.objects));
    m_count->setToolTip(count.toCheckFirst ? tr("%1 to check first").arg(count.toCheckFirst) : QString());
}

}  // namespace bowman::ui
