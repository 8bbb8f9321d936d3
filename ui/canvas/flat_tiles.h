// Slide and overlay as one picture: workers lay the tiles of both over each other once, after that they are only copied. A frame costs no more
// with ten thousand outlines than with none, and during a zoom one picture is stretched instead of two, of which the upper would have to be
// blended. For the raster engine; a graphics card blends for nothing. GUI thread.
#pragma once

#include <memory>

#include <QHash>
#include <QObject>
#include <QPainter>

#include "core/concurrency/mailbox.h"
#include "ui/canvas/overlay_layer.h"
#include "ui/canvas/render_queue.h"
#include "ui/canvas/tile_layer.h"
#include "ui/canvas/view_tile_sheet.h"

namespace bowman::ui {

class FlatTiles : public QObject {
public:
    explicit FlatTiles(WorkerPool& pool, QObject* parent = nullptr);

    void clear();
    /// The view that both layers show, in device pixels. Where the two are not one picture yet, they are painted one over the other, which
    /// looks the same.
    void paint(QPainter& painter, const QRect& clip, const TileLayer& tiles, const OverlayLayer& overlay);

private:
    /// What a tile is made from.
    struct Parts {
        qint64 slide = 0;
        qint64 overlay = 0;
        friend bool operator==(const Parts&, const Parts&) = default;
    };
    struct Made {
        int generation = 0;
        ViewTileIndex index;
        Parts parts;
        QImage image;
    };
    /// True when the sheet has it; else it is on its way.
    bool make(ViewTileIndex index, const QImage& slide, const QImage& overlay);
    void take();

    RenderQueue<ViewTileIndex> m_queue;
    // Enlarged four times a picture has visible squares, for the moment that the wheel turns.
    ViewTileSheet m_sheet{4, 4};
    QHash<ViewTileIndex, Parts> m_wanted;   // of the sheet's grid: made, or being made
    int m_replaced = 0;                     // by the layers, when they were painted last
    std::shared_ptr<Mailbox<Made>> m_made;
};

}  // namespace bowman::ui
