#include "ui/canvas/flat_tiles.h"

#include <utility>

namespace bowman::ui {

FlatTiles::FlatTiles(WorkerPool& pool, QObject* parent) : QObject(parent), m_queue(pool) {
    m_made = std::make_shared<Mailbox<Made>>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
}

void FlatTiles::clear() {
    m_queue.takeBack();
    m_wanted.clear();
    m_sheet.clear();
}

bool FlatTiles::make(ViewTileIndex index, const QImage& slide, const QImage& overlay) {
    const Parts parts{slide.cacheKey(), overlay.cacheKey()};
    const auto wanted = m_wanted.constFind(index);
    const bool isNew = wanted == m_wanted.cend() || *wanted != parts;
    if (!isNew) return m_sheet.isCurrent(index);
    m_wanted.insert(index, parts);
    if (slide.isNull() || overlay.isNull()) {
        m_sheet.put(index, slide.isNull() ? overlay : slide);
        return true;
    }
    m_sheet.forget(index);
    m_queue.submit(index, [slide, overlay, made = Made{m_sheet.generation(), index, parts, {}}, mailbox = m_made]() mutable {
        made.image = slide.copy();
        QPainter painter(&made.image);
        painter.drawImage(0, 0, overlay);
        painter.end();
        mailbox->post(std::move(made));
    });
    return false;
}

/// Nothing has to be painted again: it looks as before.
void FlatTiles::take() {
    for (Made& made : m_made->take())
        if (made.generation == m_sheet.generation() && m_wanted.value(made.index) == made.parts) m_sheet.put(made.index, std::move(made.image));
}

void FlatTiles::paint(QPainter& painter, const QRect& clip, const TileLayer& tiles, const OverlayLayer& overlay) {
    const ViewGrid& grid = tiles.grid();
    if (grid.width <= 0) return;
    if (grid != m_sheet.grid()) {
        m_queue.takeBack();
        m_wanted.clear();
        // What has changed since the last frame must not stand in as it was.
        if (tiles.replaced() + overlay.replaced() != m_replaced) m_sheet.clear();
        m_sheet.setGrid(grid);
    }
    m_replaced = tiles.replaced() + overlay.replaced();
    const QRect area = clip.translated(-grid.cornerIn(tiles.view()));
    std::vector<ViewTileIndex> apart;
    for (const ViewTileIndex& index : grid.touching(area)) {
        const bool isOne = tiles.hasPicture(index) ? overlay.hasPicture(index) && make(index, tiles.picture(index), overlay.picture(index))
                                                   : !m_sheet.hasPicture(index) && m_sheet.isCovered(index);
        if (isOne) m_sheet.paint(painter, tiles.view(), index);
        else apart.push_back(index);
    }
    if (!apart.empty()) {
        tiles.paint(painter, clip, apart);
        overlay.paint(painter, apart);
    }
    if (m_sheet.trim(area)) m_wanted.removeIf([&](const auto& entry) { return !m_sheet.hasPicture(entry.key()); });
}

}  // namespace bowman::ui
