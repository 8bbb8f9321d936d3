// The rendered tiles of one scale, with those of the scale before as stand-ins. It knows what is asked for, what is there
// and what is out of date; it renders nothing. GUI thread.
#pragma once

#include <optional>

#include <QHash>
#include <QImage>
#include <QPainter>

#include "core/tiles/viewport.h"
#include "ui/canvas/view_tile.h"

namespace bowman::ui {

/// What comes next: perhaps nothing for a while, or another scale in a moment.
enum class ViewChange { Final, Zooming };

class ViewTileSheet {
public:
    static constexpr qsizetype kMostTiles = 400;   ///< 100 MB of pictures; a window of 4K and what is around it are 280

    /// Pictures of the scale before stand in while they are enlarged or reduced by no more than this. Reducing reads more than it shows: where
    /// there is something coarser, that is quicker.
    explicit ViewTileSheet(double mostEnlarged, double mostReduced = 8) : m_mostEnlarged(mostEnlarged), m_mostReduced(mostReduced) {}

    void clear();
    /// Another scale, orientation or slide size begins a new sheet; a sheet with pictures becomes the stand-in.
    void setGrid(const ViewGrid& grid);
    const ViewGrid& grid() const { return m_grid; }
    /// Counts the sheets: an answer for an older one is dropped.
    int generation() const { return m_generation; }

    /// Everything is to be rendered anew; the old pictures stay until then.
    void invalidate();
    void invalidate(const SlideRect& rect);

    /// True when the tile is to be rendered and nobody does it yet; the caller does it now and delivers with this revision.
    std::optional<int> claim(ViewTileIndex index);
    /// What was claimed is not going to be delivered: it may be claimed again.
    void giveBack(ViewTileIndex index);
    /// A null image is an empty tile. Late ones (older than what is shown) are dropped; false then.
    bool deliver(ViewTileIndex index, int revision, QImage image);

    /// Shown from now on, whatever was asked for.
    void put(ViewTileIndex index, QImage image);
    void forget(ViewTileIndex index) { m_entries.remove(index); }
    /// Counts pictures that gave way to another of the same tile.
    int replaced() const { return m_replaced; }

    bool hasPicture(ViewTileIndex index) const;
    bool isEmpty() const { return m_entries.isEmpty() && m_oldImages.isEmpty(); }
    /// Null without one.
    QImage picture(ViewTileIndex index) const;
    bool isCurrent(ViewTileIndex index) const;

    /// The picture, or pictures of the sheet before, cover all of the tile.
    bool isCovered(ViewTileIndex index) const;
    /// Copies the tile, or what stands in for it.
    void paint(QPainter& painter, const Viewport& snappedView, ViewTileIndex index) const;

    /// Drops pictures far from the view when there are many; true then.
    bool trim(const QRect& visiblePixels);

private:
    struct Entry {
        QImage image;
        int wanted = 1;      ///< revision that would be up to date
        int requested = 0;   ///< revision that somebody renders or has rendered
        int shown = 0;       ///< revision of `image`; 0 = none yet
    };
    bool mayStandIn() const;
    /// Pixels of the sheet before that lie under these; both from the slide's corner, one orientation.
    QRect under(const QRect& pixels) const;
    void paintStandIn(QPainter& painter, const QRect& target, const QRect& pixels) const;
    void paintTurnedStandIn(QPainter& painter, const QRect& target, const QRect& pixels) const;

    const double m_mostEnlarged;
    const double m_mostReduced;
    ViewGrid m_grid{1, 0, 0};
    QHash<ViewTileIndex, Entry> m_entries;
    int m_generation = 0;
    int m_revision = 1;
    int m_replaced = 0;
    ViewGrid m_oldGrid{1, 0, 0};
    QHash<ViewTileIndex, QImage> m_oldImages;
};

}  // namespace bowman::ui
