// What the files of a project look like and which of them are missing, found out in the background so that every slide has its
// picture before anybody has shown it. GUI thread; files are read on a thread of its own.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include <QImage>
#include <QObject>

#include "core/document/slide_record.h"
#include "core/slide/slide.h"
#include "ui/controllers/task_runner.h"

namespace bowman::ui {

class SlideSurvey : public QObject {
    Q_OBJECT
public:
    explicit SlideSurvey(QObject* parent = nullptr);

    /// Forgets everything; what is being read is dropped.
    void clear();
    /// Looks for the files that have no picture yet, at their places and in `folder`, in this order.
    void lookFor(const std::vector<SlideRecord>& records, const std::filesystem::path& folder);
    /// This one is open: it is not missing, and needs only its picture.
    void take(SlideId id, SlidePtr slide);
    void setMissing(SlideId id, bool missing);

    /// Null until it was made.
    QImage picture(SlideId id) const;
    bool isMissing(SlideId id) const { return m_missing.contains(id); }
    /// Files that are still to be looked at.
    int waiting() const { return static_cast<int>(m_waiting.size()); }

Q_SIGNALS:
    void pictureMade(qint64 slide);
    void missingChanged(qint64 slide);
    void movedTo(qint64 slide, const QString& path);   ///< found by its content, not where it was

private:
    struct Found {
        bool isThere = false;
        std::filesystem::path path;
        QImage picture;
    };
    void takeFound(const SlideRecord& record, Found found);

    std::map<SlideId, QImage> m_pictures;
    std::set<SlideId> m_missing;
    std::set<SlideId> m_waiting;
    std::shared_ptr<std::atomic<quint64>> m_serial;   // of the project: answers for an older one are dropped, its files not read
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
