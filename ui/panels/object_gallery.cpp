#include "ui/panels/object_gallery.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "core/document/reading.h"
#include "ui/canvas/outline_painter.h"
#include "ui/panels/state_icon.h"

namespace bowman::ui {
namespace {

constexpr int kEdge = 96;
constexpr int kPad = 4;

class PictureDelegate : public QStyledItemDelegate {
public:
    PictureDelegate(ObjectTable& table, CropStore& crops, QObject* parent) : QStyledItemDelegate(parent), m_table(table), m_crops(crops) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {kEdge + 2 * kPad, kEdge + option.fontMetrics.height() + 3 * kPad};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const AnnotationPtr annotation = m_table.annotationAt(index);
        if (!annotation) return;
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            QColor back = option.palette.color(QPalette::Highlight);
            back.setAlpha(option.state & QStyle::State_Selected ? 120 : 30);
            painter->setPen(Qt::NoPen);
            painter->setBrush(back);
            painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 4, 4);
        }
        const QRect box(option.rect.x() + kPad, option.rect.y() + kPad, kEdge, kEdge);
        const double dpr = painter->device()->devicePixelRatioF();
        const QPixmap picture = m_crops.find(*annotation, static_cast<int>(std::lround(kEdge * dpr)));
        if (picture.isNull()) painter->fillRect(box, QColor(128, 128, 128, 50));
        else painter->drawPixmap(box, picture);
        paintOutline(*painter, box, *annotation);
        const QRect line(box.left(), box.bottom() + kPad, kEdge, option.fontMetrics.height());
        const int sign = option.fontMetrics.height();
        stateIcon(*annotation).paint(painter, QRect(line.topLeft(), QSize(sign, sign)));
        painter->setPen(option.palette.color(QPalette::Text));
        // The class where it is worth a word, else how sure the network was.
        const int column = annotation->className == Annotation{}.className ? ObjectModel::Probability : ObjectModel::Class;
        const QString text = QString("%1 · %2").arg(objectNumber(annotation->id)).arg(index.siblingAtColumn(column).data().toString());
        painter->drawText(line.adjusted(sign + 2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, line.width() - sign - 2));
        painter->restore();
    }

private:
    static void paintOutline(QPainter& painter, const QRect& box, const Annotation& annotation) {
        const SlideRect rect = cropRectOf(annotation.shape);
        const double downsample = rect.width / box.width();
        painter.save();
        painter.translate(box.topLeft());
        const DeviceFrame frame{downsample, rect.x / downsample, rect.y / downsample, QRectF(0, 0, box.width(), box.height()), 1};
        painter.setClipRect(frame.clip);
        const StateStyle style = styleOf(annotation);
        strokeShape(painter, frame, annotation.shape, {style.colour, 1.5, style.pattern});
        painter.restore();
    }

    ObjectTable& m_table;
    CropStore& m_crops;
};

}  // namespace

ObjectGallery::ObjectGallery(ObjectTable& table, QWidget* parent) : QListView(parent), m_table(table) {
    setObjectName("gallery");
    setAccessibleName(tr("Pictures of the objects of this slide"));
    setToolTip(tr("Click one, Ctrl or Shift for several; A, R, U and 1–9 decide on all that are chosen; a double click goes there"));
    setModel(table.model());
    setModelColumn(ObjectModel::State);
    setItemDelegate(new PictureDelegate(table, m_crops, this));
    setViewMode(IconMode);
    setResizeMode(Adjust);
    setMovement(Static);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setSpacing(0);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    connect(&m_crops, &CropStore::arrived, viewport(), [this](qint64 id) {
        if (const QModelIndex index = m_table.indexOf(id).siblingAtColumn(modelColumn()); index.isValid()) update(index);
    });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (m_quiet || !index.isValid()) return;
        // After the click: what is chosen changes behind what is current.
        QMetaObject::invokeMethod(this, [this] {
            // One that was taken out of those that are chosen is current, too.
            if (!currentIndex().isValid() || !selectionModel()->isSelected(currentIndex())) return;
            if (const AnnotationId id = idAt(currentIndex())) Q_EMIT objectSelected(id);
        }, Qt::QueuedConnection);
    });
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex& index) { Q_EMIT objectChosen(idAt(index)); });
}

AnnotationId ObjectGallery::idAt(const QModelIndex& index) const {
    const AnnotationPtr annotation = m_table.annotationAt(index);
    return annotation ? annotation->id : 0;
}

std::vector<AnnotationId> ObjectGallery::chosen() const {
    QModelIndexList indexes = selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    std::vector<AnnotationId> ids;
    for (const QModelIndex& index : indexes)
        if (const AnnotationId id = idAt(index); ids.empty() || ids.back() != id) ids.push_back(id);
    return ids;
}

void ObjectGallery::showEvent(QShowEvent* event) {
    QListView::showEvent(event);
    if (m_waiting) setSelected(*std::exchange(m_waiting, std::nullopt));
}

void ObjectGallery::setSelected(AnnotationId id) {
    // Laying out thousands of pictures that nobody sees would hold up every key.
    if (!isVisible()) {
        m_waiting = id;
        return;
    }
    const QModelIndex index = m_table.indexOf(id).siblingAtColumn(modelColumn());
    const bool isTheOnlyOne = selectionModel()->selectedIndexes().size() == 1;
    if (index.isValid() && selectionModel()->isSelected(index) && (hasFocus() || isTheOnlyOne)) return;
    m_quiet = true;
    if (index.isValid()) {
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        scrollTo(index);
    } else {
        clearSelection();
    }
    m_quiet = false;
}

void ObjectGallery::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) return Q_EMIT objectChosen(idAt(currentIndex()));
    // Letters are the window's: A accepts, they do not search.
    if (!event->text().isEmpty() && event->text().front().isLetterOrNumber() && !(event->modifiers() & Qt::ControlModifier)) return event->ignore();
    QListView::keyPressEvent(event);
}

}  // namespace bowman::ui
