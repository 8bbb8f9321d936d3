#include <QTest>

#include "core/annotation/polygon_ops.h"
#include "core/formats/xml_plain.h"
#include "core/formats/xml_reader.h"
#include "tests/unit/formats_xml_support.h"

using namespace bowman;
using namespace bowman::test;

namespace {

/// All that a document says, a line each, and how it ends. The places count from byte `start`.
std::string stepsOf(const std::string& text, std::size_t start = 0) {
    XmlPieces pieces(text, true);
    std::string all, problem, content;   // a text may go on in the next piece
    while (const XmlPiece* piece = pieces.next()) {
        for (const XmlPiece::Item& item : piece->items) {
            if (item.step == XmlPiece::Step::Text) {
                content += (*piece)[item.text];
                continue;
            }
            const bool isOpen = item.step == XmlPiece::Step::Open, isBlank = content.find_first_not_of(" \t\r\n") == std::string::npos;
            if (!content.empty() && !(isOpen && isBlank)) all.append("\ntext ").append(content);
            content.clear();
            all += isOpen ? "\nopen " : "\nclose";
            if (isOpen) all.append((*piece)[item.text]).append(" at ").append(std::to_string(item.at - start));
            for (std::uint32_t i = 0; i < item.attributeCount; ++i) {
                const XmlPiece::Attribute& a = piece->attributes[item.firstAttribute + i];
                all.append(" ").append((*piece)[a.name]).append("=[").append((*piece)[a.value]).append("]");
            }
        }
        problem += piece->problem;
    }
    return problem.empty() ? all : problem;
}

}  // namespace

class FormatsXmlBrokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void brokenFilesAreClearErrors_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& text, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(expected);
        };
        const std::string point = "<Annotation Name=\"a\" Type=\"Polygon\" PartOfGroup=\"None\">\n<Coordinates>\n<Coordinate Order=\"0\" X=\"1\" Y=\"2\"/>\n";
        row("empty", "", "the file is empty");
        row("blank", " \n\t ", "the file is empty");
        row("another root", "<svg/>", "of no known format");
        row("truncated", asap(point).substr(0, 160), "the file ends too early");
        row("truncated tag", "<ASAP_Annotations>\n<Annotations>\n<Annotation Name=\"a", "line 3: the file ends too early: unclosed token");
        row("wrong end", "<ASAP_Annotations>\n</Annotations>", "line 2: not well-formed XML: mismatched tag");
        row("two roots", "<ASAP_Annotations/>\n<ASAP_Annotations/>", "line 2: not well-formed XML: junk after document element");
        row("text outside", "<ASAP_Annotations/>\nhello", "line 2: not well-formed XML: junk after document element");
        row("no number", asap(point + "<Coordinate Order=\"1\" X=\"abc\" Y=\"2\"/>"), "line 6: Coordinate/@X: a number was expected, not \"abc\"");
        row("not a number", asap(point + "<Coordinate Order=\"1\" X=\"NaN\" Y=\"2\"/>"), "line 6: Coordinate/@X: a number was expected, not \"NaN\"");
        row("infinite", asap(point + "<Coordinate Order=\"1\" X=\"1e999\" Y=\"2\"/>"), "line 6: Coordinate/@X: a number was expected");
        row("beyond", asap(point + "<Coordinate Order=\"1\" X=\"1e12\" Y=\"2\"/>"), "line 6: Coordinate: the position is beyond any slide");
        row("missing", asap(point + "<Coordinate Order=\"1\" X=\"1\"/>"), "line 6: Coordinate: the attribute Y is missing");
        row("unknown type", asap("<Annotation Type=\"Blob\"/>"), "line 3: Annotation/@Type: \"Blob\" is no type of ASAP");
        row("no quotes", "<ASAP_Annotations>\n<Annotations a=b/></ASAP_Annotations>", "line 2: not well-formed XML");
        row("deep", "<ASAP_Annotations>" + repeated("<a>", 200000) + repeated("</a>", 200000), "nested deeper than 128 levels");
        row("imagescope number", imageScope(layer("a", "\n<Region Type=\"0\">\n<Vertices>\n<Vertex X=\"1\" Y=\"one\"/>")), "line 5: Vertex/@Y: a number was expected, not \"one\"");
        row("imagescope scale", "<Annotations MicronsPerPixel=\"wide\"/>", "line 1: Annotations/@MicronsPerPixel: a number was expected");
        row("imagescope truncated", imageScope(layer("a", region(square(0, 0, 9)))).substr(0, 200), "the file ends too early");
        row("imagescope state", imageScope(layer("a", "<Region><Attributes>\n<Attribute Name=\"Bowman state\" Id=\"4\" Value=\"maybe\"/></Attributes></Region>")), "line 3: Attribute/@Value: Bowman state cannot be \"maybe\"");
        row("ndpa number", ndpa("<annotation type=\"freehand\"><pointlist>\n<point><x>1</x><y>two</y></point>"), "line 2: y: a number was expected, not \"two\"");
        row("ndpa half a point", ndpa("<annotation type=\"freehand\"><pointlist>\n<point><x>1</x></point></pointlist></annotation>"), "line 2: point: x or y is missing");
        row("ndpa unit", ndpa("").replace(ndpa("").find("nanometers"), 10, "inches"), "only nanometers are known, not \"inches\"");
    }

    void brokenFilesAreClearErrors() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QTemporaryDir folder;
        const std::string message = errorOf(folder, text.toStdString());
        QVERIFY2(message.find(expected.toStdString()) != std::string::npos, message.c_str());
        QVERIFY2(message.find("bad") != std::string::npos, message.c_str());   // names the file
    }

    void everyTruncationOfAFileIsAnErrorOrNothing() {
        QTemporaryDir folder;
        const auto before = randomLabels(3);
        const Annotation one = before.front();
        for (const char* format : {"asap", "imagescope", "ndpa"}) {
            const std::string text = exported(folder, format, snapshotOf("K1", kSlide, {one})).text;
            for (std::size_t length = 0; length + 2 < text.size(); length += 211)
                QVERIFY(errorOf(folder, text.substr(0, length)) != "no error");
        }
    }

    void entitiesOfTheDocumentAreNeitherFetchedNorBlownUp() {
        QTemporaryDir folder;
        std::string declared = "<!DOCTYPE a [<!ENTITY lol0 \"lolololol\">";
        for (int i = 1; i < 20; ++i) declared.append("<!ENTITY lol").append(std::to_string(i)).append(" \"").append(repeated(std::string("&lol").append(std::to_string(i - 1)).append(";"), 10)).append("\">");
        declared += "<!-- ]> --><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        const auto fileWith = [&](const char* name) {
            return declared + asap(asapSquare(0, 0, 10, std::string("Name=\"").append(name).append("\" Type=\"Polygon\" PartOfGroup=\"None\""))).substr(21);
        };
        QCOMPARE(readText(folder, fileWith("&amp;&#65;")).annotations.at(0).note, std::string("&A"));
        for (const char* name : {"&lol19;", "&x;"}) {
            const std::string message = errorOf(folder, fileWith(name));
            QVERIFY2(message.find("not well-formed XML") != std::string::npos, message.c_str());
        }
    }

    void textsInOtherEncodingsAreRead() {
        QTemporaryDir folder;
        const std::string latin = imageScope(layer("H\xE9matome", region(square(0, 0, 9))));
        QCOMPARE(readText(folder, latin).annotations.at(0).className, std::string("H\xC3\xA9matome"));
        const std::string ascii = imageScope(layer("Tuft", region(square(0, 0, 9))));
        std::string utf16 = "\xFF\xFE";
        for (const char c : ascii) utf16.append(1, c).append(1, '\0');
        QCOMPARE(readText(folder, utf16).annotations.at(0).className, std::string("Tuft"));
        QCOMPARE(readText(folder, "\xEF\xBB\xBF" + ascii).annotations.at(0).className, std::string("Tuft"));
    }

    void crossingOutlinesAreRepairedAndCounted() {
        QTemporaryDir folder;
        const Labels labels = readText(folder, imageScope(layer("", region({{0, 0}, {100, 100}, {100, 0}, {0, 100}}))));
        QCOMPARE(labels.annotations.size(), 1U);
        QVERIFY(isValid(labels.annotations[0].shape));
        QVERIFY(hasWarning(labels.warnings, "1 outline(s) crossed themselves"));
    }

    /// A DTD, which Expat alone must read, may change nothing but where the bytes stand.
    void plainElementsAreReadAsExpatReadsThem_data() {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, const std::string& body) { QTest::newRow(name) << QByteArray::fromStdString(body); };
        row("plain", "<a x=\"1\" y=\"2\"/>\n<b><c>text</c>\n</b>");
        row("blanks", "<a  x=\"1\"\n\ty=\" 2 \" /> <b > </b >\n<b>\n</b>");
        row("values", "<a x=\"it's >]]> fine\" y=''/><a x='\"'/><a x=\"a\tb\nc\r\n\"/>");
        row("references", "<a x=\"&amp;&#65;\">&lt;&#10;</a><b/>");
        row("sections", "<a/><!-- <b/> --><a><![CDATA[<c/>]]></a><?pi <d/>?><e/>");
        row("mixed", "one<a/>two<b>three<c/>four</b>five");
        row("carriage returns", "<a>\r\n<b/>\r</a>\r\n<a>x\ry</a>");
        row("letters", "<\xC3\xA4 x=\"\xC2\xB5\"/><a \xC3\xA4=\"1\">\xE4\xB8\xAD</a><a/>");
        row("names", "<a.b-c_1 x:y=\"1\" _z=\"2\"/><n:a><n:b/></n:a>");
        row("nested", repeated("<a>", 100) + "<b/>" + repeated("</a>", 100) + repeated("<a>", 20) + "x" + repeated("</a>", 20));
        row("too deep", repeated("<a>", 127) + "<b><c/></b>" + repeated("</a>", 127));
        row("long", "<a>" + repeated("<b x=\"0123456789\"/>\n", 40000) + "</a><c/>");
        row("long text", "<a>" + repeated("0123456789", 9000) + "</a><c/>");
        row("many attributes", [] {
            std::string tag = "<a";
            for (int i = 0; i < 60; ++i) tag.append(" x").append(std::to_string(i)).append("=\"1\"");
            return tag + "/><b/>";
        }());
        row("attribute twice", "<a/><b x=\"1\" y=\"2\" x=\"3\"/>");
        row("no blank between", "<a/><b x=\"1\"y=\"2\"/>");
        row("no value", "<a/><b x/>");
        row("less in a value", "<a/>\n<b x=\"<\"/>");
        row("wrong end", "<a/>\n<b><c></b></c>");
        row("end of a longer name", "<a></ab>");
        row("end with attributes", "<a></a x=\"1\">");
        row("end of a section in text", "<a/>\n<b>]]></b>");
        row("number first", "<a/>\n<1/>");
        row("control character", "<a/>\n<b x=\"\x01\"/>");
        row("not UTF-8", "<a/>\n<b>\xC3(</b>");
        row("open", "<a/><b><c/>");
        row("broken off", "<a/><b x=\"1");
    }

    void plainElementsAreReadAsExpatReadsThem() {
        QFETCH(QByteArray, body);
        const std::string inside = "<root>" + body.toStdString() + "</root>", doctype = "<!DOCTYPE root>";
        QCOMPARE(stepsOf(inside), stepsOf(doctype + inside, doctype.size()));
        for (std::size_t length = 0; length < std::min<std::size_t>(inside.size(), 200); ++length)
            QCOMPARE(stepsOf(inside.substr(0, length)), stepsOf(doctype + inside.substr(0, length), doctype.size()));
    }

    void defaultsOfADtdAreAdded() {
        const std::string text = "<!DOCTYPE a [<!ATTLIST b x CDATA \"7\">]><a><b/><b y=\"1\"/></a>";
        XmlReader xml(text);
        QVERIFY(xml.nextChild(0));
        while (xml.nextChild(1)) QCOMPARE(xml.number("x"), 7.0);
    }

    void defaultsOfADtdDoNotFillTheMemory() {
        QTemporaryDir folder;
        const std::string text = "<!DOCTYPE a [<!ATTLIST b x CDATA \"" + repeated("0123456789", 6000) + "\">]><Annotations>" + repeated("<b/>", 60000) + "</Annotations>";
        QVERIFY(errorOf(folder, text).find("the attributes unfold to more than the document") != std::string::npos);
    }

    void plainElementsGoBackToBeforeThemWhereTheyBreak() {
        XmlPiece piece;
        std::size_t looked = 0;
        QCOMPARE(takePlainXml("\n <a x=\"1\"><b/>t</a><c/>", 10, piece, looked), 20U);
        QCOMPARE(piece.items.size(), 5U);   // a, b, /b, text, /a
        QCOMPARE(piece.items[0].at, 12U);
        QCOMPARE(std::string(piece[piece.items[3].text]), std::string("t"));
        QCOMPARE(takePlainXml("<a x=\"1\"><b/></c>", 0, piece, looked), 0U);
        QCOMPARE(piece.items.size(), 5U);
        QCOMPARE(piece.attributes.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(FormatsXmlBrokenTest)
#include "formats_xml_broken_test.moc"
