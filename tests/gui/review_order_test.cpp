// The pure parts of the review: orders and their snake, sample, tally, pace, search, notes, structures.
#include <QTest>

#include <random>
#include <set>

#include "ui/controllers/class_tally.h"
#include "ui/controllers/review_queue.h"
#include "ui/controllers/review_search.h"
#include "ui/main_window/class_session.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

Annotation square(AnnotationId id, SlidePoint centre, double size = 10) {
    Annotation a;
    a.id = id;
    a.uuid = "uuid-" + std::to_string(id);
    const double r = size / 2;
    a.shape = {{{{centre.x - r, centre.y - r}, {centre.x + r, centre.y - r}, {centre.x + r, centre.y + r}, {centre.x - r, centre.y + r}}, {}}};
    return a;
}

void put(AnnotationSet& set, Annotation a) { set.put(std::make_shared<const Annotation>(std::move(a))); }

std::vector<AnnotationId> ids(const std::vector<AnnotationPtr>& objects) {
    std::vector<AnnotationId> all;
    for (const AnnotationPtr& a : objects) all.push_back(a->id);
    return all;
}

}  // namespace

class ReviewOrderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theQueueFollowsEditsAsIfItWereSortedAnew() {
        std::mt19937 random(7);
        for (const ReviewOrder by : {ReviewOrder::Doubt, ReviewOrder::Size, ReviewOrder::Position, ReviewOrder::Class, ReviewOrder::Sample, ReviewOrder::State, ReviewOrder::Number}) {
            AnnotationSet set;
            for (int i = 1; i <= 30; ++i) {
                Annotation a = square(i, {double(random() % 900), double(random() % 900)}, 10 + random() % 20);
                a.uncertainty = double(random() % 10) / 10;
                put(set, a);
            }
            const ReviewSample sample = drawSample(set, 12, 3);
            const QueueOrder order{by, &sample, [](const Annotation& a) { return a.className == "Locked"; }};
            ReviewQueue queue([&] { return &set; }, [&] { return order; });
            queue.objects();
            for (int step = 0; step < 120; ++step) {
                const AnnotationId id = 1 + AnnotationId(random() % 33);      // some are new
                const AnnotationPtr now = set.find(id);
                Annotation after = now ? *now : square(id, {double(random() % 900), 5});
                switch (random() % 6) {
                    case 0: after.state = ReviewState(random() % 6); break;
                    case 1: after.shape = square(id, {double(random() % 900), 50}).shape; break;
                    case 2: after.className = random() % 2 ? "Locked" : "Glomerulus"; break;
                    case 3: after.uncertainty = double(random() % 10) / 10; break;
                    case 4: after.kind = random() % 2 ? AnnotationKind::Structure : AnnotationKind::Glomerulus; break;
                    default: break;
                }
                if (now && random() % 9 == 0) set.remove(id);
                else put(set, after);
                queue.update({id});
                QCOMPARE(ids(queue.objects()), ids(orderedForReview(set, order)));
                const AnnotationId from = AnnotationId(random() % 34);
                for (const int by1 : {1, -1}) QCOMPARE(queue.next(from, by1, step % 2), nextInReview(set, {from, by1, step % 2 == 1, order}));
            }
        }
    }

    void everyOrderIsWhatItsNameSays() {
        AnnotationSet set;
        for (int i = 1; i <= 4; ++i) {
            Annotation a = square(i, {100.0 * i, 0}, 10 + 5 * (i % 3));
            a.uncertainty = i == 3 ? 0.9 : 0.1 * i;
            a.className = i % 2 ? "Glomerulus" : "Globally sclerotic";
            a.state = i == 1 ? ReviewState::Added : ReviewState::Proposed;
            put(set, a);
        }
        Annotation cortex = square(5, {0, 0}, 900);
        cortex.kind = AnnotationKind::Structure;
        put(set, cortex);
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::Doubt})), (std::vector<AnnotationId>{3, 4, 2, 1}));
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::Size})), (std::vector<AnnotationId>{2, 1, 4, 3}));
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::Class})), (std::vector<AnnotationId>{4, 2, 3, 1}));
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::State})), (std::vector<AnnotationId>{2, 3, 4, 1}));
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::Number})), (std::vector<AnnotationId>{1, 2, 3, 4}));
        const QueueOrder unlocked{ReviewOrder::Number, nullptr, [](const Annotation& a) { return a.className == "Glomerulus"; }};
        QCOMPARE(ids(orderedForReview(set, unlocked)), (std::vector<AnnotationId>{2, 4}));
        QVERIFY(orderedForReview({}, {ReviewOrder::Position}).empty());
    }

    void theSnakeGoesToAndFroAndNeverFar() {
        // A grid of 10 × 10, numbered at random as a detection would not.
        AnnotationSet set;
        for (int i = 0; i < 100; ++i) {
            const int cell = (i * 37) % 100;
            put(set, square(i + 1, {60.0 * (cell % 10), 60.0 * (cell / 10) + (cell % 3)}, 12));
        }
        const auto order = orderedForReview(set, {ReviewOrder::Position});
        QCOMPARE(order.size(), std::size_t(100));
        double way = 0, longest = 0;
        for (std::size_t i = 1; i < order.size(); ++i) {
            const SlidePoint a = boundsOf(order[i - 1]->shape).centre(), b = boundsOf(order[i]->shape).centre();
            const double step = std::hypot(a.x - b.x, a.y - b.y);
            way += step;
            longest = std::max(longest, step);
        }
        QVERIFY2(longest < 130, qPrintable(QString::number(longest)));   // never back across the slide
        QVERIFY2(way < 100 * 70, qPrintable(QString::number(way)));
        QCOMPARE(boundsOf(order.front()->shape).centre().x, 0.0);
        const auto first = boundsOf(order[0]->shape).centre(), second = boundsOf(order[1]->shape).centre();
        QVERIFY(second.x > first.x);
    }

    void aSampleIsTheSameForTheSameSeedAndStaysWhatItWas() {
        AnnotationSet set;
        for (int i = 1; i <= 200; ++i) {
            Annotation a = square(i, {50.0 * i, 0});
            if (i % 10 == 0) a.state = ReviewState::Rejected;
            put(set, a);
        }
        const ReviewSample sample = drawSample(set, 20, 7);
        QCOMPARE(sample.uuids.size(), std::size_t(20));
        QCOMPARE(std::set<std::string>(sample.uuids.begin(), sample.uuids.end()).size(), std::size_t(20));
        QVERIFY(drawSample(set, 20, 7) == sample);
        QVERIFY(drawSample(set, 20, 8).uuids != sample.uuids);
        QVERIFY(ReviewSample::fromJson(sample.toJson()) == sample);
        QCOMPARE(ReviewSample::fromJson("nonsense").wanted, 0);
        const auto before = ids(orderedForReview(set, {ReviewOrder::Sample, &sample}));
        QCOMPARE(before.size(), std::size_t(20));
        for (const AnnotationId id : before) QVERIFY(set.find(id)->state != ReviewState::Rejected);
        // Objects that come later are not in it; one that is rejected stays in it, one that is deleted goes.
        put(set, square(999, {-100, 0}));
        Annotation rejected = *set.find(before[3]);
        rejected.state = ReviewState::Rejected;
        put(set, rejected);
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::Sample, &sample})), before);
        set.remove(before[0]);
        QCOMPARE(ids(orderedForReview(set, {ReviewOrder::Sample, &sample})), std::vector<AnnotationId>(before.begin() + 1, before.end()));
        QCOMPARE(drawSample(set, 100'000, 1).uuids.size(), std::size_t(179));
        // Every object has about the same chance.
        std::map<std::string, int> drawn;
        for (std::uint32_t seed = 0; seed < 400; ++seed)
            for (const std::string& uuid : drawSample(set, 18, seed).uuids) ++drawn[uuid];
        for (const auto& [uuid, times] : drawn) QVERIFY2(times > 15 && times < 75, uuid.c_str());
    }

    void walkingFollowsTheOrderAndWrapsRound() {
        AnnotationSet set;
        for (int i = 1; i <= 3; ++i) put(set, square(i, {100.0 * i, 0}, 10 * i));
        const QueueOrder bySize{ReviewOrder::Size};
        QCOMPARE(nextInReview(set, {0, 1, false, bySize})->id, AnnotationId(3));
        QCOMPARE(nextInReview(set, {3, 1, false, bySize})->id, AnnotationId(2));
        QCOMPARE(nextInReview(set, {1, 1, false, bySize})->id, AnnotationId(3));
        QCOMPARE(nextInReview(set, {3, -1, false, bySize})->id, AnnotationId(1));
        Annotation done = *set.find(2);
        done.state = ReviewState::Accepted;
        put(set, done);
        QCOMPARE(nextInReview(set, {3, 1, true, bySize})->id, AnnotationId(1));
    }

    void theTallyCountsByThePaletteAndLeavesRejectedOut() {
        AnnotationSet set;
        int id = 0;
        const auto add = [&](const char* name, ReviewState state) {
            ++id;
            Annotation a = square(id, {100.0 * id, 0});
            a.className = name;
            a.state = state;
            put(set, a);
        };
        for (int i = 0; i < 6; ++i) add("Glomerulus", ReviewState::Accepted);
        add("Globally sclerotic", ReviewState::Added);
        add("Globally sclerotic", ReviewState::Proposed);
        add("Globally sclerotic", ReviewState::Rejected);
        add("Something else", ReviewState::Unsure);
        const ClassTally tally = tallyOf(set, Palette());
        QCOMPARE(tally.glomeruli, 9);
        QCOMPARE(tally.globallySclerosed, 2);
        QCOMPARE(tally.undecided, 2);
        QVERIFY(std::abs(*tally.sclerosedShare() - 2.0 / 9) < 1e-12);
        QCOMPARE(tally.entries.size(), std::size_t(3));
        QCOMPARE(tally.entries.back().paletteClass.name, std::string("Something else"));
        QVERIFY(!tallyOf({}, Palette()).sclerosedShare());
        const Palette tuftsApart({{"Glomerulus", {}, 1, true, false}, {"Something else", {}, 2, false, false}});
        QCOMPARE(tallyOf(set, tuftsApart).glomeruli, 8);
    }

    void thePaceIsTheMedianOfThePersonsOwnDecisions() {
        AnnotationSet set;
        const double seconds[] = {2, 100, 3};
        for (int i = 0; i < 3; ++i) {
            Annotation a = square(i + 1, {100.0 * i, 0});
            a.provenance.reviewedBy = "anna";
            a.provenance.secondsSpent = seconds[i];
            put(set, a);
            QCOMPARE(medianSecondsOf(set, "anna").has_value(), i == 2);
        }
        QCOMPARE(*medianSecondsOf(set, "anna"), 3.0);
        QVERIFY(!medianSecondsOf(set, "ben"));
    }

    void searchFindsByNumberClassNoteAndPerson() {
        Annotation a = square(17, {0, 0});
        a.className = "Globally sclerotic";
        a.note = "Ask Maria: adhesion?";
        a.provenance.reviewedBy = "J. Weber";
        for (const char* hit : {"", "17", "#17", "sclerotic", "SCLER ask", "weber", "maria 17", "proposed"}) QVERIFY2(matchesSearch(a, hit), hit);
        for (const char* miss : {"1", "#1", "170", "segmental", "maria 18", "#maria"}) QVERIFY2(!matchesSearch(a, miss), miss);
    }

    void aNoteIsOneStepAndAnEmptyOneGoes() {
        const auto object = std::make_shared<const Annotation>(square(17, {0, 0}));
        const Edit edit = noteEdit(object, "  crescent?\n");
        QCOMPARE(edit.label, std::string("note on glomerulus 17"));
        QCOMPARE(edit.changes.front().after->note, std::string("crescent?"));
        QVERIFY(noteEdit(edit.changes.front().after, "crescent?").changes.empty());
        QCOMPARE(noteEdit(edit.changes.front().after, "  ").label, std::string("no note on glomerulus 17"));
        QVERIFY(noteEdit(object, "").changes.empty());
    }

    void whatIsDrawnAsCortexIsAStructure() {
        Annotation drawn = square(3, {0, 0});
        drawn.className = "Cortex";
        const auto other = std::make_shared<const Annotation>(square(4, {100, 0}));
        const Edit edit = asStructure({"polygon: new glomerulus 3", {{nullptr, std::make_shared<const Annotation>(drawn)}, {other, other}}}, "Cortex");
        QCOMPARE(edit.label, std::string("polygon: new Cortex 3"));
        QVERIFY(edit.changes[0].after->kind == AnnotationKind::Structure);
        QVERIFY(edit.changes[1].after->kind == AnnotationKind::Glomerulus);
        const Edit duplicate = asStructure({"duplicate glomerulus 4", {{nullptr, other}}}, "Cortex");
        QVERIFY(duplicate.changes[0].after->kind == AnnotationKind::Glomerulus);
    }
};

QTEST_GUILESS_MAIN(ReviewOrderTest)
#include "review_order_test.moc"
