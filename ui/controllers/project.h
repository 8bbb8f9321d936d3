// The project that is open in the window: its document, the slide that is shown, opening and finding files in the
// background. GUI thread only; whatever reads files runs on threads of its own, late answers are dropped.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QImage>
#include <QObject>
#include <QStringList>

#include "core/document/document.h"
#include "core/slide/slide.h"
#include "ui/controllers/problem.h"
#include "ui/controllers/slide_files.h"
#include "ui/controllers/slide_shelf.h"
#include "ui/controllers/slide_survey.h"
#include "ui/controllers/task_runner.h"

namespace bowman::ui {

/// How safely the work is on disk.
struct SaveState {
    bool everythingSaved = true;
    QDateTime lastSaved;       ///< null before the first acknowledgement
    QString error;             ///< why the last write failed; empty when all is well
};

class Project : public QObject {
    Q_OBJECT
public:
    explicit Project(QObject* parent = nullptr);
    ~Project() override;

    /// Slides and projects mixed, as they come from a dialog, a drop or the command line. The last project wins; slides
    /// without one go into their default project, or into `project` where it is not empty.
    void open(const QStringList& files, const QString& project = {});
    /// Adds slides to the project that is open.
    void addSlides(const QStringList& files);
    void close();
    /// The same; blocks until the file is let go of, so that it can be opened elsewhere at once.
    void closeAndWait();

    bool isOpen() const { return m_document != nullptr; }
    /// Null when nothing is open.
    Document* document() const { return m_document.get(); }
    std::vector<SlideRecord> slides() const;

    /// 0 when there is none.
    SlideId currentSlide() const { return m_current; }
    /// Of the current slide; null while it is loading or when its file is missing.
    const SlidePtr& slide() const { return m_slide; }
    std::optional<SlideRecord> record() const;
    /// µm per level-0 pixel of the current slide, as the file or a person says.
    std::optional<double> umPerPx() const;
    const AnnotationSet* annotations() const;

    /// At once when it was shown a moment ago.
    void showSlide(SlideId id);
    /// The same slide read another way: its smaller versions have come, or another plane of it was chosen. The view stays.
    /// Nothing happens where `before` is not how the slide is read by now.
    void replaceReading(SlideId id, const SlidePtr& before, SlidePtr after);
    /// Opens a slide of the project without showing it (to look at beside the current one); `done` is called on this thread,
    /// soon or at once, unless the project is closed before.
    void fetchSlide(SlideId id, std::function<void(Result<SlidePtr>)> done);
    /// Tries the file of the current slide again, at its place and beside the project.
    void reloadSlide();
    /// A person says where the current slide is now; its siblings are looked for in the same folder.
    void locateSlide(const QString& file);
    /// Recorded in the project, as said by the user.
    Result<void> setUmPerPx(double value);
    /// What the file says counts again.
    Result<void> takeScaleOfFile();

    /// Alias, case, patient, stain and block of several slides; all or none. The error says which alias stands in the way.
    Result<void> updateSlides(const std::vector<SlideRecord>& records);

    /// Asked before every edit of a person; null: nobody.
    void setGuard(std::function<Result<void>(const Edit&)> guard) { m_guard = std::move(guard); }
    /// Refused edits come back as an error and change nothing.
    Result<void> apply(Edit edit);
    Result<void> applyBatch(Edit edit, const std::string& run);
    Result<void> undo();
    Result<void> redo();

    /// Another person reads, or another reading of the slide is opened: `change` does it, then the slide is shown anew.
    Result<void> changeReading(const std::function<Result<void>(Document&)>& change);

    SaveState saveState() const { return m_save; }
    /// Null until it was made, in the background, for every slide of the project.
    QImage thumbnail(SlideId id) const { return m_survey.picture(id); }
    /// Files are being opened.
    bool isBusy() const { return m_busy > 0; }
    bool isMissing() const { return m_missing; }
    bool isMissing(SlideId id) const { return m_survey.isMissing(id); }
    /// Files that were not looked at yet since the project was opened.
    int unseenFiles() const { return m_survey.waiting(); }
    /// What people here call the slide: the name of its file. The alias is for what leaves the program.
    static QString titleOf(const SlideRecord& record);

Q_SIGNALS:
    void leavingSlide();                         ///< another one is about to be current
    void closing();                              ///< what is not yet in the project has to go there now
    void projectChanged();                       ///< another document, or none
    void slidesChanged();
    void readingChanged();                       ///< another person reads, or another reading is open; slideChanged follows
    void slideChanged();                         ///< another slide is current, or its file came or went
    void slideReread();                          ///< see replaceReading
    void scaleChanged();
    void annotationsChanged(const bowman::DocumentChange& change);
    void saveStateChanged();
    void thumbnailChanged(qint64 slide);
    void busyChanged();
    void failed(const bowman::ui::Problem& problem);
    /// The file of the current slide is not there; the window offers to look for it.
    void slideMissing(const bowman::ui::Problem& problem);

private:
    struct Opening;
    struct Opened;
    static Opened openInBackground(const Opening& request);
    void startOpening(Opening request);
    void finishOpening(Opened opened);
    void adopt(std::unique_ptr<Document> document);
    std::shared_ptr<Document> letGo();
    void addLoaded(const std::vector<LoadedSlide>& loaded);
    void take(SlideId id, Result<LoadedSlide> loaded);
    void recordPlace(SlideId id, const std::filesystem::path& path);
    void lookForFiles();
    void onWritten(std::int64_t revision, const std::string& error);
    void setBusy(int change);

    std::unique_ptr<Document> m_document;
    std::function<Result<void>(const Edit&)> m_guard;
    std::shared_ptr<void> m_subscription;
    SlideId m_current = 0;
    SlidePtr m_slide;
    bool m_missing = false;
    SaveState m_save;
    SlideShelf m_shelf;                          // shown a moment ago
    quint64 m_generation = 0;                    // of the document; answers for an older one are dropped
    quint64 m_slideRequest = 0;
    int m_busy = 0;
    TaskRunner m_files;                          // one thread: projects are closed and opened in order
    SlideSurvey m_survey;
};

}  // namespace bowman::ui
