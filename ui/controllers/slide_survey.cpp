#include "ui/controllers/slide_survey.h"

#include <utility>

#include "ui/controllers/slide_files.h"

namespace bowman::ui {
namespace {

constexpr int kPictureEdge = 320;

}  // namespace

SlideSurvey::SlideSurvey(QObject* parent) : QObject(parent), m_serial(std::make_shared<std::atomic<quint64>>(0)) {}

void SlideSurvey::clear() {
    ++*m_serial;
    m_pictures.clear();
    m_missing.clear();
    m_waiting.clear();
}

void SlideSurvey::lookFor(const std::vector<SlideRecord>& records, const std::filesystem::path& folder) {
    for (const SlideRecord& record : records) {
        if (m_pictures.contains(record.id) || !m_waiting.insert(record.id).second) continue;
        m_runner.run(
            [record, folder, serial = m_serial, now = m_serial->load()]() -> Found {
                if (*serial != now) return {};
                const auto loaded = findSlide(record, {folder});
                if (!loaded) return {};
                return {true, loaded->identity.absolutePath, thumbnailOf(*loaded->slide, kPictureEdge)};
            },
            [this, record, now = m_serial->load()](Found found) {
                if (*m_serial == now) takeFound(record, std::move(found));
            });
    }
}

void SlideSurvey::takeFound(const SlideRecord& record, Found found) {
    if (m_waiting.erase(record.id) == 0) {         // it was opened meanwhile
        if (!found.picture.isNull() && !m_pictures.contains(record.id)) {
            m_pictures[record.id] = std::move(found.picture);
            Q_EMIT pictureMade(record.id);
        }
        return;
    }
    setMissing(record.id, !found.isThere);
    if (!found.isThere) return;
    if (found.path != record.path) Q_EMIT movedTo(record.id, QString::fromStdString(found.path.string()));
    if (found.picture.isNull()) return;
    m_pictures[record.id] = std::move(found.picture);
    Q_EMIT pictureMade(record.id);
}

void SlideSurvey::take(SlideId id, SlidePtr slide) {
    m_waiting.erase(id);
    setMissing(id, false);
    if (m_pictures.contains(id)) return;
    m_runner.run([slide = std::move(slide)] { return thumbnailOf(*slide, kPictureEdge); },
                 [this, id, now = m_serial->load()](QImage picture) {
                     if (*m_serial != now || picture.isNull() || m_pictures.contains(id)) return;
                     m_pictures[id] = std::move(picture);
                     Q_EMIT pictureMade(id);
                 });
}

void SlideSurvey::setMissing(SlideId id, bool missing) {
    if (missing == isMissing(id)) return;
    if (missing) m_missing.insert(id);
    else m_missing.erase(id);
    Q_EMIT missingChanged(id);
}

QImage SlideSurvey::picture(SlideId id) const {
    const auto found = m_pictures.find(id);
    return found == m_pictures.end() ? QImage() : found->second;
}

}  // namespace bowman::ui
