// Every tool in random hands, on a real project: whatever is done, outlines are valid and apart, the project refuses nothing that a tool
// hands over, undo gives the exact start, redo the exact end, and the file holds what the memory held.
#include <filesystem>
#include <map>
#include <random>

#include <QTemporaryDir>
#include <QTest>

#include "canvas_fixture.h"
#include "core/annotation/polygon_ops.h"
#include "core/document/document.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/click_tool.h"
#include "ui/tools/cut_tool.h"
#include "ui/tools/eraser_tool.h"
#include "ui/tools/magnetic_tool.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/redraw_tool.h"
#include "ui/tools/region_tool.h"
#include "ui/tools/shape_edit.h"
#include "ui/tools/vertex_tool.h"
#include "ui/tools/wand_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

constexpr int kEdge = 1200;
constexpr int kGestures = 160;

/// Discs of several colours on pink, in a grid with gaps of a few pixels.
SlidePtr crowdedSlide() {
    return test::paintedSlide(kEdge, kEdge, [](int x, int y) {
        const int cx = x / 200, cy = y / 200;
        const int noise = (x * 7919 + y * 104729) % 15;
        if (std::hypot(x % 200 - 100, y % 200 - 100) < 70 + 5 * ((cx + 2 * cy) % 6)) return test::Rgb{110 + 8 * cx + noise, 50 + 6 * cy + noise, 130};
        return test::Rgb{222 + noise, 176 + noise, 204};
    });
}

/// A project on disk with one slide, and hands on all tools.
class Studio {
public:
    explicit Studio(unsigned seed) : m_random(seed) {
        m_project = std::filesystem::path(m_folder.path().toStdString()) / "random.bowman";
        open();
        SlideInfo info = m_picture->info();
        info.path = m_folder.path().toStdString() + "/slide.tif";
        auto added = m_document->addSlide(info, {info.path, 1234, "aa11", "quick"});
        m_slide = added.ok() ? *added : 0;
        Edit batch{"detection", {}};
        for (int i = 0; i < 12; ++i) {
            Annotation a = test::annotation(m_document->newAnnotationId(), *makeValid(test::disc({100.0 + 200 * (i % 6), 100.0 + 400 * (i / 6)}, 80, 200)));
            a.provenance.source = "model";
            batch.changes.push_back({nullptr, std::make_shared<const Annotation>(std::move(a))});
        }
        m_started = m_document->applyBatch(m_slide, std::move(batch), "{}").ok();
        makeTools();
    }

    bool isStarted() const { return m_started; }
    Document& document() { return *m_document; }
    const AnnotationSet& set() const { return m_document->annotations(m_slide); }
    SlideId slide() const { return m_slide; }
    int edits() const { return m_edits; }
    const QStringList& refused() const { return m_refused; }
    const std::map<std::string, int>& editsByTool() const { return m_byTool; }

    void reopen() {
        m_tools.clear();
        m_document.reset();
        open();
    }

    /// One thing that a person may do.
    void gesture() {
        const double choice = part();
        if (choice < 0.06 && m_document->undoLabel(m_slide).value_or("detection") != "detection") return (void)m_document->undo(m_slide);
        if (choice < 0.10 && m_document->redoLabel(m_slide)) return (void)m_document->redo(m_slide);
        if (choice < 0.12) return rename();
        if (choice < 0.2) return wholeOutline();
        if (choice < 0.5) pick();
        Tool& tool = *m_tools[m_random() % m_tools.size()];
        work(tool);
        if (tool.isActive()) tool.cancel();
    }

private:
    void open() {
        auto opened = Document::open(m_project, "anna");
        if (opened.ok()) m_document = *std::move(opened);
    }

    void makeTools() {
        ToolContext context;
        context.annotations = [this] { return &set(); };
        context.selected = [this] { return m_selected; };
        context.select = [this](AnnotationId id) { m_selected = id; };
        context.newId = [this] { return m_document->newAnnotationId(); };
        context.commit = [this](Edit edit) { return commit(std::move(edit)); };
        context.person = [] { return QStringLiteral("anna"); };
        context.className = [this] { return QString::fromStdString(m_className); };
        context.say = [](const QString&) {};
        context.slideRect = [] { return SlideRect{0, 0, kEdge, kEdge}; };
        context.umPerPx = [] { return std::optional(0.7); };
        context.slide = [this] { return m_picture; };
        m_tools.push_back(std::make_unique<BrushTool>(context));
        m_tools.push_back(std::make_unique<EraserTool>(context));
        m_tools.push_back(std::make_unique<PolygonTool>(context));
        m_tools.push_back(std::make_unique<RegionTool>(context));
        m_tools.push_back(std::make_unique<CutTool>(context, CutTool::Purpose::Split));
        m_tools.push_back(std::make_unique<CutTool>(context, CutTool::Purpose::Merge));
        m_tools.push_back(std::make_unique<ClickTool>(context));
        m_tools.push_back(std::make_unique<WandTool>(context));
        m_tools.push_back(std::make_unique<MagneticTool>(context));
        m_tools.push_back(std::make_unique<VertexTool>(context));
        m_tools.push_back(std::make_unique<RedrawTool>(context));
        for (const auto& tool : m_tools)
            tool->onAppearanceChanged = [this] { ++m_answers; };
    }

