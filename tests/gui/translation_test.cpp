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

#include "tests/gui/window_fixture.h"

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
    /// As the project keeps it.
    static bool namesAStep(const QAction* action) { return action && (action->objectName() == "undo" || action->objectName() == "redo"); }
    void check(const QObject& where, const char* what, const QString& text) {
        const QString left = untranslated(text, m_person);
        if (left.isEmpty()) return;
        QString line = QString("%1 %2 (%3): “%4”: %5").arg(where.metaObject()->className(), where.objectName(), what, text.left(90), left);
        if (!m_found.contains(line)) m_found << line;
    }
    void look(const QObject& o) {
        if (const auto* action = qobject_cast<const QAction*>(&o)) {
            if (namesAStep(action)) return;
            check(o, "text", action->text().section('\t', 0, 0));
            check(o, "tip", action->toolTip());
        }
        const auto* widget = qobject_cast<const QWidget*>(&o);
        if (!widget) return;
        if (const auto* button = qobject_cast<const QToolButton*>(widget); button && namesAStep(button->defaultAction())) return;
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
