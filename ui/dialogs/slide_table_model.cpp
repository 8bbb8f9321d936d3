#include "ui/dialogs/slide_table_model.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>

#include "ui/controllers/review.h"
#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

constexpr QSize kPicture(72, 48);

std::string SlideRecord::*fieldOf(int column) {
    switch (column) {
        case SlideTableModel::Alias: return &SlideRecord::alias;
        case SlideTableModel::Case: return &SlideRecord::caseName;
        case SlideTableModel::Patient: return &SlideRecord::patient;
        case SlideTableModel::Stain: return &SlideRecord::stain;
        case SlideTableModel::Block: return &SlideRecord::block;
        default: return nullptr;
    }
}

/// All of one size, so that the names stand below each other.
QPixmap framed(const QImage& picture) {
    QPixmap frame(kPicture);
    frame.fill(Qt::transparent);
    if (picture.isNull()) return frame;
    const QImage small = picture.scaled(kPicture, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter(&frame).drawImage((kPicture.width() - small.width()) / 2, (kPicture.height() - small.height()) / 2, small);
    return frame;
}

}  // namespace

SlideTableModel::SlideTableModel(Project& project, QObject* parent) : QAbstractTableModel(parent), m_project(project) {
    connect(&project, &Project::slidesChanged, this, &SlideTableModel::refresh);
    connect(&project, &Project::scaleChanged, this, &SlideTableModel::refresh);
    connect(&project, &Project::projectChanged, this, [this] {
        m_pictures.clear();
        refresh();
    });
    connect(&project, &Project::thumbnailChanged, this, [this](qint64 id) {
        takePicture(id);
        for (int row = 0; row < rowCount(); ++row)
            if (m_rows[static_cast<std::size_t>(row)].record.id == id) Q_EMIT dataChanged(index(row, File), index(row, File));
    });
    refresh();
}

void SlideTableModel::takePicture(SlideId id) {
    const QImage picture = m_project.thumbnail(id);
    if (!picture.isNull()) m_pictures[id] = framed(picture);
}

void SlideTableModel::refresh() {
    std::vector<Row> rows;
    for (const SlideRecord& record : m_project.slides()) {
        if (!m_pictures.contains(record.id)) takePicture(record.id);
        const ReviewCount count = countReview(m_project.document()->annotations(record.id));
        rows.push_back({record, count.objects, count.reviewed, m_project.isMissing(record.id)});
    }
    // Rows that stay keep selection and an open editor.
    bool isSame = rows.size() == m_rows.size();
    for (std::size_t i = 0; isSame && i < rows.size(); ++i) isSame = rows[i].record.id == m_rows[i].record.id;
    if (!isSame) beginResetModel();
    m_rows = std::move(rows);
    if (!isSame) endResetModel();
    else if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

QString SlideTableModel::text(const Row& row, int column) const {
    if (const auto field = fieldOf(column)) return QString::fromStdString(row.record.*field);
    switch (column) {
        case File: return QString::fromStdString(row.record.path.filename().string());
        case Scale: return row.record.umPerPx.value ? QString::number(*row.record.umPerPx.value, 'f', 3) : tr("unknown");
        case State: {
            if (row.isMissing) return tr("file not found");
            return row.objects == 0 ? tr("no glomeruli yet") : tr("%1 of %2 reviewed").arg(row.reviewed).arg(row.objects);
        }
        default: return {};
    }
}

QVariant SlideTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole: return text(row, index.column());
        case IdRole: return qint64(row.record.id);
        case SortRole:
            if (index.column() == Scale) return row.record.umPerPx.value.value_or(0);
            if (index.column() == State) return row.isMissing ? -1 : row.objects == 0 ? 0 : 1 + double(row.reviewed) / row.objects;
            return text(row, index.column());
        case Qt::ToolTipRole:
            if (index.column() == File) return QString::fromStdString(row.record.path.string());
            if (index.column() == Scale) return QString::fromStdString(row.record.umPerPx.source + (row.record.umPerPx.tag.empty() ? "" : ": " + row.record.umPerPx.tag));
            return {};
        case Qt::DecorationRole: {
            if (index.column() == State && row.isMissing) return QIcon::fromTheme("dialog-warning").pixmap(22);
            if (index.column() != File) return {};
            const auto picture = m_pictures.find(row.record.id);
            return picture == m_pictures.end() ? framed({}) : picture->second;
        }
        default: return {};
    }
}

QVariant SlideTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case File: return tr("Slide");
        case Alias: return tr("Alias");
        case Case: return tr("Case");
        case Patient: return tr("Patient");
        case Stain: return tr("Stain");
        case Block: return tr("Block");
        case Scale: return tr("µm/px");
        default: return tr("State");
    }
}

Qt::ItemFlags SlideTableModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
    return fieldOf(index.column()) ? plain | Qt::ItemIsEditable : plain;
}

bool SlideTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const auto field = fieldOf(index.column());
    if (!field || role != Qt::EditRole) return false;
    SlideRecord changed = m_rows[static_cast<std::size_t>(index.row())].record;
    const std::string wanted = value.toString().trimmed().toStdString();
    if (changed.*field == wanted) return true;
    changed.*field = wanted;
    if (const auto updated = m_project.updateSlides({changed}); !updated) {
        Q_EMIT refused(QString::fromStdString(updated.error().why));
        return false;
    }
    Q_EMIT edited();
    return true;
}

}  // namespace bowman::ui