    /// The class of all gets another name; where undo has brought the old one back beside it, objects of both may be on one place, and it is refused.
    void rename() {
        const std::string now = m_className == "Glomerulus" ? "Corpuscle" : "Glomerulus";
        if (!m_document->renameClasses({{m_className, now}})) return;
        m_className = now;
        ++m_byTool["rename"];
    }

    Result<void> commit(Edit edit) {
        const QString label = QString::fromStdString(edit.label);
        auto done = m_document->apply(m_slide, std::move(edit));
        if (!done.ok()) m_refused << label + ": " + QString::fromStdString(done.error().message());
        else {
            ++m_edits;
            ++m_byTool[label.section(' ', 0, 0).remove(':').toStdString()];
        }
        return done;
    }

    double part() { return std::uniform_real_distribution<double>(0, 1)(m_random); }
    /// Now and then off the slide.
    SlidePoint place() { return {-20 + (kEdge + 40) * part(), -20 + (kEdge + 40) * part()}; }
    SlidePoint near(SlidePoint p, double reach) { return {p.x + reach * (2 * part() - 1), p.y + reach * (2 * part() - 1)}; }
    void pick() {
        const auto all = set().all();
        m_selected = all.empty() ? 0 : all[m_random() % all.size()]->id;
    }
    SlidePoint start() {
        const AnnotationPtr selected = set().find(m_selected);
        if (!selected || part() < 0.4) return place();
        const Ring& ring = selected->shape.front().outer;
        return part() < 0.5 ? ring[m_random() % ring.size()] : anchorOf(selected->shape);
    }
    ToolEvent event(SlidePoint p) { return {p, Qt::LeftButton, m_modifiers, m_downsample, {}}; }
    /// Until the tool's worker has answered once more.
    void await(int answers) { QTRY_VERIFY_WITH_TIMEOUT(m_answers > answers, 20000); }

    void work(Tool& tool) {
        m_modifiers = part() < 0.25 ? Qt::ShiftModifier : Qt::NoModifier;
        m_downsample = part() < 0.5 ? 1 : 2.5;
        SlidePoint at = start();
        const QString name = tool.name();
        tool.move(event(at));
        if (name == "vertices") {
            const auto places = static_cast<VertexTool&>(tool).handlePlaces(m_downsample);
            if (places.empty()) return;
            at = places[m_random() % places.size()];
            if (part() < 0.2) {
                const auto edge = nearestEdge(set().find(m_selected)->shape, near(at, 20));
                return (void)tool.doubleClick(event(edge->nearest));
            }
            tool.move(event(at));
            if (part() < 0.2) return (void)tool.key(Qt::Key_Delete, {});
        }
        if (name == "click" || name == "magnetic") {
            const int clicks = name == "click" ? 1 : 4;
            for (int i = 0; i < clicks; ++i) {
                const int before = m_answers;
                tool.press(event(at));
                tool.release(event(at));
                if (name == "click" ? tool.isActive() : static_cast<MagneticTool&>(tool).isWaiting()) await(before);
                at = near(at, 90);
            }
            tool.key(Qt::Key_Return, m_modifiers);
            return;
        }
        const int answers = m_answers;
        tool.press(event(at));
        if (name == "wand" && tool.isActive()) await(answers);
        if (name == "redraw border") return redraw(tool, at);
        const int steps = 1 + static_cast<int>(m_random() % 12);
        for (int i = 0; i < steps; ++i) {
            if (name == "brush" || name == "eraser") tool.setPressure(part() < 0.5 ? 1 : part());
            at = near(at, name == "split" || name == "merge" ? 120 : 40);
            tool.move(event(at));
        }
        if (part() < 0.05) return (void)tool.cancel();
        tool.release(event(at));
        tool.setPressure(1);
        if (name == "polygon" || name == "region") tool.key(Qt::Key_Return, m_modifiers);
        if (name == "split" || name == "merge") tool.release(event(at));
    }

