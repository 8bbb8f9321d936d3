#include "ui/panels/review_panel.h"

#include <cmath>

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/controllers/text.h"
#include "ui/panels/elided_label.h"

namespace bowman::ui {
namespace {

constexpr int kLeastListHeight = 46;

/// Column that sorts the list as the queue goes; −1: only the queue itself knows.
int columnOf(ReviewOrder order) {
    switch (order) {
        case ReviewOrder::Doubt: return ObjectModel::Doubt;
        case ReviewOrder::Size: return ObjectModel::Diameter;
        case ReviewOrder::Class: return ObjectModel::Class;
        case ReviewOrder::State: return ObjectModel::State;
        case ReviewOrder::Number: return ObjectModel::Number;
        case ReviewOrder::Position:
        case ReviewOrder::Sample: break;
    }
    return -1;
}

}  // namespace

ReviewPanel::ReviewPanel(const CardActions& actions, const ListActions& list, QWidget* parent) : QWidget(parent), m_actions(list) {
    m_card = new ReviewCard(actions);
    m_count = new ElidedLabel;
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setAccessibleName(tr("Reviewed objects"));
    m_filter = new QComboBox;
    m_filter->setAccessibleName(tr("Which objects are listed"));
    m_filter->setToolTip(tr("Which objects are listed"));
    m_filter->setFocusPolicy(Qt::TabFocus);
    m_filter->setMinimumContentsLength(6);
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_filter->addItem(tr("All"), int(ObjectFilter::All));
    m_filter->addItem(tr("To review"), int(ObjectFilter::Open));
    m_filter->addItem(tr("To check first"), int(ObjectFilter::CheckFirst));
    m_filter->addItem(tr("Reviewed"), int(ObjectFilter::Reviewed));
    m_filter->addItem(tr("Rejected"), int(ObjectFilter::Rejected));
    m_table = new ObjectTable;
    m_gallery = new ObjectGallery(*m_table);
    m_views = new QStackedWidget;
    m_views->setMinimumHeight(kLeastListHeight);     // a row or two: a small screen has no more beside the table of measurements
    m_table->setMinimumHeight(kLeastListHeight);
    m_gallery->setMinimumHeight(kLeastListHeight);
    m_views->addWidget(m_table);
    m_views->addWidget(m_gallery);
    m_order = new QComboBox;
    m_order->setAccessibleName(tr("Order of the objects"));
    m_order->setObjectName("order");
    m_order->setToolTip(tr("Order of the objects: N and P walk so, the table and the gallery show it so"));
    m_order->setFocusPolicy(Qt::TabFocus);
    m_order->setMinimumContentsLength(10);
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_order->addItem(tr("Least sure first"), int(ReviewOrder::Doubt));
    m_order->addItem(tr("Largest first"), int(ReviewOrder::Size));
    m_order->addItem(tr("By place, to and fro"), int(ReviewOrder::Position));
    m_order->addItem(tr("By class"), int(ReviewOrder::Class));
    m_order->addItem(tr("Random sample…"), int(ReviewOrder::Sample));
    m_order->addItem(tr("By state"), int(ReviewOrder::State));
    m_order->addItem(tr("By number"), int(ReviewOrder::Number));
    connect(m_order, &QComboBox::activated, this, [this] { Q_EMIT orderChosen(static_cast<ReviewOrder>(m_order->currentData().toInt())); });
    connect(m_table, &ObjectTable::columnChosen, this, [this](int column) {
        for (const ReviewOrder order : {ReviewOrder::Doubt, ReviewOrder::Size, ReviewOrder::Class, ReviewOrder::State, ReviewOrder::Number})
            if (columnOf(order) == column && m_order->currentData().toInt() != int(ReviewOrder::Sample)) Q_EMIT orderChosen(order);
    });
    m_counter = new ClassCounter;
    m_maybe = new MaybeList;
    m_maybe->setMinimumHeight(kLeastListHeight);
    m_views->addWidget(m_maybe);
    m_search = new QLineEdit;
    m_search->setObjectName("search");
    m_search->setAccessibleName(tr("Find objects"));
    m_search->setToolTip(tr("Number, class, note, person or model (Ctrl+F). Enter goes to the next one, Esc ends the search"));
    m_search->setPlaceholderText(tr("Find: number, class, note, person"));
    m_search->setClearButtonEnabled(true);
    m_search->setFocusPolicy(Qt::ClickFocus);
    m_search->hide();
    m_chosenLine = new QLabel;
    m_chosenLine->setObjectName("chosenLine");
    m_chosenLine->setContentsMargins(8, 0, 8, 0);
    m_chosenLine->hide();
    connect(m_gallery->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ReviewPanel::tellChosen);
    connect(qApp, &QApplication::focusChanged, this, &ReviewPanel::tellChosen);
    auto* galleryButton = new QToolButton;
    galleryButton->setObjectName("asGallery");
    galleryButton->setDefaultAction(list.asGallery);
    auto* maybeButton = new QToolButton;
    maybeButton->setObjectName("asMaybe");
    maybeButton->setDefaultAction(list.asMaybe);
    maybeButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(list.asGallery, &QAction::toggled, this, &ReviewPanel::showList);
    connect(list.asMaybe, &QAction::toggled, this, &ReviewPanel::showList);
    connect(m_filter, &QComboBox::activated, this, [this] { m_table->setFilter(static_cast<ObjectFilter>(m_filter->currentData().toInt())); });

    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(8);
    line->addWidget(m_count);
    m_bar->setMinimumWidth(24);
    line->addWidget(m_bar, 1);
    line->addWidget(m_filter);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(8, 0, 8, 0);
    second->addWidget(m_order, 1);
    second->addWidget(maybeButton);
    second->addWidget(galleryButton);
    auto* third = new QHBoxLayout;
    third->setContentsMargins(8, 0, 8, 0);
    third->addWidget(m_search);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_card);
    all->addLayout(line);
    all->addWidget(m_counter);
    all->addLayout(second);
    all->addLayout(third);
    all->addWidget(m_chosenLine);
    all->addWidget(m_views, 1);
    setCount({});
}

