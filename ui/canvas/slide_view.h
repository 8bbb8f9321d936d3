// The canvas: shows a slide, what was found on it, and lets a tool work on it. GUI thread only; tiles are read by
// worker threads. It knows no document: annotations come in as a set, edits leave through the tool's context.
#pragma once

#include <memory>
#include <optional>

#include <QImage>
#include <QWidget>

#include "core/annotation/annotation_set.h"
#include "core/appearance/appearance.h"
#include "core/detect/probability_map.h"
#include "core/slide/slide.h"
#include "core/tiles/viewport.h"
#include "ui/canvas/layer_settings.h"
#include "ui/canvas/surface.h"

namespace bowman::ui {

class Tool;

class SlideView : public QWidget {
    Q_OBJECT
public:
    explicit SlideView(QWidget* parent = nullptr, Surface surface = surfaceOfProgram().surface);
    ~SlideView() override;

    /// Null closes. Shows the whole slide, upright; tiles arrive later. Annotations stay until they are replaced.
    void setSlide(SlidePtr slide, std::optional<double> umPerPx);
    /// The same slide read another way (same size): view, objects and what is in the hand stay; what was drawn stays on the screen
    /// until the new picture is there.
    void rereadSlide(SlidePtr slide);
    const SlidePtr& slide() const;
    void setUmPerPx(std::optional<double> umPerPx);   ///< of level 0; changes scale bar and magnification

    /// The set must outlive the view or be replaced by null; annotationsChanged() tells of changes inside.
    void setAnnotations(const AnnotationSet* annotations);
    void annotationsChanged(const SlideRect& dirty);
    void setSelected(AnnotationId id);                ///< 0 = none
    AnnotationId selected() const;

    /// As QWidget's, on whichever surface: these hide those.
    void update();
    void update(const QRect& part);

    /// The tool gets mouse and keys that the view does not use itself (Space, wheel, middle button pan). Not owned.
    void setTool(Tool* tool);
    Tool* tool() const;
    /// The tool looks different without an event from here: an answer of its worker came.
    void toolChanged();

    const Viewport& viewport() const;
    void setViewport(const Viewport& viewport);
    /// True for a view that follows another one: it shows what is beside its slide, and goes as far away, as it is told.
    void setUnbound(bool unbound);
    void zoomToFit();
    void zoomBy(double factor);                       ///< about the centre
    void setMagnification(double power);              ///< 20 = 0.5 µm/px; needs µm/px, else relative to level 0
    void travelTo(const SlideRect& target, bool smooth);
    /// These are likely to be travelled to: their tiles are read once nothing in view waits. Replaces the places before.
    void readAhead(const QList<SlideRect>& targets);
    /// About the centre; a view that shows the whole slide goes on doing so. Part of the viewport: whoever keeps that keeps this.
    void setOrientation(const Orientation& orientation);

    LayerSettings layers() const;
    void setLayers(const LayerSettings& layers);

    /// How the slide is shown; stays for the next slide. What lies over it, navigator and detection see it as stained.
    void setAppearance(const Appearance& appearance);
    const Appearance& appearance() const;

    void addProbabilityTile(const ProbabilityTile& tile);
    void clearProbability();
    /// Of the kept tiles, nearest; empty where nothing was computed.
    std::optional<double> probabilityAt(SlidePoint p) const;
    void setTissueOutline(MultiPolygon tissue);
    /// Over the whole slide on the navigator; null takes it away.
    void setSeenTint(const QImage& tint);

    /// What is on the canvas, in its device pixels, without the navigator; PNG texts "um_per_px" and "level0_rect" say where it is,
    /// "appearance" in what it differs from the slide as stained, "orientation" and "level0_corners" how it is turned.
    QImage picture();
    /// Outlines in view and the scale bar as vectors, in logical pixels: lies exactly on picture().
    QByteArray overlaySvg() const;

    /// True when everything in view is drawn from its proper level (tests, screenshots).
    bool isSharp() const;
    /// True when the slide is seen everywhere in view, sharp or not yet.
    bool isCovered() const;
    /// How much memory the tiles as read may take.
    std::size_t tileCacheBytes() const;
    /// First error of a tile since the slide was opened; such tiles are drawn hatched.
    QString tileError() const;
    void retryFailedTiles();

Q_SIGNALS:
    void viewportChanged();
    void cursorMoved(bowman::SlidePoint point);
    void cursorLeft();
    void selectionRequested(qint64 annotation);       ///< the user clicked an object, or nothing (0)
    void becameSharp();
    void tileFailed(const QString& message);          ///< once per slide until retried
    void filesDropped(const QStringList& paths);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    Viewport viewOf(const SlideRect& target) const;   ///< that travelTo() ends at
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace bowman::ui
