// Tables of people about slides: as spreadsheets write them, and HuBMAP's; what fits which slide, and what is wrong, by line.
#include <QTest>

#include "core/base/csv_table.h"
#include "core/formats/slide_information.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

SlideRecord slide(SlideId id, const char* path) {
    SlideRecord record;
    record.id = id;
    record.path = path;
    record.alias = "slide-" + std::to_string(id);
    record.size = {1000, 800};
    return record;
}

const std::vector<SlideRecord> kSlides = {slide(1, "/data/a/one.svs"), slide(2, "/data/a/Two.tif"), slide(3, "/data/b/one.tif")};

CsvTable parsed(std::string_view text) {
    const auto table = parseCsv(text, "t.csv");
    if (!table) qFatal("%s", table.error().message().c_str());
    return *table;
}

std::string errorOf(std::string_view text) {
    const auto table = parseCsv(text, "t.csv");
    return table ? std::string() : table.error().message();
}

SlideInformationPlan planned(std::string_view text) {
    const auto plan = planSlideInformation(parsed(text), kSlides, "t.csv");
    if (!plan) qFatal("%s", plan.error().message().c_str());
    return *plan;
}

}  // namespace

class SlideInformationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void separatorQuotesMarkAndLineBreaksAreUnderstood() {
        const CsvTable table = parsed("\xEF\xBB\xBF" "file;stain; block\r\n\"a;b.svs\";\"P\"\"A\"\"S\";  3 \r\n\r\n;;\r\n\"two\r\nlines\";x\n");
        QCOMPARE(table.header, (std::vector<std::string>{"file", "stain", "block"}));
        QCOMPARE(table.rows.size(), std::size_t(2));
        QCOMPARE(table.rows[0].line, 2);
        QCOMPARE(table.rows[0].cells, (std::vector<std::string>{"a;b.svs", "P\"A\"S", "3"}));
        QCOMPARE(table.rows[1].line, 5);
        QCOMPARE(table.rows[1].cells, (std::vector<std::string>{"two\r\nlines", "x", ""}));
        QCOMPARE(parsed("a\tb\n1\t2").rows.front().cells, (std::vector<std::string>{"1", "2"}));
        QCOMPARE(parsed("a,b\n1,2,,\n").rows.front().cells, (std::vector<std::string>{"1", "2"}));   // spreadsheets leave commas behind
        QCOMPARE(parsed("a\r1\r2\r").rows.size(), std::size_t(2));
    }

    void whatIsWrongIsSaidWithItsLine() {
        QCOMPARE(errorOf("a,b\n1,2\n\"x,3\n4,5\n"), std::string("t.csv: cannot read the table: line 3: a quote is not closed"));
        QCOMPARE(errorOf("a,b\n\"x\"y,3\n"), std::string("t.csv: cannot read the table: line 2: there is text behind a closing quote"));
        QCOMPARE(errorOf("a,b\n1,2\n1,2,3\n"), std::string("t.csv: cannot read the table: line 3: 3 cells, but the header has 2"));
        QVERIFY(errorOf("a,b\nM\xFCller,2\n").find("line 2: a character is not UTF-8") != std::string::npos);
        QVERIFY(errorOf("").find("it is empty") != std::string::npos);
        QVERIFY(errorOf("\n\n").find("it is empty") != std::string::npos);
        QVERIFY(errorOf(std::string_view("\xFF\xFE" "a\0", 4)).find("UTF-16") != std::string::npos);
        QVERIFY(errorOf(std::string_view("PK\0\0", 4)).find("not text") != std::string::npos);
        QVERIFY(readCsv("/nowhere/t.csv").error().message().find("/nowhere/t.csv") != std::string::npos);
    }

    void columnsComeInAnyOrderAndFilesInAnyForm() {
        const SlideInformationPlan plan = planned("Stain,Patient ID,what,FILE\nPAS,p1,x,C:\\scans\\ONE.SVS\nHE,,y,two\n");
        QCOMPARE(plan.matches.size(), std::size_t(2));
        QCOMPARE(plan.matches[0].after.id, SlideId(1));
        QCOMPARE(plan.matches[0].after.stain, std::string("PAS"));
        QCOMPARE(plan.matches[0].after.patient, std::string("p1"));
        QCOMPARE(plan.matches[0].after.alias, std::string("slide-1"));   // nothing was said of it
        QCOMPARE(plan.matches[1].after.id, SlideId(2));
        QCOMPARE(plan.changeCount(), 2);
        QCOMPARE(plan.ignoredColumns, (std::vector<std::string>{"what"}));
    }

    void withoutAColumnOfFilesTheAliasNamesTheSlide() {
        const SlideInformationPlan plan = planned("alias;case;block\nslide-2;C7;A1\nslide-9;C8;B\n");
        QCOMPARE(plan.matches.size(), std::size_t(1));
        QCOMPARE(plan.matches[0].after.caseName, std::string("C7"));
        QCOMPARE(plan.withoutSlide.size(), std::size_t(1));
        QCOMPARE(plan.withoutSlide[0].line, 3);
        QCOMPARE(plan.withoutSlide[0].text, std::string("slide-9"));
    }

    void rowsThatFitNoneTwoOrTheSameSlideAreSaid() {
        const SlideInformationPlan plan = planned("file,stain\none,PAS\nnone.svs,HE\ntwo.tif,HE\nTWO.TIF,PAS\n,HE\n");
        QCOMPARE(plan.matches.size(), std::size_t(1));
        QCOMPARE(plan.matches[0].after.stain, std::string("HE"));
        QCOMPARE(plan.withoutSlide.size(), std::size_t(1));
        QCOMPARE(plan.problems.size(), std::size_t(3));
        QCOMPARE(plan.problems[0].line, 2);
        QVERIFY(plan.problems[0].text.find("fits 2 slides") != std::string::npos);
        QVERIFY(plan.problems[1].text.find("a second row") != std::string::npos);
        QCOMPARE(plan.problems[2].text, std::string("it names no slide"));
    }

    void aliasesMayChangePlacesButNotBeThereTwice() {
        SlideInformationPlan plan = planned("file,alias\none.svs,slide-2\ntwo.tif,slide-1\n");
        QCOMPARE(plan.changeCount(), 2);
        QVERIFY(plan.problems.empty());
        plan = planned("file,alias,block\none.svs,slide-3,7\ntwo.tif,new\n");
        QCOMPARE(plan.problems.size(), std::size_t(1));
        QCOMPARE(plan.problems[0].line, 2);
        QCOMPARE(plan.matches[0].after.alias, std::string("slide-1"));
        QCOMPARE(plan.matches[0].after.block, std::string("7"));
        QCOMPARE(plan.matches[1].after.alias, std::string("new"));
        plan = planned("file,alias\none.svs,slide-2\ntwo.tif,slide-3\n");   // two's is refused, hence one's too
        QCOMPARE(plan.changeCount(), 0);
        QCOMPARE(plan.problems.size(), std::size_t(2));
    }

    void aTableThatSaysNothingOfSlidesIsRefused() {
        QVERIFY(planSlideInformation(parsed("a,b\n1,2\n"), kSlides, "t.csv").error().message().find("line 1: no column names the slide") != std::string::npos);
        QVERIFY(planSlideInformation(parsed("file,b\n1,2\n"), kSlides, "t.csv").error().message().find("no column alias") != std::string::npos);
        QVERIFY(planSlideInformation(parsed("alias,b\n1,2\n"), kSlides, "t.csv").error().message().find("no column alias, case") != std::string::npos);
    }

    void anImageOfAnotherSizeIsAnotherImage() {
        const SlideInformationPlan plan = planned("image_file,width_pixels,height_pixels,patient_number\none.svs,1000,800,7\ntwo.tif,999,800,8\n");
        QCOMPARE(plan.matches.size(), std::size_t(1));
        QVERIFY(plan.problems[0].text.find("999 × 800") != std::string::npos);
    }

    void hubmapsInformationFileGivesPatients() {
        const char* data = std::getenv("BOWMAN_TEST_DATA");
        const fs::path file = (data ? fs::path(data) : fs::path(BOWMAN_SOURCE_DIR) / ".." / "shared" / "data") / "interop/hubmap/HuBMAP-20-dataset_information.csv";
        if (!fs::exists(file)) QSKIP("no data");
        SlideRecord known = slide(1, "/x/afa5e8098.tiff"), other = slide(2, "/x/e79de561c.svs");
        known.size = {43780, 36800};
        other.size = {27020, 16180};
        const auto plan = readSlideInformation(file, {known, other});
        QVERIFY2(plan.ok(), plan ? "" : plan.error().message().c_str());
        QCOMPARE(plan->matches.size(), std::size_t(2));
        QCOMPARE(plan->matches[0].after.patient, std::string("67347"));
        QCOMPARE(plan->matches[1].after.patient, std::string("67026"));
        QCOMPARE(plan->withoutSlide.size(), std::size_t(11));
        QVERIFY(plan->problems.empty());
    }
};

QTEST_GUILESS_MAIN(SlideInformationTest)
#include "formats_slide_information_test.moc"