void ReviewPanel::showList() {
    QWidget* wanted = m_table;
    if (m_actions.asMaybe->isChecked()) wanted = m_maybe;
    else if (m_actions.asGallery->isChecked()) wanted = m_gallery;
    m_views->setCurrentWidget(wanted);
}

void ReviewPanel::showOrder(ReviewOrder order, const std::vector<AnnotationPtr>& queue) {
    m_order->setCurrentIndex(m_order->findData(int(order)));
    const int column = columnOf(order);
    if (column >= 0) {
        m_table->clearRanks();
        return m_table->sortByColumn(column, order == ReviewOrder::Doubt || order == ReviewOrder::Size ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    std::vector<AnnotationId> ids;
    for (const AnnotationPtr& a : queue) ids.push_back(a->id);
    m_table->setRanks(ids, order == ReviewOrder::Sample);
}

void ReviewPanel::setSelected(AnnotationId id) {
    m_table->setSelected(id);
    m_gallery->setSelected(id);
}

std::vector<AnnotationId> ReviewPanel::chosen() const {
    if (m_chosenElsewhere)
        if (auto ids = m_chosenElsewhere(); ids.size() > 1) return ids;
    if (!showsGallery() || !m_gallery->hasFocus()) return {};
    auto ids = m_gallery->chosen();
    return ids.size() > 1 ? ids : std::vector<AnnotationId>();
}

/// A decision on several looks like one on the object of the card, but for this line.
void ReviewPanel::tellChosen() {
    const std::size_t n = showsGallery() && m_gallery->hasFocus() ? m_gallery->chosen().size() : 0;
    m_chosenLine->setVisible(n > 1);
    if (n > 1) m_chosenLine->setText(tr("<b>%1 chosen</b>: A, R, U and 1–9 decide on all of them").arg(n));
}

void ReviewPanel::setCount(const ReviewCount& count, std::optional<double> secondsLeft) {
    m_bar->setRange(0, std::max(1, count.objects));
    m_bar->setValue(count.reviewed);
    QString text = count.objects == 0 ? tr("No objects") : tr("%1 of %2 reviewed").arg(count.reviewed).arg(count.objects);
    if (secondsLeft && *secondsLeft > 0) text += tr(", %1 left").arg(*secondsLeft < 60 ? tr("1 min") : *secondsLeft < 3600 ? tr("%1 min").arg(std::ceil(*secondsLeft / 60), 0, 'f', 0) : durationText(*secondsLeft));
    m_count->setText(text);
    QStringList tips;
    if (count.toCheckFirst) tips << tr("%1 to check first").arg(count.toCheckFirst);
    if (secondsLeft) tips << tr("The time left is your median time for one object, times those that are open");
    m_count->setToolTip(tips.join('\n'));
}

}  // namespace bowman::ui
