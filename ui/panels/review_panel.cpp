#include "ui/panels/review_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace bowman::ui {

ReviewPanel::ReviewPanel(const CardActions& actions, QAction* asGallery, QWidget* parent) : QWidget(parent) {
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
    m_gallery = new ObjectGallery(*m_table);
    m_views = new QStackedWidget;
    m_views->addWidget(m_table);
    m_views->addWidget(m_gallery);
    m_order = new QComboBox;
    m_order->setAccessibleName(tr("Order of the objects"));
    m_order->setToolTip(tr("Order of the objects, in the table and in the gallery"));
    m_order->setFocusPolicy(Qt::TabFocus);
    m_order->addItem(tr("Least sure first"), int(ObjectModel::Doubt));
    m_order->addItem(tr("Largest first"), int(ObjectModel::Diameter));
    m_order->addItem(tr("By class"), int(ObjectModel::Class));
    m_order->addItem(tr("By state"), int(ObjectModel::State));
    m_order->addItem(tr("By number"), int(ObjectModel::Number));
    connect(m_order, &QComboBox::activated, this, [this] {
        const int column = m_order->currentData().toInt();
        m_table->sortByColumn(column, column == ObjectModel::Doubt || column == ObjectModel::Diameter ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    auto* galleryButton = new QToolButton;
    galleryButton->setObjectName("asGallery");
    galleryButton->setDefaultAction(asGallery);
    connect(asGallery, &QAction::toggled, this, [this](bool on) { m_views->setCurrentWidget(on ? static_cast<QWidget*>(m_gallery) : m_table); });
    connect(m_filter, &QComboBox::activated, this, [this] { m_table->setFilter(static_cast<ObjectFilter>(m_filter->currentData().toInt())); });

    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(8);
    line->addWidget(m_count);
    line->addWidget(m_bar, 1);
    line->addWidget(m_filter);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(8, 0, 8, 0);
    second->addWidget(m_order, 1);
    second->addWidget(galleryButton);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_card);
    all->addLayout(line);
    all->addLayout(second);
    all->addWidget(m_views, 1);
    setCount({});
}

void ReviewPanel::setSelected(AnnotationId id) {
    m_table->setSelected(id);
    m_gallery->setSelected(id);
}

std::vector<AnnotationId> ReviewPanel::chosen() const {
    if (!showsGallery() || !m_gallery->hasFocus()) return {};
    auto ids = m_gallery->chosen();
    return ids.size() > 1 ? ids : std::vector<AnnotationId>();
}

void ReviewPanel::setCount(const ReviewCount& count) {
    m_bar->setRange(0, std::max(1, count.objects));
    m_bar->setValue(count.reviewed);
    m_count->setText(count.objects == 0 ? tr("No objects") : tr("%1 of %2 reviewed").arg(count.reviewed).arg(count.objects));
    m_count->setToolTip(count.toCheckFirst ? tr("%1 to check first").arg(count.toCheckFirst) : QString());
}

}  // namespace bowman::ui
