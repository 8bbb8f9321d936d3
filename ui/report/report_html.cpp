#include <QBuffer>
#include <QObject>
#include <QSvgGenerator>

#include "ui/report/glomerulus_plots.h"
#include "ui/report/report.h"
#include "ui/report/report_text.h"

namespace bowman::ui {
namespace {

constexpr const char* kStyle = R"css(
:root{--paper:#fff;--text:#1f2226;--faint:#5d6166;--line:#e2e2df;--card:#f6f6f4;--accent:#1f6fb2}
@media(prefers-color-scheme:dark){:root{--paper:#212325;--text:#e6e6e4;--faint:#a6aaaf;--line:#45484c;--card:#2b2d30;--accent:#6cb6ea}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);font:15px/1.45 system-ui,"Noto Sans","DejaVu Sans",sans-serif}
main{max-width:1000px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:28px;margin:0 0 4px}h2{font-size:21px;margin:48px 0 12px;padding-top:16px;border-top:2px solid var(--line)}h3{font-size:16px;margin:28px 0 8px}
.faint{color:var(--faint)}.notice{border-left:4px solid var(--accent);background:var(--card);padding:8px 12px;margin:16px 0}
.figures{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
.figures div{background:var(--card);border-radius:6px;padding:10px 16px;flex:1 1 150px}
.figures b{display:block;font-size:26px;line-height:1.2}.figures span{display:block;color:var(--faint);font-size:13px}
table{border-collapse:collapse;width:100%;margin:8px 0;font-variant-numeric:tabular-nums}
th,td{padding:5px 10px;border-bottom:1px solid var(--line);text-align:right}th{font-weight:600;color:var(--faint)}
th:first-child,td:first-child{text-align:left}table.facts td{text-align:left;vertical-align:top}table.facts td:first-child{color:var(--faint);white-space:nowrap;width:1%}
tr.sum td{font-weight:600;border-top:2px solid var(--line)}
.wide{overflow-x:auto}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(290px,1fr));gap:20px;margin:16px 0}.plots img{width:100%}
.overview{width:100%;border:1px solid var(--line);margin:8px 0}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(128px,1fr));gap:12px}
figure{margin:0;break-inside:avoid}figure img{width:100%;display:block;border-radius:3px}figcaption{font-size:12px;line-height:1.35;margin-top:3px}
figcaption span{display:block;color:var(--faint)}
@media print{main{max-width:none;padding:0}h2{break-before:page}}
)css";

QString escaped(const QString& s) { return s.toHtmlEscaped(); }

QString jpegUri(const QByteArray& jpeg) { return "data:image/jpeg;base64," + QString::fromLatin1(jpeg.toBase64()); }

QString plotUri(const BarPlot& plot, bool onDark) {
    constexpr QSize kSize(360, 230);
    QByteArray svg;
    QBuffer buffer(&svg);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(kSize);
    generator.setViewBox(QRect({}, kSize));
    generator.setTitle(plot.title);
    QFont font("sans-serif");
    font.setPixelSize(12);
    QPainter painter(&generator);
    paintPlot(painter, plot, QRectF(QPointF(), QSizeF(kSize)), onDark ? PlotLook::onDark(font) : PlotLook::onPaper(font));
    painter.end();
    return "data:image/svg+xml;base64," + QString::fromLatin1(svg.toBase64());
}

QString plotsHtml(const std::vector<MeasuredObject>& glomeruli, bool isScaleKnown) {
    QString html = "<div class=\"plots\">";
    for (const PlotKind kind : {PlotKind::Sizes, PlotKind::Classes, PlotKind::Doubt}) {
        const BarPlot plot = plotOf(kind, glomeruli, isScaleKnown);
        QStringList bars;
        for (const PlotBar& bar : plot.bars)
            if (bar.total() > 0) bars << bar.label + ": " + QString::number(bar.total());
        html += QString("<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"%1\"><img src=\"%2\" alt=\"%3\"></picture>")
                    .arg(plotUri(plot, true), plotUri(plot, false), escaped(plot.title + ". " + plot.axis + ". " + (bars.isEmpty() ? plot.whenEmpty : bars.join("; "))));
    }
    return html + "</div>\n";
}

QString figuresHtml(const SlideFigures& figures) {
    QString html = "<div class=\"figures\">";
    for (const KeyFigure& f : keyFigures(figures)) html += QString("<div><b>%1</b>%2<span>%3</span></div>").arg(escaped(f.value), escaped(f.label), escaped(f.note));
    return html + "</div>\n";
}

QString tableHtml(const ReportTable& table, bool hasSum) {
    if (table.rows.empty()) return {};
    QString html = "<div class=\"wide\"><table><thead><tr>";
    for (const QString& cell : table.header) html += "<th>" + escaped(cell) + "</th>";
    html += "</tr></thead><tbody>";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        html += hasSum && i + 1 == table.rows.size() && i > 0 ? "<tr class=\"sum\">" : "<tr>";
        for (const QString& cell : table.rows[i]) html += "<td>" + escaped(cell) + "</td>";
        html += "</tr>";
    }
    return html + "</tbody></table></div>\n";
}

