#include "ui/controllers/project.h"

#include <utility>

#include <QFileInfo>

#include "core/base/platform/platform.h"
#include "ui/controllers/slide_edits.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSlidesKeptOpen = 4;

fs::path toPath(const QString& text) { return QFileInfo(text).absoluteFilePath().toStdString(); }
bool isProject(const QString& file) { return file.endsWith(".bowman", Qt::CaseInsensitive); }
QString toText(const fs::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

struct Project::Opening {
    std::vector<fs::path> slides;
    fs::path project;             ///< empty: the default one of the slides
    fs::path openProject;         ///< of the document that is open now; not opened a second time
    std::string person;
};

/// Either a document, or null when the slides belong to the one that is open; with at least one slide, or errors.
struct Project::Opened {
    std::unique_ptr<Document> document;
    bool intoOpenDocument = false;
    std::vector<LoadedSlide> slides;
    std::vector<Problem> problems;
};

Project::Project(QObject* parent) : QObject(parent), m_shelf(kSlidesKeptOpen), m_files(1) {
    connect(&m_survey, &SlideSurvey::pictureMade, this, &Project::thumbnailChanged);
    connect(&m_survey, &SlideSurvey::missingChanged, this, &Project::slidesChanged);
    connect(&m_survey, &SlideSurvey::movedTo, this, [this](qint64 id, const QString& path) { recordPlace(id, toPath(path)); });
}

Project::~Project() { m_subscription.reset(); }

void Project::open(const QStringList& files, const QString& project) {
    Opening request;
    QString wanted = project;
    for (const QString& file : files) {
        if (isProject(file)) wanted = file;
        else request.slides.push_back(toPath(file));
    }
    if (!wanted.isEmpty()) request.project = toPath(wanted);
    if (request.project.empty() && request.slides.empty()) return;
    startOpening(std::move(request));
}

void Project::addSlides(const QStringList& files) {
    if (!m_document) return open(files);
    Opening request;
    for (const QString& file : files) request.slides.push_back(toPath(file));
    request.project = m_document->path();
    startOpening(std::move(request));
}

void Project::startOpening(Opening request) {
    if (m_document) request.openProject = m_document->path();
    request.person = platform::userName();
    setBusy(+1);
    m_files.run([request = std::move(request)] { return openInBackground(request); },
                [this](Opened opened) { finishOpening(std::move(opened)); });
}

Project::Opened Project::openInBackground(const Opening& request) {
    Opened opened;
    for (const fs::path& path : request.slides) {
        auto loaded = loadSlide(path);
        if (loaded) opened.slides.push_back(std::move(*loaded));
        else opened.problems.push_back(problemFrom("Cannot open " + quotedFileName(toText(path)), loaded.error()));
    }
    if (!request.slides.empty() && opened.slides.empty()) return opened;  // what is open now stays open

    std::vector<fs::path> paths;
    for (const LoadedSlide& s : opened.slides) paths.emplace_back(s.identity.absolutePath);
    const fs::path project = request.project.empty() ? defaultProjectFor(paths) : request.project;
    std::error_code status;
    if (project == request.openProject || (!request.openProject.empty() && fs::equivalent(project, request.openProject, status))) {
        opened.intoOpenDocument = true;
        return opened;
    }
    if (request.slides.empty() && !fs::exists(project, status)) {
        opened.problems.push_back({"Cannot open " + quotedFileName(toText(project)), "The file is not there.", toText(project)});
        return opened;
    }
    auto document = Document::open(project, request.person);
    if (document)
        if (const auto resumed = (*document)->resumeReader(); !resumed) opened.problems.push_back(problemFrom("Cannot go on as the person who read last", resumed.error()));
    if (document) opened.document = std::move(*document);
    else opened.problems.push_back(problemFrom("Cannot open the project " + quotedFileName(toText(project)), document.error()));
    return opened;
}

void Project::finishOpening(Opened opened) {
    setBusy(-1);
    if (opened.document) adopt(std::move(opened.document));
    if (m_document && (opened.intoOpenDocument || !opened.slides.empty() || m_current == 0)) addLoaded(opened.slides);
    for (const Problem& problem : opened.problems) Q_EMIT failed(problem);
}

void Project::adopt(std::unique_ptr<Document> document) {
    close();
    m_document = std::move(document);
    const quint64 generation = ++m_generation;
    m_subscription = m_document->listen([this](const DocumentChange& change) {
        m_save.everythingSaved = false;
        Q_EMIT saveStateChanged();
        // Who shows counts of the current slide listens to its objects; counting all of them is not for between two strokes.
        if (change.slide == m_current) Q_EMIT annotationsChanged(change);
        else Q_EMIT slidesChanged();
    });
    m_document->onWritten([this, generation](std::int64_t revision, const std::string& error) {
        QMetaObject::invokeMethod(this, [this, generation, revision, error] {
            if (generation == m_generation) onWritten(revision, error);
        }, Qt::QueuedConnection);
    });
    m_save = {true, QFileInfo(toText(m_document->path())).lastModified(), {}};
    Q_EMIT projectChanged();
    Q_EMIT slidesChanged();
    Q_EMIT saveStateChanged();
}

void Project::addLoaded(const std::vector<LoadedSlide>& loaded) {
    SlideId first = 0;
    SlidePtr firstSlide;
    for (const LoadedSlide& one : loaded) {
        const auto id = m_document->addSlide(one.slide->info(), one.identity);
        if (!id) {
            Q_EMIT failed(problemFrom("Cannot add " + quotedFileName(QString::fromStdString(one.identity.absolutePath)), id.error()));
            continue;
        }
        if (!first) {
            first = *id;
            firstSlide = one.slide;
        }
        m_survey.take(*id, one.slide);
        m_shelf.put(*id, one.slide);
    }
    Q_EMIT slidesChanged();
    if (first) {
        ++m_slideRequest;
        m_current = first;
        m_missing = false;
        m_slide = std::move(firstSlide);
        Q_EMIT slideChanged();
    } else if (const auto all = slides(); m_current == 0 && !all.empty()) {
        showSlide(all.front().id);
    }
    lookForFiles();
}

void Project::lookForFiles() {
    if (m_document) m_survey.lookFor(slides(), m_document->path().parent_path());
}

void Project::recordPlace(SlideId id, const fs::path& path) {
    auto moved = m_document->slide(id);
    if (!moved || moved->path == path) return;
    moved->path = path;
    if (const auto updated = m_document->updateSlide(*moved); !updated) Q_EMIT failed(problemFrom("Cannot record where the slide is", updated.error()));
    Q_EMIT slidesChanged();
}

void Project::close() {
    std::shared_ptr<Document> old = letGo();
    // Waiting for the writer and the checkpoint takes a while: not here. The next project is opened after it, on the same thread.
    if (old) m_files.run([old = std::move(old)]() mutable { old.reset(); return 0; }, [](int) {});
}

void Project::closeAndWait() { letGo(); }

std::shared_ptr<Document> Project::letGo() {
    if (!m_document) return nullptr;
    Q_EMIT closing();
    ++m_generation;
    ++m_slideRequest;
    m_subscription.reset();
    m_current = 0;
    m_slide.reset();
    m_missing = false;
    m_survey.clear();
    m_shelf.clear();
    m_save = {};
    std::shared_ptr<Document> old = std::move(m_document);
    Q_EMIT slideChanged();
    Q_EMIT projectChanged();
    Q_EMIT slidesChanged();
    return old;
}

std::vector<SlideRecord> Project::slides() const { return m_document ? m_document->slides() : std::vector<SlideRecord>(); }

std::optional<SlideRecord> Project::record() const {
    if (!m_document || !m_current) return std::nullopt;
    auto found = m_document->slide(m_current);
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

std::optional<double> Project::umPerPx() const {
    const auto current = record();
    return current ? current->umPerPx.value : std::nullopt;
}

const AnnotationSet* Project::annotations() const { return m_document && m_current ? &m_document->annotations(m_current) : nullptr; }

void Project::showSlide(SlideId id) {
    if (!m_document) return;
    const auto wanted = m_document->slide(id);
    if (!wanted) return Q_EMIT failed(problemFrom("Cannot show this slide", wanted.error()));
    if (id != m_current) Q_EMIT leavingSlide();
    m_current = id;
    m_slide = m_shelf.take(id);
    m_missing = false;
    const quint64 request = ++m_slideRequest;
    Q_EMIT slideChanged();
    if (m_slide) return;
    const fs::path folder = m_document->path().parent_path();
    setBusy(+1);
    m_files.run([record = *wanted, folder] { return findSlide(record, {folder}); },
                [this, request, id](Result<LoadedSlide> loaded) {
                    setBusy(-1);
                    if (request == m_slideRequest) take(id, std::move(loaded));
                });
}

void Project::replaceReading(SlideId id, const SlidePtr& before, SlidePtr after) {
    if (m_shelf.take(id) == before) m_shelf.put(id, after);
    if (id != m_current || m_slide != before) return;
    m_slide = std::move(after);
    Q_EMIT slideReread();
}

void Project::take(SlideId id, Result<LoadedSlide> loaded) {
    const auto known = m_document->slide(id);
    if (!known) return;
    if (!loaded) {
        m_missing = true;
        m_survey.setMissing(id, true);
        Q_EMIT slideChanged();
        std::error_code status;
        const bool gone = !fs::exists(known->path, status);
        Problem problem = problemFrom((gone ? "Cannot find " : "Cannot open ") + quotedFileName(toText(known->path)), loaded.error());
        if (gone) problem.reason = "The slide is not where it was. Your annotations are safe in the project.";
        return Q_EMIT slideMissing(problem);
    }
    recordPlace(id, loaded->identity.absolutePath);
    m_missing = false;
    m_slide = std::move(loaded->slide);
    m_shelf.put(id, m_slide);
    m_survey.take(id, m_slide);
    Q_EMIT slideChanged();
}

void Project::fetchSlide(SlideId id, std::function<void(Result<SlidePtr>)> done) {
    const auto wanted = m_document ? m_document->slide(id) : Result<SlideRecord>(Error{"no project is open", "", ""});
    if (!wanted) return done(wanted.error());
    if (SlidePtr open = m_shelf.take(id)) return done(std::move(open));
    m_files.run([record = *wanted, folder = m_document->path().parent_path()] { return findSlide(record, {folder}); },
                [this, id, generation = m_generation, done = std::move(done)](Result<LoadedSlide> loaded) {
                    if (generation != m_generation) return;
                    m_survey.setMissing(id, !loaded);
                    if (!loaded) return done(loaded.error());
                    recordPlace(id, loaded->identity.absolutePath);
                    m_shelf.put(id, loaded->slide);
                    m_survey.take(id, loaded->slide);
                    done(std::move(loaded->slide));
                });
}

void Project::reloadSlide() {
    m_shelf.remove(m_current);
    if (m_current) showSlide(m_current);
}

void Project::locateSlide(const QString& file) {
    const auto wanted = record();
    if (!wanted) return;
    struct Located {
        Result<LoadedSlide> slide;
        std::vector<SlideRecord> siblings;
    };
    const quint64 request = ++m_slideRequest;
    const quint64 generation = m_generation;
    setBusy(+1);
    m_files.run(
        [record = *wanted, all = slides(), path = toPath(file)]() -> Located {
            SlideRecord there = record;
            there.path = path;
            Located located{findSlide(there, {}), {}};
            if (!located.slide) return located;
            std::error_code status;
            for (SlideRecord sibling : all) {
                if (sibling.id == record.id || fs::exists(sibling.path, status)) continue;
                // A tree of folders that moved as a whole keeps its inner paths.
                const fs::path mirrored = path.parent_path() / sibling.path.parent_path().lexically_relative(record.path.parent_path());
                if (const auto found = findSlide(sibling, {path.parent_path(), mirrored.lexically_normal()})) {
                    sibling.path = found->identity.absolutePath;
                    located.siblings.push_back(sibling);
                }
            }
            return located;
        },
        [this, request, generation, id = wanted->id, file](Located located) {
            setBusy(-1);
            if (generation != m_generation) return;
            for (const SlideRecord& sibling : located.siblings) recordPlace(sibling.id, sibling.path);
            if (located.slide && request == m_slideRequest) take(id, std::move(located.slide));
            lookForFiles();
            if (located.slide || request != m_slideRequest) return;
            Problem problem = problemFrom(quotedFileName(file) + " is not the slide of this project", located.slide.error());
            Q_EMIT slideMissing(problem);
        });
}

Result<void> Project::setUmPerPx(double value) {
    auto changed = record();
    if (!changed) return Error{"no slide is open", "", ""};
    changed->umPerPx.value = value;
    changed->umPerPx.source = "user";
    auto updated = m_document->updateSlide(*changed);
    if (updated) Q_EMIT scaleChanged();
    return updated;
}

Result<void> Project::takeScaleOfFile() {
    auto changed = record();
    if (!changed || !m_slide) return Error{"no slide is open", "", ""};
    changed->umPerPx = m_slide->info().umPerPx;
    auto updated = m_document->updateSlide(*changed);
    if (updated) Q_EMIT scaleChanged();
    return updated;
}

Result<void> Project::updateSlides(const std::vector<SlideRecord>& records) {
    if (!m_document) return Error{"no project is open", "", ""};
    const auto updated = ui::updateSlides(*m_document, records);
    if (updated) Q_EMIT slidesChanged();
    return updated;
}

Result<void> Project::apply(Edit edit) {
    if (!m_document || !m_current) return Error{"no slide is open", "", ""};
    if (m_guard)
        if (auto permitted = m_guard(edit); !permitted) return permitted;
    return m_document->apply(m_current, std::move(edit));
}

Result<void> Project::applyBatch(Edit edit, const std::string& run) {
    if (!m_document || !m_current) return Error{"no slide is open", "", ""};
    return m_document->applyBatch(m_current, std::move(edit), run);
}

Result<void> Project::changeReading(const std::function<Result<void>(Document&)>& change) {
    if (!m_document) return Error{"no project is open", "", ""};
    Q_EMIT leavingSlide();
    auto changed = change(*m_document);
    Q_EMIT readingChanged();
    Q_EMIT slideChanged();
    Q_EMIT slidesChanged();
    return changed;
}

Result<void> Project::undo() { return m_document && m_current ? m_document->undo(m_current) : Result<void>(); }
Result<void> Project::redo() { return m_document && m_current ? m_document->redo(m_current) : Result<void>(); }

void Project::onWritten(std::int64_t, const std::string& error) {
    const QString before = m_save.error;
    m_save.error = QString::fromStdString(error);
    m_save.everythingSaved = error.empty() && m_document->acknowledgedRevision() == m_document->revision();
    if (error.empty()) m_save.lastSaved = QDateTime::currentDateTime();
    Q_EMIT saveStateChanged();
    if (!error.empty() && before != m_save.error)
        Q_EMIT failed({"Your work is not being saved", m_save.error + ". Save a copy elsewhere (Ctrl+Shift+S) before you go on.",
                       toText(m_document->path()) + ": " + m_save.error});
}

void Project::setBusy(int change) {
    m_busy += change;
    Q_EMIT busyChanged();
}

QString Project::titleOf(const SlideRecord& record) {
    return toText(record.path.stem());
}

}  // namespace bowman::ui
