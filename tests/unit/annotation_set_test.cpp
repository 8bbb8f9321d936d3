// The set of annotations against brute force, and annotations as bytes.
#include <QTest>

#include <map>
#include <random>
#include <set>

#include "core/annotation/annotation_codec.h"
#include "core/annotation/annotation_set.h"

using namespace bowman;

namespace {

Annotation square(AnnotationId id, double x, double y, double side) {
    Annotation annotation;
    annotation.id = id;
    annotation.uuid = "uuid-" + std::to_string(id);
    annotation.shape = {Polygon{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}};
    return annotation;
}

AnnotationPtr shared(Annotation annotation) { return std::make_shared<const Annotation>(std::move(annotation)); }

bool meets(const SlideRect& a, const SlideRect& b) {
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

Annotation everythingFilled() {
    Annotation a = square(17, 1.0 / 3, -2.5, 40);
    a.kind = AnnotationKind::CompleteRegion;
    a.state = ReviewState::Unsure;
    a.className = "Glomérulus sclérosé";
    a.shape.front().holes.push_back({{5, 5}, {5, 9}, {9, 9}});
    a.prediction = square(0, 1e6, 2.0625, 12).shape;
    a.score = 0.87654321;
    a.uncertainty = 0.1;
    a.provenance = {"model", "b5", "abc", 0.45, "anna", "2026-01-31T12:00:00Z", "ben", "2026-02-01T12:00:00Z", 12.25};
    a.note = "ask\nabout this";
    return a;
}

}  // namespace

class AnnotationSetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void queriesEqualBruteForceWhileTheSetChanges() {
        std::mt19937 random(4);
        std::uniform_real_distribution<double> place(0, 1000), side(1, 80);
        std::uniform_int_distribution<AnnotationId> pick(1, 300);
        AnnotationSet set;
        std::map<AnnotationId, AnnotationPtr> truth;
        for (int round = 0; round < 4000; ++round) {
            const AnnotationId id = pick(random);
            if (round % 4 == 3) {
                set.remove(id);
                truth.erase(id);
            } else {
                const AnnotationPtr a = shared(square(id, place(random), place(random), side(random)));
                set.put(a);
                truth[id] = a;
            }
            QCOMPARE(set.size(), truth.size());
            const SlideRect rect{place(random), place(random), side(random), side(random)};
            std::vector<AnnotationPtr> expected;
            for (const auto& [key, a] : truth)
                if (meets(boundsOf(a->shape), rect)) expected.push_back(a);
            QVERIFY(set.intersecting(rect) == expected);

            const SlidePoint point{place(random), place(random)};
            std::set<AnnotationPtr> inside;
            for (const auto& [key, a] : truth)
                if (contains(a->shape, point)) inside.insert(a);
            const auto found = set.at(point);
            QVERIFY((std::set<AnnotationPtr>(found.begin(), found.end())) == inside);
            for (std::size_t i = 1; i < found.size(); ++i) QVERIFY(areaOf(found[i - 1]->shape) <= areaOf(found[i]->shape));
        }
        const auto all = set.all();
        QCOMPARE(all.size(), truth.size());
        for (const AnnotationPtr& a : all) QVERIFY(truth.at(a->id) == a && set.find(a->id) == a);
        QVERIFY(set.find(100000) == nullptr);
    }

    void theHashKnowsTheContentAndNotTheOrder() {
        AnnotationSet forward, backward;
        for (int i = 1; i <= 50; ++i) forward.put(shared(square(i, i * 10, 0, 5)));
        for (int i = 50; i >= 1; --i) backward.put(shared(square(i, i * 10, 0, 5)));
        QCOMPARE(forward.stateHash(), backward.stateHash());
        Annotation changed = *forward.find(7);
        changed.note = std::string("ask");
        backward.put(shared(changed));
        QVERIFY(forward.stateHash() != backward.stateHash());
        backward.put(forward.find(7));
        QCOMPARE(forward.stateHash(), backward.stateHash());
        backward.remove(7);
        QVERIFY(forward.stateHash() != backward.stateHash());
        QCOMPARE(AnnotationSet().stateHash().size(), std::size_t(64));
    }

    void anAnnotationSurvivesItsBytesExactly() {
        const Annotation offGrid = everythingFilled();
        Annotation onGrid = offGrid;
        onGrid.shape = square(0, 12.0625, -7.5, 100).shape;
        for (const Annotation& a : {offGrid, onGrid, Annotation{}}) {
            const auto back = decodeAnnotation(encodeAnnotation(a));
            QVERIFY(back.ok());
            QVERIFY(*back == a);
        }
    }

    void damagedBytesAreAnErrorAndNeverACrash() {
        const std::string bytes = encodeAnnotation(everythingFilled());
        for (std::size_t size = 0; size < bytes.size(); ++size) QVERIFY(!decodeAnnotation(bytes.substr(0, size)).ok());
        QVERIFY(!decodeAnnotation(bytes + "x").ok());
        std::mt19937 random(5);
        for (int round = 0; round < 20000; ++round) {
            std::string damaged = bytes;
            damaged[random() % damaged.size()] = static_cast<char>(random());
            const auto result = decodeAnnotation(damaged);  // may be readable; must return
            if (result) QVERIFY(vertexCount(result->shape) <= damaged.size());
        }
    }

    void namesOfStatesAndKindsAreReadBack() {
        for (const ReviewState s : {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Rejected,
                                    ReviewState::Added, ReviewState::Unsure})
            QVERIFY(reviewStateFromText(toText(s)) == s);
        for (const AnnotationKind k : {AnnotationKind::Glomerulus, AnnotationKind::CompleteRegion})
            QVERIFY(annotationKindFromText(toText(k)) == k);
        QVERIFY(!reviewStateFromText("maybe"));
        QVERIFY(!annotationKindFromText(""));
    }

    void uuidsAreOfVersionFourAndDiffer() {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const std::string uuid = newUuid();
            QCOMPARE(uuid.size(), std::size_t(36));
            QCOMPARE(uuid[14], '4');
            QVERIFY(std::string("89ab").find(uuid[19]) != std::string::npos);
            QVERIFY(seen.insert(uuid).second);
        }
        QCOMPARE(nowIso8601().size(), std::size_t(20));
        QCOMPARE(nowIso8601().back(), 'Z');
    }
};

QTEST_GUILESS_MAIN(AnnotationSetTest)
#include "annotation_set_test.moc"
