// What a project keeps for the review: history with names, palette, candidates, sign-off; and that projects of version 2 get all of it.
#include <QTest>

#include <QTemporaryDir>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/document/candidate_list.h"
#include "core/document/palette.h"
#include "document_old_projects.h"
#include "document_random_edits.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

class DocumentReviewTest : public QObject {
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
    static bool add(Document& document, SlideId slide, int cell, const std::string& label) {
        return document.apply(slide, {label, {{nullptr, newGlomerulus(document.newAnnotationId(), cell, 100)}}}).ok();
    }
    static std::vector<std::string> labels(const std::vector<UndoStack::Step>& steps) {
        std::vector<std::string> names;
        for (const UndoStack::Step& step : steps) names.push_back(step.label);
        return names;
    }
    static AnnotationPtr candidate(int cell) {
        Annotation a = *newGlomerulus(1, cell, 100);
        a.id = 0;
        a.uuid = newUuid();
        a.state = ReviewState::Proposed;
        a.prediction = a.shape;
        a.score = 0.3 + cell / 100.0;
        a.provenance.source = "model";
        return std::make_shared<const Annotation>(std::move(a));
    }

private Q_SLOTS:
    void theHistoryNamesEveryStepWithPersonAndTimeAlsoAfterARestart() {
        const fs::path project = file("history.bowman");
        SlideId slide = 0;
        {
            const auto document = open(project);
            slide = addSlide(*document, "aa11");
            QVERIFY(add(*document, slide, 0, "one"));
            QVERIFY(add(*document, slide, 1, "two"));
        }
        {
            const auto document = open(project, "ben");
            QVERIFY(add(*document, slide, 2, "three"));
            QVERIFY(document->undo(slide).ok());
        }
        const auto document = open(project, "carl");
        const UndoStack* history = document->history(slide);
        QVERIFY(history);
        QVERIFY(labels(history->done()) == (std::vector<std::string>{"one", "two"}));
        QVERIFY(labels(history->undone()) == (std::vector<std::string>{"three"}));
        QCOMPARE(history->done().front().person, std::string("anna"));
        QCOMPARE(history->undone().front().person, std::string("ben"));
        QVERIFY(!history->done().front().time.empty());
        QVERIFY(!document->history(slide + 1));
    }

