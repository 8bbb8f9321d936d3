// What a project keeps beside its history: bookmarks, what was seen, how sections lie over each other; and that a project of the
// version before gets all of it without losing anything.
#include <QTest>

#include <QTemporaryDir>

#include <SQLiteCpp/SQLiteCpp.h>

#include "document_old_projects.h"
#include "document_random_edits.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

class DocumentPlacesTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    static std::unique_ptr<Document> open(const fs::path& project, const std::string& person = "anna") {
        auto document = Document::open(project, person);
        if (!document) qWarning("%s", document.error().message().c_str());
        return document ? *std::move(document) : nullptr;
    }
    SlideId addSlide(Document& document, const std::string& digest) const {
        const std::string path = (fs::path(m_folder.path().toStdString()) / (digest + ".svs")).string();
        const auto id = document.addSlide(slideInfo(path), slideIdentity(path, digest));
        return id ? *id : 0;
    }

private Q_SLOTS:
    void bookmarksAreKeptRenamedAndRemoved() {
        const fs::path project = file("bookmarks.bowman");
        Bookmark hilum;
        {
            const auto document = open(project);
            const SlideId slide = addSlide(*document, "aa11");
            const auto put = document->putBookmark({0, slide, "Hilum", {1200.5, 340}, 4, "", ""});
            QVERIFY(put.ok());
            hilum = *put;
            QVERIFY(hilum.id != 0);
            QCOMPARE(hilum.person, std::string("anna"));
            QVERIFY(!hilum.time.empty());
            QVERIFY(document->putBookmark({0, slide, "Artery", {1, 2}, 1, "", ""}).ok());
            hilum.name = "Hilum, second look";
            QVERIFY(document->putBookmark(hilum).ok());
            QVERIFY(!document->putBookmark({0, slide + 7, "nowhere", {}, 1, "", ""}).ok());
        }
        const auto document = open(project, "ben");
        const SlideId slide = document->slides().front().id;
        auto found = document->bookmarks(slide);
        QVERIFY(found.ok());
        QCOMPARE(found->size(), std::size_t(2));
        QVERIFY(found->front() == hilum);
        QVERIFY(document->removeBookmark(hilum.id).ok());
        found = document->bookmarks(slide);
        QCOMPARE(found->size(), std::size_t(1));
        QCOMPARE(found->front().name, std::string("Artery"));
        // Brought back by another person it is still whose it was.
        Bookmark back = hilum;
        back.id = 0;
        const auto again = document->putBookmark(back);
        QVERIFY(again.ok());
        QCOMPARE(again->person, std::string("anna"));
        QCOMPARE(again->time, hilum.time);
    }

    void everyPersonHasSeenWhatHeHasSeen() {
        const fs::path project = file("seen.bowman");
        {
            const auto document = open(project);
            const SlideId slide = addSlide(*document, "bb22");
            auto seen = document->seenMap(slide);
            QVERIFY(seen.ok());
            QVERIFY(seen->columns() > 0);
            QCOMPARE(seen->seenShare([](SlidePoint) { return true; }), 0.0);
            const double edge = 4 * seen->cellPx();
            QVERIFY(seen->mark({0, 0, edge, edge}, [](SlidePoint) { return true; }));
            QVERIFY(!seen->mark({0, 0, edge, edge}, [](SlidePoint) { return true; }));
            QVERIFY(document->storeSeenMap(slide, *seen).ok());
        }
        {
            const auto document = open(project);
            const auto seen = document->seenMap(document->slides().front().id);
            QVERIFY(seen.ok());
            QVERIFY(seen->isSeen(3, 3));
            QVERIFY(!seen->isSeen(4, 3));
            QVERIFY(seen->isSeenAt({seen->cellPx() * 3.9, 1}));
            QVERIFY(!seen->isSeenAt({-1, 1}));
        }
        const auto other = open(project, "ben");
        QVERIFY(!other->seenMap(other->slides().front().id)->isSeen(0, 0));
    }

    void aSeenMapGoesThroughBytesAndNeverFitsAnotherSlide() {
        SeenMap map({50001, 333});
        QCOMPARE(map.columns(), static_cast<int>(std::ceil(50001 / map.cellPx())));
        QVERIFY(map.columns() <= SeenMap::kMostCells);
        // A slanted stripe.
        QVERIFY(map.mark({0, 0, 50001, 333}, [](SlidePoint p) { return p.x < 2000 + p.y * 3; }));
        const auto back = SeenMap::unpacked({50001, 333}, map.packed());
        QVERIFY(back);
        QVERIFY(*back == map);
        QVERIFY(!SeenMap::unpacked({50001, 3330}, map.packed()));
        const double share = map.seenShare([](SlidePoint p) { return p.x < 10000; });
        QVERIFY2(share > 0.2 && share < 0.3, qPrintable(QString::number(share)));
        QVERIFY(!SeenMap().mark({0, 0, 10, 10}, [](SlidePoint) { return true; }));
    }

    void anAlignmentIsFoundFromBothSides() {
        const auto document = open(file("serial.bowman"));
        const SlideId first = addSlide(*document, "cc33"), second = addSlide(*document, "dd44");
        QVERIFY(!document->alignment(first, second));
        QVERIFY(document->setAlignment({second, first, 30, -10, 90}).ok());
        const auto back = document->alignment(second, first), there = document->alignment(first, second);
        QVERIFY(back && there);
        QVERIFY(std::abs(back->dxUm - 30) < 1e-9 && std::abs(back->dyUm + 10) < 1e-9 && std::abs(back->degrees - 90) < 1e-9);
        // p = (0, 0) of the second lies at (30, -10) of the first; and back.
        const SlideAlignment& a = *there;
        const double x = std::cos(a.degrees * 3.14159265358979 / 180) * 30 - std::sin(a.degrees * 3.14159265358979 / 180) * -10 + a.dxUm;
        const double y = std::sin(a.degrees * 3.14159265358979 / 180) * 30 + std::cos(a.degrees * 3.14159265358979 / 180) * -10 + a.dyUm;
        QVERIFY(std::abs(x) < 1e-6 && std::abs(y) < 1e-6);
        QVERIFY(!document->setAlignment({first, 99, 0, 0, 0}).ok());
    }

    void aProjectOfTheVersionBeforeIsBroughtUpToDate() {
        const fs::path project = file("old.bowman");
        std::string hash;
        SlideId slide = 0;
        {
            const auto document = open(project);
            slide = addSlide(*document, "ee55");
            QVERIFY(document->apply(slide, {"add", {{nullptr, newGlomerulus(document->newAnnotationId(), 0, 100)}}}).ok());
            hash = document->annotations(slide).stateHash();
        }
        {
            SQLite::Database old(project.string(), SQLite::OPEN_READWRITE);
            for (const char* sql : {kBackToVersion3, kFrom3To2, kFrom2To1}) old.exec(sql);
        }
        for (int round = 0; round < 2; ++round) {
            const auto document = open(project);
            QVERIFY(document);
            QCOMPARE(document->annotations(slide).stateHash(), hash);
            QVERIFY(document->putBookmark({0, slide, "here", {1, 1}, 1, "", ""}).ok());
            QCOMPARE(document->bookmarks(slide)->size(), static_cast<std::size_t>(round + 1));
        }
    }
};

QTEST_GUILESS_MAIN(DocumentPlacesTest)
#include "document_places_test.moc"
