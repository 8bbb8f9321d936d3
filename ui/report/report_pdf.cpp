#include <algorithm>

#include <QBuffer>
#include <QImage>
#include <QObject>
#include <QPdfWriter>

#include "core/base/files.h"
#include "core/formats/export_selection.h"
#include "ui/report/glomerulus_plots.h"
#include "ui/report/report.h"
#include "ui/report/report_sheet.h"
#include "ui/report/report_text.h"

namespace bowman::ui {
namespace {

constexpr int kPicturesInRow = 6;
constexpr double kGap = 8;
const QColor kText(0x1f, 0x22, 0x26), kFaint(0x5d, 0x61, 0x66), kCard(0xf4, 0xf4, 0xf2), kNotice(0xff, 0xf3, 0xd6);

/// A first pass counts the pages: pictures take their room but are not drawn.
struct Pass {
    ReportSheet& sheet;
    bool isCounting = false;
    const ExportControl& control;
};

void drawPicture(Pass& pass, const QByteArray& jpeg, const QRectF& points) {
    if (pass.isCounting) return;
    const QImage image = QImage::fromData(jpeg, "JPG");
    if (!image.isNull()) pass.sheet.painter().drawImage(ReportSheet::scaled(points), image);
}

void putFigures(Pass& pass, const SlideFigures& figures) {
    ReportSheet& sheet = pass.sheet;
    constexpr double kHeight = 54;
    sheet.need(kHeight);
    const auto all = keyFigures(figures);
    const auto n = static_cast<double>(all.size());
    const double width = (sheet.width() - kGap * (n - 1)) / n;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QRectF card(sheet.left() + static_cast<double>(i) * (width + kGap), sheet.y(), width, kHeight);
        sheet.painter().fillRect(ReportSheet::scaled(card), kCard);
        const QRectF inside = card.adjusted(7, 5, -3, -4);
        sheet.textIn(inside, all[i].value, sheet.font(16, true), kText);
        sheet.textIn(inside.adjusted(0, 22, 0, 0), all[i].label, sheet.font(7.4), kText);
        sheet.textIn(inside.adjusted(0, 34, 0, 0), all[i].note, sheet.font(7), kFaint);
    }
    sheet.skip(kHeight + kGap);
}

/// Side by side in a wide rectangle, one below the other in a narrow one.
void drawPlots(Pass& pass, const std::vector<MeasuredObject>& glomeruli, bool isScaleKnown, const QRectF& points) {
    constexpr double kBetween = 14;
    const bool isWide = points.width() > points.height();
    const double width = isWide ? (points.width() - 2 * kBetween) / 3 : points.width(), height = isWide ? points.height() : (points.height() - 2 * kBetween) / 3;
    QPointF at = points.topLeft();
    for (const PlotKind kind : {PlotKind::Sizes, PlotKind::Classes, PlotKind::Doubt}) {
        paintPlot(pass.sheet.painter(), plotOf(kind, glomeruli, isScaleKnown), ReportSheet::scaled({at, QSizeF(width, height)}), pass.sheet.look(6.8));
        at += isWide ? QPointF(width + kBetween, 0) : QPointF(0, height + kBetween);
    }
    pass.sheet.painter().setRenderHint(QPainter::Antialiasing);
}

void putPlots(Pass& pass, const std::vector<MeasuredObject>& glomeruli, bool isScaleKnown) {
    ReportSheet& sheet = pass.sheet;
    constexpr double kHeight = 124;
    sheet.need(kHeight);
    drawPlots(pass, glomeruli, isScaleKnown, {sheet.left(), sheet.y(), sheet.width(), kHeight});
    sheet.skip(kHeight + kGap);
}

/// `first`: the share of the first column; the others get room by the longest text in each.
void putTable(Pass& pass, const ReportTable& table, double first, bool hasSum) {
    if (table.rows.empty()) return;
    std::vector<double> longest;
    double sum = 0;
    for (qsizetype i = 1; i < table.header.size(); ++i) {
        double length = 2.0 + static_cast<double>(table.header[i].size());
        for (const QStringList& row : table.rows) length = std::max(length, 2.0 + static_cast<double>(row[i].size()));
        longest.push_back(std::clamp(length, 7.0, 18.0));
        sum += longest.back();
    }
    ReportSheet::Grid grid{{first}, hasSum, false};
    for (const double length : longest) grid.widths.push_back((1 - first) * length / sum);
    pass.sheet.table(table.header, table.rows, grid);
    pass.sheet.skip(kGap);
}

void putFacts(Pass& pass, const std::vector<Fact>& facts) {
    std::vector<QStringList> rows;
    for (const Fact& f : facts) rows.push_back({f.name, f.text});
    pass.sheet.table({}, rows, {{0.18, 0.82}, false, true});
    pass.sheet.skip(kGap);
}

void putNotice(Pass& pass, const QString& text) {
    ReportSheet& sheet = pass.sheet;
    constexpr double kHeight = 20;
    sheet.need(kHeight + kGap);
    const QRectF box(sheet.left(), sheet.y(), sheet.width(), kHeight);
    sheet.painter().fillRect(ReportSheet::scaled(box), kNotice);
    sheet.textIn(box.adjusted(8, 0, -8, 0), text, sheet.font(8.5), kText, Qt::AlignLeft | Qt::AlignVCenter);
    sheet.skip(kHeight + kGap);
}

/// The slide and the plots: beside each other where the slide is narrow.
void putOverviewAndPlots(Pass& pass, const ReportSlide& slide) {
    ReportSheet& sheet = pass.sheet;
    const bool isScaleKnown = slide.record.umPerPx.value.has_value();
    if (slide.overviewJpeg.isEmpty()) return putPlots(pass, slide.glomeruli, isScaleKnown);
    const double aspect = static_cast<double>(slide.record.size.height) / static_cast<double>(std::max<std::int64_t>(1, slide.record.size.width));
    double width = sheet.width(), height = width * aspect;
    const double most = sheet.pageHeight() * 0.44;
    if (height > most) {
        height = most;
        width = height / aspect;
    }
    sheet.need(height);
    const QRectF picture(sheet.left(), sheet.y(), width, height);
    drawPicture(pass, slide.overviewJpeg, picture);
    const double beside = sheet.width() - width - 2 * kGap;
    const bool isBeside = beside > 150 && height > 300;
    if (isBeside) drawPlots(pass, slide.glomeruli, isScaleKnown, {picture.right() + 2 * kGap, picture.top(), beside, height});
    sheet.skip(height + 1.5 * kGap);
    if (!isBeside) putPlots(pass, slide.glomeruli, isScaleKnown);
}

/// False when it was stopped.
bool putPictures(Pass& pass, const ReportSlide& slide) {
    if (slide.pictures.empty()) return true;
    ReportSheet& sheet = pass.sheet;
    const bool isScaleKnown = slide.record.umPerPx.value.has_value();
    const double edge = (sheet.width() - kGap * (kPicturesInRow - 1)) / kPicturesInRow;
    constexpr double kCaption = 24;
    sheet.need(edge + kCaption + 40);
    sheet.heading(QObject::tr("Glomeruli of %1").arg(QString::fromStdString(slide.record.alias)), 11);
    for (std::size_t i = 0; i < slide.pictures.size(); ++i) {
        const int column = static_cast<int>(i % kPicturesInRow);
        if (column == 0) sheet.need(edge + kCaption);
        if (column == 0 && pass.control.stop.stop_requested()) return false;
        const QRectF box(sheet.left() + column * (edge + kGap), sheet.y(), edge, edge);
        drawPicture(pass, slide.pictures[i].jpeg, box);
        const QStringList caption = captionOf(slide.pictures[i].object, isScaleKnown);
        sheet.textIn({box.left(), box.bottom() + 2, edge, 10}, caption[0], sheet.font(7, true), kText);
        sheet.textIn({box.left(), box.bottom() + 11, edge, 10}, caption[1], sheet.font(6.5), kFaint);
        if (column == kPicturesInRow - 1 || i + 1 == slide.pictures.size()) sheet.skip(edge + kCaption);
    }
    if (const QString left = leftOutText(slide); !left.isEmpty()) sheet.text(left, 8, kFaint);
    return true;
}

bool putSlide(Pass& pass, const ReportSlide& s, bool isAlone) {
    ReportSheet& sheet = pass.sheet;
    if (!isAlone) {
        sheet.newPage();
        sheet.heading(QString::fromStdString(s.record.alias), 15);
        sheet.skip(4);
    }
    putFigures(pass, s.figures);
    if (!s.problem.isEmpty()) putNotice(pass, QObject::tr("Pictures or areas are missing: %1").arg(s.problem));
    putOverviewAndPlots(pass, s);
    putTable(pass, countsTable(s.figures), 0.24, true);
    if (!s.glomeruli.empty()) {
        sheet.heading(QObject::tr("Sizes and forms"), 11);
        putTable(pass, sizesTable(s.glomeruli, s.record.umPerPx.value.has_value()), 0.3, false);
    }
    sheet.heading(QObject::tr("How it was made"), 11);
    putFacts(pass, howItWasMade(s));
    return putPictures(pass, s);
}

/// False when it was stopped.
bool put(Pass& pass, const Report& report) {
    ReportSheet& sheet = pass.sheet;
    sheet.text(report.title, 20, kText, true);
    QStringList made;
    for (const Fact& f : howItWasMade(report)) made << f.name + " " + f.text;
    sheet.text(made.join(" · "), 8.5, kFaint);
    sheet.skip(kGap);
    putNotice(pass, researchOnly());
    if (report.slides.size() > 1) {
        putFigures(pass, report.total);
        putTable(pass, slidesTable(report), 0.2, true);
        if (report.isScaleKnown()) putPlots(pass, report.glomeruli(), true);
    }
    for (std::size_t i = 0; i < report.slides.size(); ++i) {
        if (pass.control.stop.stop_requested() || !putSlide(pass, report.slides[i], report.slides.size() == 1)) return false;
        if (pass.control.progress && !pass.isCounting) pass.control.progress(static_cast<double>(i + 1) / static_cast<double>(report.slides.size()));
    }
    sheet.heading(QObject::tr("What the figures mean"), 11);
    for (const QString& line : definitions()) {
        sheet.text(line, 8, kFaint);
        sheet.skip(3);
    }
    return true;
}

QString footerOf(const Report& report) {
    return report.title + " · Bowman " + report.version + " · " + report.time.toString("yyyy-MM-dd HH:mm") + " · " + researchOnly();
}

}  // namespace

Result<void> writeReportPdf(const Report& report, const std::filesystem::path& path, const ExportControl& control) {
    int pages = 0;
    {
        QBuffer nowhere;
        nowhere.open(QIODevice::WriteOnly);
        QPdfWriter device(&nowhere);
        ReportSheet::prepare(device);
        ReportSheet sheet(device, {footerOf(report), 0});
        Pass pass{sheet, true, control};
        if (!put(pass, report)) return cancelledError();
        pages = sheet.pages();
    }
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    {
        QPdfWriter device(&bytes);
        ReportSheet::prepare(device);
        device.setTitle(report.title);
        device.setCreator("Bowman " + report.version);
        ReportSheet sheet(device, {footerOf(report), pages});
        if (!sheet.painter().isActive()) return Error{"cannot write the report", path.string(), "the PDF writer of Qt does not start"};
        Pass pass{sheet, false, control};
        if (!put(pass, report)) return cancelledError();
    }
    return writeFileAtomically(path, bytes.data().toStdString());
}

}  // namespace bowman::ui
