// Pictures of objects for the gallery: cut out of the slide in a worker, the latest asked for first, kept up to a number. GUI thread.
#pragma once

#include <functional>
#include <list>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QPixmap>

#include "core/annotation/annotation.h"
#include "core/slide/slide.h"
#include "ui/controllers/task_runner.h"

namespace bowman::ui {

/// What a picture shows: the object with a quarter of its size around it, in a square.
SlideRect cropRectOf(const MultiPolygon& shape);

class CropStore : public QObject {
    Q_OBJECT
public:
    explicit CropStore(QObject* parent = nullptr);

    /// Null closes; pictures of another slide go.
    void setSlide(SlidePtr slide);
    /// `edge` device pixels square; null until arrived() has told of it. An outline that has grown or moved gets a new picture.
    QPixmap find(const Annotation& annotation, int edge);
    bool isIdle() const { return m_waiting.empty() && m_running == 0; }

Q_SIGNALS:
    void arrived(qint64 annotation);

private:
    struct Wanted {
        AnnotationId id = 0;
        SlideRect rect;
        int edge = 0;
        friend bool operator==(const Wanted&, const Wanted&) = default;
    };
    struct Kept {
        Wanted what;
        QPixmap picture;
        std::list<AnnotationId>::iterator use;
    };
    void next();
    void keep(const Wanted& wanted, const QImage& image);

    SlidePtr m_slide;
    std::unordered_map<AnnotationId, Kept> m_kept;
    std::list<AnnotationId> m_uses;              // latest first
    std::vector<Wanted> m_waiting;               // latest last
    std::vector<Wanted> m_underWay;
    int m_running = 0;
    quint64 m_serial = 0;                        // of the slide
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
