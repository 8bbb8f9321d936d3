#include <QTemporaryDir>
#include <QTest>

#include <clocale>
#include <map>

#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/measure/morphometry.h"
#include "tests/support/label_shapes.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

/// RFC 4180, by hand.
std::vector<std::vector<std::string>> tableOf(const std::string& text) {
    std::vector<std::vector<std::string>> rows(1, {""});
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        std::string& cell = rows.back().back();
        if (isQuoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') cell += text[++i];
            else if (c == '"') isQuoted = false;
            else cell += c;
        } else if (c == '"') {
            isQuoted = true;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.push_back({""});
        } else {
            cell += c;
        }
    }
    rows.pop_back();
    return rows;
}

}  // namespace

class FormatsCsvTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sizesAreThoseOfTheObjectInPixelsAndMicrons() {
        Annotation a = labelOf(5, {{{{100, 50}, {140, 50}, {140, 80}, {100, 80}}, {{{110, 60}, {120, 60}, {120, 70}, {110, 70}}}}}, ReviewState::Accepted);
        a.score = 0.875;
        a.uncertainty = 0.25;
        a.provenance.model = "net";
        a.provenance.modelSha256 = "abc";
        a.provenance.threshold = 0.5;
        a.provenance.reviewedBy = "Dr. Other";
        a.provenance.secondsSpent = 12.5;
        const auto row = rowsOf({snapshotOf("s", {400, 300}, {a})}).at(0);
        const auto is = [&](const char* column, double value) { return std::abs(std::stod(row.at(column)) - value) < 1e-9; };
        const double area = 1200 - 100, x = (1200 * 120.0 - 100 * 115.0) / area, y = (1200 * 65.0 - 100 * 65.0) / area;
        QVERIFY(is("centroid_x_px", x) && is("centroid_y_px", y) && is("centroid_x_um", x / 2) && is("centroid_y_um", y / 2));
        QVERIFY(is("area_px2", area) && is("area_um2", area / 4));
        QVERIFY(is("perimeter_px", 140) && is("perimeter_um", 70));
        QVERIFY(is("feret_max_px", 50) && is("feret_max_um", 25) && is("feret_min_px", 30) && is("feret_min_um", 15));
        const Morphometry m = morphometryOf(a.shape, 0.5);
        QVERIFY(is("equivalent_diameter_um", m.equivalentDiameterUm) && is("circularity", m.circularity) && is("solidity", m.solidity));
        QVERIFY(is("mean_probability", 0.875) && is("uncertainty", 0.25) && is("threshold", 0.5) && is("seconds_spent", 12.5) && is("um_per_px", 0.5));
        QCOMPARE(row.at("touches_slide_edge"), std::string("no"));
        QCOMPARE(row.at("number"), std::string("1"));
        QCOMPARE(row.at("uuid"), a.uuid);
        QCOMPARE(row.at("state"), std::string("accepted"));
        QCOMPARE(row.at("model_sha256"), std::string("abc"));
        QCOMPARE(row.at("created_by"), std::string("Dr. Example"));
        QCOMPARE(row.at("reviewed_by"), std::string("Dr. Other"));
    }

    void objectsOfAllSlidesAreRowsInOrder() {
        const auto rows = rowsOf({snapshotOf("b", {90, 90}, {labelOf(9, box(0, 5, 10, 10), ReviewState::Added), labelOf(3, box(30, 30, 10, 10), ReviewState::Added)}),
                                  snapshotOf("a", {90, 90}, {labelOf(1, box(80, 5, 10, 10), ReviewState::Added), labelOf(2, box(1, 1, 2, 2), ReviewState::Proposed)})});
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].at("slide"), std::string("a"));
        QCOMPARE(rows[0].at("touches_slide_edge"), std::string("yes"));
        QCOMPARE(rows[1].at("number"), std::string("1"));
        QCOMPARE(rows[1].at("centroid_x_px"), std::string("35"));
        QCOMPARE(rows[2].at("touches_slide_edge"), std::string("yes"));
    }

    void whatASpreadsheetWouldRunIsText() {
        for (const std::string name : {"=1+1", "+x", "-x", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\",\"y\")"}) {
            Annotation a = labelOf(1, box(1, 1, 5, 5), ReviewState::Added);
            a.className = name;
            const auto row = rowsOf({snapshotOf("s", {90, 90}, {a})}).at(0);
            QCOMPARE(row.at("class"), "'" + name);
        }
        Annotation a = labelOf(1, box(1, 1, 5, 5), ReviewState::Added);
        a.className = "a, \"b\"\nc";
        QCOMPARE(rowsOf({snapshotOf("s", {90, 90}, {a})}).at(0).at("class"), a.className);
    }

    void aSlideOfUnknownScaleHasNoMicrons() {
        Snapshot snapshot = snapshotOf("s", {90, 90}, {labelOf(1, box(1, 1, 5, 5), ReviewState::Added)});
        snapshot.slide.umPerPx = {};
        const auto row = rowsOf({snapshot}).at(0);
        for (const auto& [column, value] : row) QVERIFY2(value.empty() == (column.find("_um") != std::string::npos || column.starts_with("um_") || column == "model" || column == "model_sha256" || column.starts_with("reviewed")), column.c_str());
        QVERIFY(m_report.warnings.at(0).find("µm/px is unknown") != std::string::npos);
    }

    void theLanguageOfTheMachineChangesNothing() {
        const Snapshot snapshot = snapshotOf("s", {90, 90}, {labelOf(1, box(1.25, 1, 5, 5), ReviewState::Added)});
        const auto before = rowsOf({snapshot});
        const bool isThere = std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr || std::setlocale(LC_ALL, "fr_FR.UTF-8") != nullptr;
        const auto after = rowsOf({snapshot});
        std::setlocale(LC_ALL, "C");
        QVERIFY(before == after);
        if (!isThere) QSKIP("no language with a decimal comma is installed");
    }

    void nothingToWriteIsAnError() {
        ExportRequest request = requestOf({snapshotOf("s", {90, 90}, {labelOf(1, box(1, 1, 5, 5), ReviewState::Proposed)})});
        const auto report = findExporter("csv")->write(request);
        QVERIFY(!report.ok());
        QVERIFY(report.error().message().find("nothing to export") != std::string::npos);
    }

private:
    ExportRequest requestOf(std::vector<Snapshot> slides) const {
        ExportRequest request;
        request.slides = std::move(slides);
        request.path = fs::path(m_folder.path().toStdString()) / "m.csv";
        return request;
    }

    std::vector<std::map<std::string, std::string>> rowsOf(std::vector<Snapshot> slides) {
        const ExportRequest request = requestOf(std::move(slides));
        const auto report = findExporter("csv")->write(request);
        if (!report) qFatal("%s", report.error().message().c_str());
        m_report = *report;
        const auto table = tableOf(*readFile(request.path));
        std::vector<std::map<std::string, std::string>> rows;
        for (std::size_t i = 1; i < table.size(); ++i) {
            if (table[i].size() != table[0].size()) qFatal("row %zu has %zu cells of %zu", i, table[i].size(), table[0].size());
            rows.emplace_back();
            for (std::size_t k = 0; k < table[i].size(); ++k) rows.back()[table[0][k]] = table[i][k];
        }
        return rows;
    }

    QTemporaryDir m_folder;
    ExportReport m_report;
};

QTEST_APPLESS_MAIN(FormatsCsvTest)
#include "formats_csv_test.moc"