QString factsHtml(const std::vector<Fact>& facts) {
    QString html = "<table class=\"facts\"><tbody>";
    for (const Fact& f : facts) html += "<tr><td>" + escaped(f.name) + "</td><td>" + escaped(f.text) + "</td></tr>";
    return html + "</tbody></table>\n";
}

QString slideHtml(const ReportSlide& s) {
    const bool isScaleKnown = s.record.umPerPx.value.has_value();
    const QString alias = escaped(QString::fromStdString(s.record.alias));
    QString html = "<section><h2>" + alias + "</h2>\n" + figuresHtml(s.figures);
    if (!s.problem.isEmpty()) html += "<p class=\"notice\">" + QObject::tr("Pictures or areas are missing: %1").arg(escaped(s.problem)) + "</p>\n";
    if (!s.overviewJpeg.isEmpty()) html += QString("<img class=\"overview\" src=\"%1\" alt=\"%2\">\n").arg(jpegUri(s.overviewJpeg), QObject::tr("%1 with outlines").arg(alias));
    html += "<h3>" + QObject::tr("Class and state") + "</h3>\n" + tableHtml(countsTable(s.figures), true) + plotsHtml(s.glomeruli, isScaleKnown);
    if (!s.glomeruli.empty()) html += "<h3>" + QObject::tr("Sizes and forms") + "</h3>\n" + tableHtml(sizesTable(s.glomeruli, isScaleKnown), false);
    html += "<h3>" + QObject::tr("How it was made") + "</h3>\n" + factsHtml(howItWasMade(s));
    if (!s.pictures.empty()) {
        html += "<h3>" + QObject::tr("Glomeruli") + "</h3>\n<div class=\"grid\">";
        for (const ReportPicture& picture : s.pictures) {
            const QStringList caption = captionOf(picture.object, isScaleKnown);
            html += QString("<figure><img loading=\"lazy\" src=\"%1\" alt=\"%2\"><figcaption>%2<span>%3</span></figcaption></figure>").arg(jpegUri(picture.jpeg), escaped(caption[0]), escaped(caption[1]));
        }
        html += "</div>\n";
        if (const QString left = leftOutText(s); !left.isEmpty()) html += "<p class=\"faint\">" + escaped(left) + "</p>\n";
    }
    return html + "</section>\n";
}

}  // namespace

std::string reportHtml(const Report& report) {
    std::string html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                       "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"generator\" content=\"Bowman " + escaped(report.version).toStdString() + "\"><title>" +
                       escaped(report.title).toStdString() + "</title><style>" + kStyle + "</style></head><body><main>\n";
    const auto add = [&html](const QString& part) { html += part.toStdString(); };
    add("<h1>" + escaped(report.title) + "</h1>\n<p class=\"faint\">");
    QStringList made;
    for (const Fact& f : howItWasMade(report)) made << escaped(f.name) + " " + escaped(f.text);
    add(made.join(" · ") + "</p>\n<p class=\"notice\">" + escaped(researchOnly()) + "</p>\n");
    if (report.slides.size() > 1) {
        add(figuresHtml(report.total) + tableHtml(slidesTable(report), true));
        if (report.isScaleKnown()) add(plotsHtml(report.glomeruli(), true));
    }
    for (const ReportSlide& s : report.slides) add(slideHtml(s));
    add("<h2>" + QObject::tr("What the figures mean") + "</h2>\n<ul>");
    for (const QString& line : definitions()) add("<li>" + escaped(line) + "</li>");
    add("</ul>\n</main></body></html>\n");
    return html;
}

}  // namespace bowman::ui