    void travellingInTheHistoryIsExactToldOnceAndSurvivesARestart() {
        const fs::path project = file("travel.bowman");
        SlideId slide = 0;
        std::vector<std::string> hashes;
        std::vector<std::int64_t> events{0};
        {
            const auto document = open(project);
            slide = addSlide(*document, "aa11");
            hashes.push_back(document->annotations(slide).stateHash());
            for (int i = 0; i < 8; ++i) {
                QVERIFY(add(*document, slide, i, "add " + std::to_string(i)));
                hashes.push_back(document->annotations(slide).stateHash());
                events.push_back(document->history(slide)->done().back().event);
            }
            int told = 0;
            std::size_t changed = 0;
            const auto token = document->listen([&](const DocumentChange& change) {
                ++told;
                changed = change.changed.size();
            });
            for (const int target : {2, 7, 0, 8, 5}) {
                QVERIFY(document->travelTo(slide, events[static_cast<std::size_t>(target)]).ok());
                QCOMPARE(document->annotations(slide).stateHash(), hashes[static_cast<std::size_t>(target)]);
            }
            QCOMPARE(told, 5);
            QCOMPARE(changed, std::size_t(3));
            QVERIFY(document->travelTo(slide, events[5]).ok());   // it is there already
            QCOMPARE(told, 5);
            QVERIFY(!document->travelTo(slide, 99'999).ok());
        }
        const auto document = open(project);
        QCOMPARE(document->annotations(slide).stateHash(), hashes[5]);
        QVERIFY(document->travelTo(slide, events[8]).ok());
        QCOMPARE(document->annotations(slide).stateHash(), hashes[8]);
        // A new edit forgets what could be redone.
        QVERIFY(document->travelTo(slide, events[1]).ok());
        QVERIFY(add(*document, slide, 20, "other"));
        QVERIFY(!document->travelTo(slide, events[8]).ok());
    }

    void aPaletteIsKeptAndComesBackAsItWas() {
        const Palette defaults;
        QVERIFY(defaults.check().ok());
        QCOMPARE(defaults.ofKey(1)->name, std::string("Glomerulus"));
        QVERIFY(defaults.ofKey(2)->isGloballySclerosed);
        QVERIFY(!defaults.ofKey(9));
        const Palette mine({{"Glomérulus \"sain\"", {1, 2, 3}, 1, true, false}, {"Tuft only", {255, 0, 127}, 0, false, false}, {"Sclerosed", {9, 9, 9}, 9, true, true}});
        {
            const auto document = open(file("palette.bowman"));
            QCOMPARE(*document->setting(0, Palette::kSetting), std::string());
            QVERIFY(document->setSetting(0, Palette::kSetting, mine.toJson()).ok());
            QVERIFY(!document->setSetting(0, "bad", "{no json").ok());
            QVERIFY(!document->setSetting(77, "x", "1").ok());
        }
        const auto document = open(file("palette.bowman"));
        const auto back = Palette::fromJson(*document->setting(0, Palette::kSetting));
        QVERIFY(back.ok());
        QVERIFY(*back == mine);
        QCOMPARE(back->at("never heard of").isGlomerulus, true);
    }

    void aPaletteThatMakesNoSenseIsRefusedWithAReason() {
        const auto why = [](std::vector<PaletteClass> classes) {
            const auto checked = Palette(std::move(classes)).check();
            return checked ? std::string() : checked.error().why;
        };
        QCOMPARE(why({}), std::string("it has no class"));
        QCOMPARE(why({{" ", {}, 1, true, false}}), std::string("a class has no name"));
        QCOMPARE(why({{"A", {}, 1, true, false}, {"A", {}, 2, true, false}}), std::string("the class A is there twice"));
        QCOMPARE(why({{"A", {}, 3, true, false}, {"B", {}, 3, true, false}}), std::string("the key 3 is there twice"));
        QCOMPARE(why({{"A", {}, 10, true, false}}), std::string("the key of A is none of 1 to 9"));
        QCOMPARE(why({{"A", {}, 1, false, true}}), std::string("A counts as globally sclerosed, but not as a glomerulus"));
        QVERIFY(!Palette::fromJson("[{\"name\": 3}]").ok());
        QVERIFY(!Palette::fromJson("nonsense").ok());
    }

    void aCandidateBecomesAnObjectAndIsOneAgainAfterUndo() {
        const fs::path project = file("maybe.bowman");
        {
            const auto document = open(project);
            const SlideId slide = addSlide(*document, "aa11");
            QVERIFY(document->setCandidates(slide, {candidate(0), candidate(1), candidate(2)}).ok());
            QVERIFY(document->setCandidates(slide, {candidate(0), candidate(1), candidate(2)}).ok());   // replaces
        }
        const auto document = open(project);
        const SlideId slide = document->slides().front().id;
        const auto all = document->candidates(slide);
        QVERIFY(all.ok());
        QCOMPARE(all->size(), std::size_t(3));
        auto maybe = openCandidates(*all, document->annotations(slide));
        QCOMPARE(maybe.size(), std::size_t(3));
        QVERIFY(maybe.front()->score > maybe.back()->score);   // the surest first
        const AnnotationPtr first = maybe.front();
        const AnnotationId id = document->newAnnotationId();
        QVERIFY(document->apply(slide, candidateEdit(*first, id, ReviewState::Accepted, "anna")).ok());
        const AnnotationPtr object = document->annotations(slide).find(id);
        QCOMPARE(object->uuid, first->uuid);
        QCOMPARE(object->state, ReviewState::Accepted);
        QCOMPARE(object->provenance.reviewedBy, std::string("anna"));
        QCOMPARE(object->provenance.source, std::string("model"));
        QCOMPARE(openCandidates(*all, document->annotations(slide)).size(), std::size_t(2));
        QVERIFY(document->apply(slide, candidateEdit(*maybe[1], document->newAnnotationId(), ReviewState::Rejected, "anna")).ok());
        QCOMPARE(openCandidates(*all, document->annotations(slide)).size(), std::size_t(1));
        QVERIFY(document->travelTo(slide, 0).ok());
        QCOMPARE(openCandidates(*all, document->annotations(slide)).size(), std::size_t(3));
        // An object that was drawn there by hand decides it, too.
        QVERIFY(add(*document, slide, 2, "by hand"));
        QCOMPARE(openCandidates(*all, document->annotations(slide)).size(), std::size_t(2));
    }

    void aSlideIsSignedOffOnlyWhenDoneOrWithAnException() {
        AnnotationSet set;
        int id = 0;
        for (const ReviewState state : {ReviewState::Proposed, ReviewState::Proposed, ReviewState::Unsure, ReviewState::Accepted, ReviewState::Rejected}) {
            ++id;
            Annotation a = *newGlomerulus(id, id, 100);
            a.state = state;
            set.put(std::make_shared<const Annotation>(std::move(a)));
        }
        QCOMPARE(checkForSignOff(set).open, 2);
        QCOMPARE(checkForSignOff(set).unsure, 1);
        SignOffCheck check;
        check.everythingSeen = true;
        QVERIFY(permitSignOff(check, "").ok());
        check.open = 3;
        check.unsure = 1;
        check.maybe = 14;
        check.everythingSeen = false;
        check.seenShare = 0.949;
        const auto refused = permitSignOff(check, "  \n");
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().why, std::string("3 not decided, 1 unsure, 14 of \"maybe\" not decided, 94 % of the tissue seen"));
        QVERIFY(permitSignOff(check, "the left half is out of focus").ok());
        check = {};
        QVERIFY(!permitSignOff(check, "").ok());   // nobody knows what was seen
    }

    void aSignOffCountsUntilALaterEditOfItsSlide() {
        const fs::path project = file("signed.bowman");
        SlideId slide = 0, other = 0;
        {
            const auto document = open(project);
            slide = addSlide(*document, "aa11");
            other = addSlide(*document, "bb22");
            QVERIFY(add(*document, slide, 0, "one"));
            QVERIFY(!document->signOff(slide)->counts());
            QVERIFY(document->putSignOff(slide, "torn at the edge").ok());
            QVERIFY(add(*document, other, 0, "elsewhere"));
        }
        {
            const auto document = open(project, "ben");
            const auto state = document->signOff(slide);
            QVERIFY(state.ok() && state->counts());
            QCOMPARE(state->signOff->person, std::string("anna"));
            QCOMPARE(state->signOff->exception, std::string("torn at the edge"));
            QVERIFY(document->snapshot(slide).signOff.has_value());
            QVERIFY(!document->snapshot(other).signOff.has_value());
            QVERIFY(document->undo(slide).ok());
            QVERIFY(document->signOff(slide)->editedSince);
        }
        const auto document = open(project);
        QVERIFY(!document->signOff(slide)->counts());
        QVERIFY(document->signOff(slide)->signOff.has_value());   // it is still known who had signed
        QVERIFY(!document->snapshot(slide).signOff.has_value());
        QVERIFY(document->putSignOff(slide, "").ok());
        QVERIFY(document->signOff(slide)->counts());
        QVERIFY(document->removeSignOff(slide).ok());
        QVERIFY(!document->signOff(slide)->signOff.has_value());
    }

    void aProjectOfVersion2IsBroughtUpToDate() {
        const fs::path project = file("old.bowman");
        std::string hash;
        SlideId slide = 0;
        {
            const auto document = open(project);
            slide = addSlide(*document, "ee55");
            QVERIFY(add(*document, slide, 0, "add"));
            QVERIFY(document->putBookmark({0, slide, "here", {1, 1}, 1, "", ""}).ok());
            hash = document->annotations(slide).stateHash();
        }
        {
            SQLite::Database old(project.string(), SQLite::OPEN_READWRITE);
            for (const char* sql : {kBackToVersion3, kFrom3To2}) old.exec(sql);
        }
        for (int round = 0; round < 2; ++round) {
            const auto document = open(project);
            QVERIFY(document);
            QCOMPARE(document->annotations(slide).stateHash(), hash);
            QCOMPARE(document->bookmarks(slide)->size(), std::size_t(1));
            QCOMPARE(*document->setting(slide, "n"), std::string(round == 0 ? "" : "1"));
            QVERIFY(document->setSetting(slide, "n", "1").ok());
            QVERIFY(document->setCandidates(slide, {candidate(0)}).ok());
            QVERIFY(document->putSignOff(slide, "").ok());
        }
    }
};

QTEST_GUILESS_MAIN(DocumentReviewTest)
#include "document_review_test.moc"