    /// Along the border of what is selected, now inside, now outside of it; some all the way round.
    void redraw(Tool& tool, SlidePoint from) {
        const AnnotationPtr selected = set().find(m_selected);
        const SlidePoint centre = selected ? boundsOf(selected->shape).centre() : near(from, 60);
        const double radius = std::max(20.0, std::hypot(from.x - centre.x, from.y - centre.y)), begin = std::atan2(from.y - centre.y, from.x - centre.x);
        const double way = part() < 0.3 ? 6.2 : 0.4 + 3 * part(), bulge = 0.3 * (part() - 0.4);
        SlidePoint at = from;
        for (int i = 1; i <= 30; ++i) {
            const double angle = begin + way * i / 30, r = radius * (1 + bulge * std::sin(3.1416 * i / 30));
            at = {centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)};
            tool.move(event(at));
        }
        tool.release(event(at));
    }

    void wholeOutline() {
        pick();
        const Gesture gesture{"outline", "anna", m_className, 1, {0, 0, kEdge, kEdge}};
        if (part() < 0.15) {
            auto copy = duplicateEdit(set(), m_selected, m_document->newAnnotationId(), gesture);
            if (copy.ok()) (void)commit(*std::move(copy));
            return;
        }
        constexpr ShapeChange kChanges[] = {ShapeChange::FillHoles, ShapeChange::Smooth, ShapeChange::Simplify, ShapeChange::Grow, ShapeChange::Shrink, ShapeChange::Hull};
        auto edit = shapeEdit(set(), {m_selected, kChanges[m_random() % 6], 1 + 5 * part(), gesture});
        if (edit.ok() && !edit->changes.empty()) (void)commit(*std::move(edit));
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_project;
    SlidePtr m_picture = crowdedSlide();
    std::unique_ptr<Document> m_document;
    SlideId m_slide = 0;
    bool m_started = false;
    std::vector<std::unique_ptr<Tool>> m_tools;
    std::mt19937 m_random;
    AnnotationId m_selected = 0;
    std::string m_className = "Glomerulus";
    Qt::KeyboardModifiers m_modifiers;
    double m_downsample = 1;
    int m_answers = 0, m_edits = 0;
    QStringList m_refused;
    std::map<std::string, int> m_byTool;
};

/// Empty where all is well.
QString wrongIn(const AnnotationSet& set) {
    const auto all = set.all();
    for (const AnnotationPtr& a : all) {
        if (a->shape.empty() || !isValid(a->shape)) return QString("object %1 is not valid").arg(a->id);
        if (a->kind != AnnotationKind::Glomerulus || a->state == ReviewState::Rejected) continue;
        for (const AnnotationPtr& b : set.intersecting(boundsOf(a->shape))) {
            if (b->id <= a->id || b->kind != a->kind || b->className != a->className || b->state == ReviewState::Rejected) continue;
            const auto shared = overlapArea(a->shape, b->shape);
            if (!shared.ok() || *shared > 0) return QString("objects %1 and %2 overlap by %3 px²").arg(a->id).arg(b->id).arg(shared.ok() ? *shared : -1);
        }
    }
    return {};
}

}  // namespace

class ToolsRandomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomHandsLeaveAProjectInOrder_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed) QTest::newRow(qPrintable(QString("seed %1").arg(seed))) << seed;
    }
    void randomHandsLeaveAProjectInOrder() {
        QFETCH(unsigned, seed);
        Studio studio(seed);
        QVERIFY(studio.isStarted());
        const std::string start = studio.set().stateHash();
        for (int i = 0; i < kGestures; ++i) {
            const auto revision = studio.document().revision();
            studio.gesture();
            if (QTest::currentTestFailed()) return;
            if (studio.document().revision() == revision) continue;
            const QString wrong = wrongIn(studio.set());
            QVERIFY2(wrong.isEmpty(), qPrintable(QString("after gesture %1 (%2): %3").arg(i).arg(QString::fromStdString(studio.document().undoLabel(studio.slide()).value_or("")), wrong)));
        }
        QVERIFY2(studio.refused().isEmpty(), qPrintable(studio.refused().join('\n')));
        QString report;
        for (const auto& [tool, count] : studio.editsByTool()) report += QString(" %1 %2,").arg(QString::fromStdString(tool)).arg(count);
        qInfo("%d edits:%s", studio.edits(), qPrintable(report));
        QVERIFY(studio.edits() > kGestures / 4);

        while (studio.document().redoLabel(studio.slide())) QVERIFY(studio.document().redo(studio.slide()).ok());
        const std::string end = studio.set().stateHash();
        QVERIFY(studio.document().flush().ok());
        studio.reopen();
        QCOMPARE(studio.set().stateHash(), end);
        while (*studio.document().undoLabel(studio.slide()) != "detection") QVERIFY(studio.document().undo(studio.slide()).ok());
        QCOMPARE(studio.set().stateHash(), start);
        while (studio.document().redoLabel(studio.slide())) QVERIFY(studio.document().redo(studio.slide()).ok());
        QCOMPARE(studio.set().stateHash(), end);
        studio.reopen();
        QCOMPARE(studio.set().stateHash(), end);
    }
};

QTEST_MAIN(ToolsRandomTest)
#include "tools_random_test.moc"
