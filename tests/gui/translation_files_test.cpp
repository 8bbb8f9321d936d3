// The files of the translations: each keeps what a text is put together from, and what is built in is used.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "ui/controllers/language.h"

using namespace bowman::ui;

class TranslationFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTranslationKeepsPlaceholdersTagsAndKeys_data() {
        QTest::addColumn<QString>("file");
        const QDir folder(BOWMAN_SOURCE_DIR "/resources/translations");
        for (const QString& name : folder.entryList({"*.ts"})) QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void everyTranslationKeepsPlaceholdersTagsAndKeys() {
        QFETCH(QString, file);
        QFile ts(file);
        QVERIFY(ts.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&ts);
        QString source;
        int finished = 0, all = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == u"source") source = xml.readElementText();
            if (xml.name() == u"translation") {
                ++all;
                const bool isFinished = !xml.attributes().hasAttribute("type");
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                if (!isFinished) continue;
                ++finished;
                QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
                QVERIFY2(parts(text) == parts(source), qPrintable(QString("“%1” → “%2”").arg(source, text)));
                QVERIFY2(hasKey(text) == hasKey(source), qPrintable(QString("“%1” → “%2”").arg(source, text)));
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY2(all > 1000 && finished > 0.9 * all, qPrintable(QString("%1 of %2 texts are translated").arg(finished).arg(all)));
    }

    void aLanguageIsTakenAndEnglishIsTheSource() {
        QCOMPARE(translatedLanguages(), QStringList{"de"});
        applyLanguage("en");
        QCOMPARE(QCoreApplication::translate("QObject", "&File"), QString("&File"));
        applyLanguage("xx");
        QCOMPARE(QCoreApplication::translate("QObject", "&File"), QString("&File"));
        applyLanguage("de");
        QCOMPARE(QCoreApplication::translate("QObject", "&File"), QString("&Datei"));
    }

private:
    /// What is filled in, and the tags of HTML: in any order, each once.
    static QSet<QString> parts(const QString& text) {
        static const QRegularExpression part("%n|%L?\\d|</?[a-z]+[^>]*>");
        QSet<QString> found;
        for (auto i = part.globalMatch(text); i.hasNext();) found << i.next().captured();
        return found;
    }
    static bool hasKey(const QString& text) {
        static const QRegularExpression key("&\\p{L}");
        static const QRegularExpression entity("&[a-z]+;");
        return QString(text).remove(entity).contains(key);
    }
};

QTEST_GUILESS_MAIN(TranslationFilesTest)
#include "translation_files_test.moc"
