#include "ui/panels/slides_panel.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace bowman::ui {
namespace {

enum Role { IdRole = Qt::UserRole, ObjectsRole, ReviewedRole, MissingRole, SignedRole };

constexpr int kPad = 8;
constexpr int kPictureHeight = 104;

class SlideDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {160, kPictureHeight + 2 * option.fontMetrics.height() + 4 * kPad};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRect card = option.rect.adjusted(kPad / 2, kPad / 2, -kPad / 2, -kPad / 2);
        const bool current = option.state & QStyle::State_Selected;
        if (current || option.state & QStyle::State_MouseOver) {
            QColor back = option.palette.color(QPalette::Highlight);
            back.setAlpha(current ? 50 : 20);
            painter->setPen(Qt::NoPen);
            painter->setBrush(back);
            painter->drawRoundedRect(card, 4, 4);
        }
        const QRect inner = card.adjusted(kPad / 2, kPad / 2, -kPad / 2, -kPad / 2);
        const QRect pictureBox(inner.left(), inner.top(), inner.width(), kPictureHeight);
        painter->fillRect(pictureBox, QColor(0x80, 0x80, 0x80, 40));
        const auto picture = index.data(Qt::DecorationRole).value<QPixmap>();
        if (!picture.isNull()) {
            const QSize size = picture.size().scaled(pictureBox.size(), Qt::KeepAspectRatio);
            painter->drawPixmap(QRect(pictureBox.center() - QPoint(size.width() / 2, size.height() / 2), size), picture);
        }
        const QFontMetrics metrics = option.fontMetrics;
        QRect line(inner.left(), pictureBox.bottom() + kPad / 2, inner.width(), metrics.height());
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));
        line.translate(0, metrics.height() + 2);
        paintProgress(*painter, line, option, index);
        painter->restore();
    }

private:
    static void paintProgress(QPainter& painter, const QRect& line, const QStyleOptionViewItem& option, const QModelIndex& index) {
        const QColor faint = option.palette.color(QPalette::PlaceholderText);
        painter.setPen(faint);
        if (index.data(MissingRole).toBool()) return painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QObject::tr("file not found"));
        if (index.data(SignedRole).toBool()) {
            painter.setPen(option.palette.color(QPalette::Text));
            return painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QObject::tr("✓ signed off"));
        }
        const int objects = index.data(ObjectsRole).toInt(), reviewed = index.data(ReviewedRole).toInt();
        if (objects == 0) return painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QObject::tr("no glomeruli yet"));
        const QString text = QString("%1/%2").arg(reviewed).arg(objects);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
        QRectF bar(line.left() + option.fontMetrics.horizontalAdvance("0000/0000") + 2, line.center().y() - 2, 0, 5);
        bar.setRight(line.right());
        painter.setPen(Qt::NoPen);
        QColor groove = faint;
        groove.setAlpha(70);
        painter.setBrush(groove);
        painter.drawRoundedRect(bar, 2.5, 2.5);
        bar.setWidth(bar.width() * reviewed / objects);
        painter.setBrush(option.palette.color(QPalette::Highlight));
        if (bar.width() > 0) painter.drawRoundedRect(bar, 2.5, 2.5);
    }
};

template <typename T>
void setIfDifferent(QStandardItem& item, const T& value, int role) {
    if (item.data(role) != QVariant(value)) item.setData(value, role);
}

}  // namespace

SlidesPanel::SlidesPanel(QWidget* parent) : QListView(parent) {
    setObjectName("slides");
    setAccessibleName(tr("Slides of the project"));
    setModel(&m_model);
    setItemDelegate(new SlideDelegate(this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setResizeMode(Adjust);
    setFocusPolicy(Qt::TabFocus);
    setSelectionMode(ExtendedSelection);
    setToolTip(tr("A click shows the slide; Ctrl+click and Shift+click select several"));
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) { Q_EMIT slideChosen(index.data(IdRole).toLongLong()); });
}

void SlidesPanel::setEntries(const std::vector<SlideEntry>& entries) {
    const int count = static_cast<int>(entries.size());
    if (m_model.rowCount() > count) m_model.removeRows(count, m_model.rowCount() - count);
    while (m_model.rowCount() < count) m_model.appendRow(new QStandardItem);
    for (int row = 0; row < count; ++row) {
        const SlideEntry& entry = entries[static_cast<std::size_t>(row)];
        QStandardItem& item = *m_model.item(row);
        if (item.data(IdRole).toLongLong() != entry.id) item.setData(QVariant(), Qt::DecorationRole);
        setIfDifferent(item, qint64(entry.id), IdRole);
        setIfDifferent(item, entry.title, Qt::DisplayRole);
        setIfDifferent(item, entry.signOff.isEmpty() ? entry.path : entry.path + "\n" + entry.signOff, Qt::ToolTipRole);
        setIfDifferent(item, entry.isSignedOff, SignedRole);
        setIfDifferent(item, entry.objects, ObjectsRole);
        setIfDifferent(item, entry.reviewed, ReviewedRole);
        setIfDifferent(item, entry.isMissing, MissingRole);
        if (!entry.picture.isNull() && item.data(Qt::DecorationRole).isNull()) item.setData(QPixmap::fromImage(entry.picture), Qt::DecorationRole);
    }
}

// Not `clicked`: a click that selects several shows none of them.
void SlidesPanel::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && !(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) && index.isValid() && index == currentIndex())
        Q_EMIT slideChosen(index.data(IdRole).toLongLong());
}

std::vector<SlideId> SlidesPanel::selectedSlides() const {
    QModelIndexList rows = selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    std::vector<SlideId> slides;
    for (const QModelIndex& index : rows) slides.push_back(index.data(IdRole).toLongLong());
    return slides;
}

void SlidesPanel::setCurrent(SlideId id) {
    if (selectionModel()->selectedIndexes().size() > 1) return;   // what a person selects stays
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.item(row)->data(IdRole).toLongLong() == id) return setCurrentIndex(m_model.index(row, 0));
    setCurrentIndex({});
}

void SlidesPanel::setPicture(SlideId id, const QImage& picture) {
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.item(row)->data(IdRole).toLongLong() == id) m_model.item(row)->setData(QPixmap::fromImage(picture), Qt::DecorationRole);
}

}  // namespace bowman::ui
