// The slides of a project, without a window: pictures and missing files in the background, siblings found again, slides kept open,
// what people say of them.
#include "tests/gui/window_fixture.h"
#include "ui/controllers/project.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

class ProjectSlidesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = std::make_unique<Project>();
        fs::create_directories(path("in/inner"));
        for (const auto& [name, width] : {std::pair{"in/a.tif", 512}, {"in/b.tif", 640}, {"in/inner/c.tif", 768}})
            QVERIFY(writeDiscSlide(path(name), {.width = width, .height = 512}).ok());
    }
    void cleanup() {
        m_project.reset();
        m_folder.reset();
    }

    void everySlideGetsItsPictureThoughNobodyShowedIt() {
        openAll();
        reopen();
        QTRY_VERIFY_WITH_TIMEOUT(picturesMade() == 3, kPatience);
        QCOMPARE(m_project->unseenFiles(), 0);
        for (const SlideRecord& s : m_project->slides()) QVERIFY(!m_project->isMissing(s.id));
    }

    void missingFilesAreKnownWithoutBeingShown() {
        openAll();
        m_project->close();
        fs::remove(path("in/b.tif"));
        reopen();
        QTRY_VERIFY_WITH_TIMEOUT(m_project->isMissing(id("b")), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(picturesMade() == 2, kPatience);
        QVERIFY(!m_project->isMissing(id("a")));
    }

    void locatingOneSlideFindsItsSiblings() {
        openAll();
        m_project->close();
        fs::rename(path("in"), path("out"));
        fs::rename(path("out/b.tif"), path("out/other name.tif"));
        reopen();
        QTRY_VERIFY_WITH_TIMEOUT(m_project->isMissing() && m_project->isMissing(id("b")) && m_project->isMissing(id("c")), kPatience);
        m_project->showSlide(id("a"));
        QTRY_VERIFY_WITH_TIMEOUT(m_project->isMissing() && !m_project->isBusy(), kPatience);
        QSignalSpy missing(m_project.get(), &Project::slideMissing);
        m_project->locateSlide(text("out/a.tif"));
        QTRY_VERIFY_WITH_TIMEOUT(m_project->slide(), kPatience);
        QCOMPARE(missing.count(), 0);
        QCOMPARE(record("a").path, path("out/a.tif"));
        QTRY_COMPARE_WITH_TIMEOUT(record("other name").path, path("out/other name.tif"), kPatience);   // by its content
        QCOMPARE(record("c").path, path("out/inner/c.tif"));                                            // the tree kept its form
        QTRY_VERIFY_WITH_TIMEOUT(picturesMade() == 3, kPatience);
        for (const SlideRecord& s : m_project->slides()) QVERIFY(!m_project->isMissing(s.id));
        m_project->close();
        reopen();   // and it is in the file
        QTRY_VERIFY_WITH_TIMEOUT(m_project->slide() && m_project->unseenFiles() == 0, kPatience);
        QCOMPARE(record("c").path, path("out/inner/c.tif"));
    }

    void goingBackToASlideOpensNoFile() {
        openAll();
        const SlideId first = m_project->currentSlide();
        const SlidePtr was = m_project->slide();
        m_project->showSlide(id("b"));
        QVERIFY(m_project->slide());        // at once: it was opened with the others
        QVERIFY(m_project->slide() != was);
        m_project->showSlide(first);
        QCOMPARE(m_project->slide(), was);
        m_project->reloadSlide();           // that one reads the file again
        QVERIFY(!m_project->slide());
        QTRY_VERIFY_WITH_TIMEOUT(m_project->slide() && m_project->slide() != was, kPatience);
    }

    void aSlideIsFetchedBesideTheCurrentOne() {
        openAll();
        const SlideId current = m_project->currentSlide();
        SlidePtr fetched;
        m_project->fetchSlide(id("c"), [&](Result<SlidePtr> slide) { fetched = slide.ok() ? *slide : nullptr; });
        QTRY_VERIFY_WITH_TIMEOUT(fetched, kPatience);
        QCOMPARE(fetched->info().size().width, 768);
        QCOMPARE(m_project->currentSlide(), current);
        Result<SlidePtr> none = SlidePtr();
        m_project->fetchSlide(99, [&](Result<SlidePtr> slide) { none = std::move(slide); });
        QVERIFY(!none.ok());
    }

    void aliasesMayChangePlacesButNotCollide() {
        openAll();
        SlideRecord a = record("a"), b = record("b");
        const std::string first = a.alias, second = b.alias;
        std::swap(a.alias, b.alias);
        a.stain = std::string("PAS");
        QVERIFY(m_project->updateSlides({a, b}).ok());
        QCOMPARE(record("a").alias, second);
        QCOMPARE(record("b").alias, first);
        QCOMPARE(record("a").stain, std::string("PAS"));
        a.alias = std::string("x");
        a.block = std::string("3");
        b.alias = record("c").alias;
        const auto refused = m_project->updateSlides({a, b});
        QVERIFY(!refused.ok());
        QVERIFY2(refused.error().why.find("two slides") != std::string::npos, refused.error().why.c_str());
        QCOMPARE(record("a").alias, second);   // nothing of it happened
        QCOMPARE(record("a").block, std::string());
        b.alias.clear();
        QVERIFY(m_project->updateSlides({b}).error().why.find("b.tif") != std::string::npos);
    }

    void theShelfLetsTheOldestGo() {
        SlideShelf shelf(2);
        openAll();
        const SlidePtr slide = m_project->slide();
        shelf.put(1, slide);
        shelf.put(2, slide);
        QVERIFY(shelf.take(1));
        shelf.put(3, slide);
        QVERIFY(!shelf.take(2));
        QVERIFY(shelf.take(1) && shelf.take(3));
        QCOMPARE(shelf.size(), std::size_t(2));
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    QString text(const char* name) const { return QString::fromStdString(path(name).string()); }
    void openAll() {
        m_project->open({text("in/a.tif"), text("in/b.tif"), text("in/inner/c.tif")}, text("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_project->slide() && m_project->slides().size() == 3, kPatience);
    }
    void reopen() {
        m_project->close();
        m_project->open({text("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(m_project->isOpen(), kPatience);
    }
    int picturesMade() const {
        int made = 0;
        for (const SlideRecord& s : m_project->slides()) made += !m_project->thumbnail(s.id).isNull();
        return made;
    }
    SlideRecord record(const std::string& stem) const {
        for (const SlideRecord& s : m_project->slides())
            if (s.path.stem() == stem) return s;
        return {};
    }
    SlideId id(const std::string& stem) const { return record(stem).id; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Project> m_project;
};

int main(int argc, char** argv) { return runWindowTest<ProjectSlidesTest>(argc, argv); }

#include "project_slides_test.moc"
