// Bad input to bowman-cli: exit code 1, a message that names the file and the reason, nothing half-written.
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "tests/support/run_program.h"
#include "tests/support/test_data.h"

using bowman::test::Outcome;
using bowman::test::runCli;

class BadInputTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void slidesThatCannotBeOpened_data() {
        QTest::addColumn<QString>("file");
        write("text.svs", "this is not a slide\n");
        write("empty.svs", "");
        write("truncated.tif", std::string("II*\0\x08\0\0\0\x05", 9));
        for (const char* name : {"text.svs", "empty.svs", "truncated.tif", "missing.svs"}) QTest::newRow(name) << m_folder.filePath(name);
        QTest::newRow("folder") << m_folder.path();
        const auto data = bowman::test::dataFolder();
        if (!data.empty()) QTest::newRow("broken.svs") << QString::fromStdString((data / "slides" / "broken.svs").string());
    }

    void slidesThatCannotBeOpened() {
        QFETCH(QString, file);
        const QString project = m_folder.filePath("p.bowman"), labels = m_folder.filePath("g.geojson");
        for (const QStringList& command : {QStringList{"info", file}, QStringList{"detect", file, "--out", labels, "--project", project}}) {
            const Outcome outcome = runCli(command, 60);
            QCOMPARE(outcome.exitCode, 1);
            QVERIFY2(outcome.err.contains(file.toUtf8()), outcome.err.constData());
            QVERIFY2(outcome.err.size() > file.size() + 20, "the message must say why");
            QVERIFY(!QFileInfo::exists(labels));
            QVERIFY(!QFileInfo::exists(project));
        }
    }

    void argumentsThatMakeNoSense_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("no such format") << QStringList{"export", "p.bowman", "--format", "docx", "--out", "x"} << "docx";
        QTest::newRow("no such project") << QStringList{"export", "/nonexistent/p.bowman", "--format", "geojson", "--out", "x"} << "/nonexistent/p.bowman";
        QTest::newRow("no such model") << QStringList{"model", "info", "no-such-model"} << "no-such-model";
        QTest::newRow("no such index") << QStringList{"evaluate", "--index", "/nonexistent/index.csv", "--json", "x.json"} << "/nonexistent/index.csv";
        QTest::newRow("phantom of no size") << QStringList{"phantom", m_folder.filePath("x.tif"), "--width", "0", "--height", "100"} << "256×256";
    }

    void argumentsThatMakeNoSense() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, named);
        const Outcome outcome = runCli(arguments, 60);
        QVERIFY(outcome.exitCode > 0);
        QVERIFY2(outcome.err.contains(named.toUtf8()), outcome.err.constData());
    }

    void aTextFileIsNoProjectAndStaysAsItIs() {
        write("notes.bowman", "my notes\n");
        const Outcome outcome = runCli({"export", m_folder.filePath("notes.bowman"), "--format", "geojson", "--out", m_folder.filePath("o.geojson")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.err.contains("notes.bowman"));
        QFile file(m_folder.filePath("notes.bowman"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("my notes\n"));
    }

private:
    void write(const char* name, const std::string& content) {
        std::ofstream(m_folder.filePath(name).toStdString(), std::ios::binary) << content;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "bad_input_test.moc"
