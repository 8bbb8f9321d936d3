#include "ui/panels/history_panel.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/controllers/step_text.h"

namespace bowman::ui {
namespace {

constexpr int kPad = 8;

class StepDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override { return {120, 2 * option.fontMetrics.height() + kPad}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        painter->save();
        const bool isDone = index.data(HistoryModel::DoneRole).toBool(), isCurrent = index.data(HistoryModel::CurrentRole).toBool();
        QColor back = option.palette.color(QPalette::Highlight);
        back.setAlpha(isCurrent ? 60 : option.state & QStyle::State_MouseOver ? 25 : 0);
        painter->fillRect(option.rect, back);
        const QRect inner = option.rect.adjusted(kPad, kPad / 2, -kPad, -kPad / 2);
        QFont font = option.font;
        font.setBold(isCurrent);
        painter->setFont(font);
        painter->setPen(option.palette.color(isDone ? QPalette::Text : QPalette::PlaceholderText));
        const QFontMetrics metrics(font);
        painter->drawText(QRect(inner.left(), inner.top(), inner.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width()));
        painter->setFont(option.font);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->drawText(QRect(inner.left(), inner.top() + metrics.height(), inner.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(HistoryModel::WhoRole).toString(), Qt::ElideRight, inner.width()));
        painter->restore();
    }
};

QString timeText(const std::string& iso) {
    const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate).toLocalTime();
    if (!time.isValid()) return QString::fromStdString(iso);
    if (time.date() == QDate::currentDate()) return time.toString("HH:mm:ss");
    return QLocale().toString(time, QLocale::ShortFormat);
}

}  // namespace

void HistoryModel::setHistory(const UndoStack* history) {
    beginResetModel();
    m_history = history;
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !m_history) return 0;
    return static_cast<int>(1 + m_history->done().size() + m_history->undone().size());
}

const UndoStack::Step* HistoryModel::stepAt(int row) const {
    const auto place = static_cast<std::size_t>(row);
    if (place == 0) return nullptr;
    const auto& done = m_history->done();
    if (place <= done.size()) return &done[place - 1];
    const auto& undone = m_history->undone();
    return &undone[undone.size() - (place - done.size())];
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!m_history || index.row() >= rowCount()) return {};
    const UndoStack::Step* step = stepAt(index.row());
    switch (role) {
        case Qt::DisplayRole: {
            QString text = step ? stepText(step->label) : tr("As it was opened first");
            if (!text.isEmpty()) text[0] = text[0].toUpper();
            return text;
        }
        case Qt::ToolTipRole: return step ? QString("%1\n%2").arg(stepText(step->label), data(index, WhoRole).toString()) : QVariant();
        case EventRole: return qint64(step ? step->event : 0);
        case DoneRole: return index.row() <= currentRow();
        case CurrentRole: return index.row() == currentRow();
        case WhoRole: return step ? QStringList({QString::fromStdString(step->person), timeText(step->time)}).join("  ·  ") : QString();
        default: return {};
    }
}

HistoryPanel::HistoryPanel(QWidget* parent) : QListView(parent) {
    setObjectName("history");
    setAccessibleName(tr("History of this slide"));
    setToolTip(tr("Click a step: everything is as it was after it. Nothing is lost: click a later one to come back"));
    setModel(&m_model);
    setItemDelegate(new StepDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    const auto choose = [this](const QModelIndex& index) { Q_EMIT stepChosen(index.data(HistoryModel::EventRole).toLongLong()); };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void HistoryPanel::setHistory(const UndoStack* history) {
    m_model.setHistory(history);
    if (const int row = m_model.currentRow(); row >= 0) scrollTo(m_model.index(row));
}

}  // namespace bowman::ui
