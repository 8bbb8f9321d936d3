#include "ui/panels/crop_store.h"

#include <algorithm>

#include "ui/controllers/slide_files.h"

namespace bowman::ui {
namespace {

constexpr std::size_t kMostKept = 1500;      // of 96 px: some 55 MB
constexpr std::size_t kMostWaiting = 120;    // what was scrolled past long ago is not wanted any more
constexpr double kAround = 0.25;

}  // namespace

SlideRect cropRectOf(const MultiPolygon& shape) {
    const SlideRect bounds = boundsOf(shape);
    const double side = std::max({bounds.width, bounds.height, 16.0}) * (1 + 2 * kAround);
    const SlidePoint centre = bounds.centre();
    return {centre.x - side / 2, centre.y - side / 2, side, side};
}

CropStore::CropStore(QObject* parent) : QObject(parent) {}

void CropStore::setSlide(SlidePtr slide) {
    if (slide == m_slide) return;
    m_slide = std::move(slide);
    ++m_serial;
    m_kept.clear();
    m_uses.clear();
    m_waiting.clear();
    m_underWay.clear();
}

QPixmap CropStore::find(const Annotation& annotation, int edge) {
    if (!m_slide) return {};
    const Wanted wanted{annotation.id, cropRectOf(annotation.shape), edge};
    const auto kept = m_kept.find(annotation.id);
    if (kept != m_kept.end()) m_uses.splice(m_uses.begin(), m_uses, kept->second.use);
    if (kept != m_kept.end() && kept->second.what == wanted) return kept->second.picture;
    std::erase(m_waiting, wanted);
    if (std::find(m_underWay.begin(), m_underWay.end(), wanted) == m_underWay.end()) m_waiting.push_back(wanted);
    if (m_waiting.size() > kMostWaiting) m_waiting.erase(m_waiting.begin());
    next();
    return kept != m_kept.end() ? kept->second.picture : QPixmap();   // the old one meanwhile
}

void CropStore::next() {
    if (m_running > 0 || m_waiting.empty()) return;
    const Wanted wanted = m_waiting.back();
    m_waiting.pop_back();
    m_underWay.push_back(wanted);
    ++m_running;
    m_runner.run([slide = m_slide, wanted] { return cropOf(*slide, wanted.rect, wanted.edge); },
                 [this, wanted, serial = m_serial](const QImage& image) {
                     --m_running;
                     if (serial == m_serial) {
                         std::erase(m_underWay, wanted);
                         keep(wanted, image);
                     }
                     next();
                 });
}

void CropStore::keep(const Wanted& wanted, const QImage& image) {
    if (image.isNull()) return;      // the canvas says why
    if (const auto old = m_kept.find(wanted.id); old != m_kept.end()) {
        m_uses.erase(old->second.use);
        m_kept.erase(old);
    }
    m_uses.push_front(wanted.id);
    m_kept[wanted.id] = {wanted, QPixmap::fromImage(image), m_uses.begin()};
    while (m_kept.size() > kMostKept) {
        m_kept.erase(m_uses.back());
        m_uses.pop_back();
    }
    Q_EMIT arrived(wanted.id);
}

}  // namespace bowman::ui
