// Every text of the window goes through Qt's translation files: a translator that puts all it is asked into «…» leaves no word outside of them.
#include <set>

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QTranslator>
#include <QXmlStreamReader>

#include "core/document/candidate_list.h"
#include "core/measure/adjudication.h"
#include "tests/gui/window_fixture.h"
#include "ui/controllers/step_text.h"
#include "ui/main_window/class_session.h"
#include "ui/panels/history_panel.h"
#include "ui/tools/shape_edit.h"
#include "ui/tools/stroke_edit.h"

Q_DECLARE_METATYPE(bowman::ui::Command)

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

namespace {

class Marker : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char*, int) const override {
        m_asked.insert({QString::fromUtf8(context), QString::fromUtf8(text)});
        return "«" + QString::fromUtf8(text) + "»";
    }
    /// Contexts and texts.
    const std::set<std::pair<QString, QString>>& asked() const { return m_asked; }

private:
    mutable std::set<std::pair<QString, QString>> m_asked;
};

/// Words that are names, not texts: files, models, classes (the project's own words), formats, units.
const QStringList kNames = {"Bowman", "bowman", "purple", "test", "model", "English", "Deutsch", "PAS", "DAB", "Masson", "tiff", "XResolution", "centimeter", "Cortex", "Medulla", "Tissue", "Artefact", "Ignore"};

bool isClassName(const QString& word) {
    return std::ranges::any_of(Palette().classes(), [&](const PaletteClass& c) { return QString::fromStdString(c.name).contains(word); });
}

/// The words of `text` that no translation made.
QString untranslated(QString text, const QString& person) {
    if (Qt::mightBeRichText(text)) text = QTextDocumentFragment::fromHtml(text).toPlainText();
    static const QRegularExpression marked("«[^«»]*»"), word("\\p{L}{3,}");
    while (text.contains(marked)) text.remove(marked);
    QStringList words;
    for (auto i = word.globalMatch(text); i.hasNext();) {
        const QString w = i.next().captured();
        if (!kNames.contains(w) && !isClassName(w) && !person.contains(w)) words << w;
    }
    return words.join(' ');
}

class Reader {
public:
    /// `person`: whose name is in the window.
    explicit Reader(QString person) : m_person(std::move(person)) {}
    void read(const QObject& root) {
        for (const QObject* child : root.findChildren<QObject*>()) look(*child);
        look(root);
    }
    QStringList found() const { return m_found; }

private:
    void check(const QObject& where, const char* what, const QString& text) {
        const QString left = untranslated(text, m_person);
        if (left.isEmpty()) return;
        QString line = QString("%1 %2 (%3): “%4”: %5").arg(where.metaObject()->className(), where.objectName(), what, text.left(90), left);
        if (!m_found.contains(line)) m_found << line;
    }
    void look(const QObject& o) {
        if (const auto* action = qobject_cast<const QAction*>(&o)) {
            check(o, "text", action->text().section('\t', 0, 0));
            check(o, "tip", action->toolTip());
        }
        const auto* widget = qobject_cast<const QWidget*>(&o);
        if (!widget) return;
        check(o, "tip", widget->toolTip());
        check(o, "accessible name", widget->accessibleName());
        if (widget->isWindow() || qobject_cast<const QDockWidget*>(&o)) check(o, "title", widget->windowTitle());
        if (const auto* label = qobject_cast<const QLabel*>(&o)) check(o, "text", label->text());
        if (const auto* button = qobject_cast<const QAbstractButton*>(&o)) check(o, "text", button->text());
        if (const auto* box = qobject_cast<const QGroupBox*>(&o)) check(o, "title", box->title());
        if (const auto* line = qobject_cast<const QLineEdit*>(&o)) check(o, "placeholder", line->placeholderText());
        if (const auto* menu = qobject_cast<const QMenu*>(&o)) check(o, "title", menu->title());
        if (const auto* spin = qobject_cast<const QSpinBox*>(&o)) check(o, "special value", spin->specialValueText());
        if (const auto* combo = qobject_cast<const QComboBox*>(&o))
            for (int i = 0; i < combo->count(); ++i) check(o, "item", combo->itemText(i));
        if (const auto* tabs = qobject_cast<const QTabBar*>(&o))
            for (int i = 0; i < tabs->count(); ++i) check(o, "tab", tabs->tabText(i));
        if (const auto* header = qobject_cast<const QHeaderView*>(&o); header && header->model())
            for (int i = 0; i < header->count(); ++i) {
                check(o, "heading", header->model()->headerData(i, header->orientation()).toString());
                check(o, "heading's tip", header->model()->headerData(i, header->orientation(), Qt::ToolTipRole).toString());
            }
    }
    QString m_person;
    QStringList m_found;
};

}  // namespace

class TranslationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QCoreApplication::installTranslator(&m_marker));
        const QString slide = m_folder.filePath("a.tif");
        QVERIFY(writeDiscSlide(slide.toStdString()).ok());
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1300, 860);
        m_window->show();
    }
    void cleanupTestCase() { m_window.reset(); }

    void anEmptyWindowIsTranslated() { expectNothingLeft(*m_window); }

    void aWindowWithASlideIsTranslated() {
        m_window->openFiles({m_folder.filePath("a.tif")}, m_folder.filePath("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->isSettled(), kPatience);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled() && countReview(*m_window->project().annotations()).objects == 5, kPatience);
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_N);
        expectNothingLeft(*m_window);
    }

    /// The project keeps their names in English; whoever looks reads them in the window's language.
    void stepsOfTheHistoryAreTranslated() {
        const auto annotations = m_window->project().annotations()->all();
        const std::string person = "somebody";
        const auto apply = [&](const Edit& edit) { QVERIFY2(m_window->project().apply(edit).ok(), edit.label.c_str()); };
        const auto now = [&](std::size_t i) { return m_window->project().annotations()->find(annotations[i]->id); };
        for (const Decision decision : {Decision::Reject, Decision::Unsure, Decision::Accept}) apply(decisionEdit(now(0), decision, person));
        apply(classEdit(now(1), Palette().classes()[1].name, person));
        apply(classDecisionEdit(now(1), Palette().classes()[0].name, person));
        apply(noteEdit(now(2), "word"));
        apply(noteEdit(now(2), ""));
        apply(decisionsEdit({now(2), now(3)}, Decision::Accept, person));
        apply(classesEdit({now(2), now(3)}, Palette().classes()[1].name, person));
        apply(deletionEdit(now(4)));
        QVERIFY(m_window->project().document()->renameClasses({{Palette().classes()[1].name, Palette().classes()[2].name}}).ok());
        QVERIFY(m_window->project().undo().ok());
        HistoryModel model;
        model.setHistory(m_window->project().document()->history(m_window->project().currentSlide()));
        QVERIFY(model.rowCount() > 11);
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString text = model.index(row).data().toString();
            QVERIFY2(untranslated(text, {}).isEmpty(), qPrintable(text));
        }
        expectNothingLeft(*m_window);
        QVERIFY(m_window->action(Command::Undo)->text().contains("«delete"));
    }

    void everyStepThatToolsMakeIsTranslated() {
        AnnotationSet set;
        const auto put = [&](AnnotationId id, SlidePoint at, double edge) {
            Annotation a;
            a.id = id;
            a.uuid = newUuid();
            a.shape = {{{{at.x, at.y}, {at.x + edge, at.y}, {at.x + edge, at.y + edge}, {at.x, at.y + edge}}, {}}};
            set.put(std::make_shared<const Annotation>(std::move(a)));
        };
        put(1, {100, 100}, 100);
        put(2, {220, 100}, 100);
        std::vector<std::string> labels{"import of 5 labels", "begin the reading with what the network proposed", "redraw border of glomerulus 4"};
        const auto take = [&](const Result<Edit>& edit) {
            QVERIFY2(edit.ok(), edit.ok() ? "" : edit.error().message().c_str());
            labels.push_back(edit->label);
        };
        for (const char* tool : {"brush", "eraser", "polygon", "magnetic", "wand", "click"}) {
            StrokeRequest request;
            request.line = {{150, 150}, {150, 230}};
            request.radius = 20;
            request.gesture.tool = tool;
            request.target = 1;
            take(strokeEdit(set, request));
            request.target = 0;
            request.newId = 3;
            request.line = {{150, 500}, {150, 530}};
            take(strokeEdit(set, request));
            labels.push_back(asStructure(*strokeEdit(set, request), "Cortex").label);
        }
        for (const ShapeChange change : {ShapeChange::FillHoles, ShapeChange::Smooth, ShapeChange::Simplify, ShapeChange::Grow, ShapeChange::Shrink, ShapeChange::Hull})
            take(shapeEdit(set, {1, change, 2, {}}));
        for (const char* verb : {"move a point of", "add a point to", "remove a point of"}) take(reshapeEdit(set, 1, {{{{100, 100}, {200, 100}, {200, 200}}, {}}}, verb, {}));
        AnnotationId next = 10;
        take(splitEdit(set, {{90, 150}, {330, 150}}, [&] { return ++next; }, {}));
        take(mergeEdit(set, {{150, 150}, {270, 150}}, 1, {}));
        take(duplicateEdit(set, 1, 9, {}));
        StrokeRequest region;
        region.outline = {{{{0, 0}, {400, 0}, {400, 400}, {0, 400}}, {}}};
        region.newId = 20;
        take(regionEdit(set, region));
        Annotation candidate = *set.find(1);
        for (const ReviewState state : {ReviewState::Accepted, ReviewState::Rejected}) labels.push_back(candidateEdit(candidate, 30, state, "").label);
        ComparedObject place;
        place.first = set.find(1);
        for (const Ruling ruling : {Ruling::First, Ruling::Second, Ruling::Neither, Ruling::Own}) take(rulingEdit(place, ruling, AnnotationSet(), {"", [] { return AnnotationId(40); }}));
        labels.push_back(consensusStart({}, {}, {"", [] { return AnnotationId(41); }}).label);
        for (const std::string& label : labels) {
            const QString text = stepText(label);
            QVERIFY2(text.contains(u'«') && untranslated(text, {}).isEmpty(), qPrintable(text));
        }
        QVERIFY(stepText("a step of another version") == "a step of another version");
    }

    void everyDialogIsTranslated_data() {
        QTest::addColumn<Command>("command");
        for (const Command c : {Command::GoTo, Command::RotateBy, Command::DrawingSettings, Command::SlideTable, Command::Export, Command::Report, Command::SetScale,
                                Command::EditPalette, Command::SignOff, Command::ChangeKeys, Command::CheatSheet})
            QTest::newRow(Actions::spec(c).id) << c;
    }
    void everyDialogIsTranslated() {
        QFETCH(Command, command);
        QVERIFY(m_window->action(command)->isEnabled());
        QWidget* dialog = nullptr;
        const auto take = [&] {
            for (QWidget* w : QApplication::topLevelWidgets())
                if (w != m_window.get() && w->isVisible()) dialog = w;
            return dialog != nullptr;
        };
        QTimer modal;    // for those that wait for their answer
        connect(&modal, &QTimer::timeout, this, [&] {
            if (!take()) return;
            modal.stop();
            expectNothingLeft(*dialog);
            dialog->close();
        });
        modal.start(200);
        m_window->action(command)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(dialog && !modal.isActive(), kPatience);
    }

    /// Where lupdate guesses another class than tr() has, a text would be in the file and yet not be found.
    void everyTextThatWasAskedForIsInTheFiles() {
        QFile ts(BOWMAN_SOURCE_DIR "/resources/translations/bowman_de.ts");
        QVERIFY(ts.open(QIODevice::ReadOnly));
        std::set<std::pair<QString, QString>> known;
        QXmlStreamReader xml(&ts);
        QString context;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == u"name") context = xml.readElementText();
            if (xml.name() == u"source") known.insert({context, xml.readElementText()});
        }
        int missing = 0;
        for (const auto& [where, text] : m_marker.asked()) {
            const bool isQts = (where.startsWith('Q') && where != "QObject") || where == "CloseButton";
            if (isQts || text.isEmpty() || known.contains({where, text})) continue;
            qWarning().noquote() << where << text;
            ++missing;
        }
        QCOMPARE(missing, 0);
    }

private:
    void expectNothingLeft(const QObject& root) {
        const Document* document = m_window->project().document();
        Reader reader(document ? QString::fromStdString(document->person()) : QString());
        reader.read(root);
        for (const QString& line : reader.found()) qWarning().noquote() << line;
        QVERIFY2(reader.found().isEmpty(), qPrintable(QString("%1 texts are not translated").arg(reader.found().size())));
    }
    Marker m_marker;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<TranslationTest>(argc, argv); }
#include "translation_test.moc"
