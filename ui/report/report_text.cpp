#include "ui/report/report_text.h"

#include <array>
#include <map>

#include <QLocale>
#include <QObject>

#include "core/document/reading.h"
#include "core/measure/distribution.h"
#include "core/measure/measure_columns.h"

namespace bowman::ui {
namespace {

constexpr std::array kStates = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added, ReviewState::Unsure, ReviewState::Rejected};

QString text(const std::string& s) { return QString::fromStdString(s); }

QString densityText(const std::optional<CountedArea>& area) {
    const auto density = area ? area->perMm2() : std::nullopt;
    return density ? numberText(*density, *density < 10 ? 2 : 1) : QStringLiteral("–");
}

QString areaText(const CountedArea& area) { return numberText(area.mm2, area.mm2 < 10 ? 2 : 1) + " mm²"; }

/// "2026-11-23" or "2026-11-20 to 2026-11-23", of ISO times.
QString daysText(const std::string& first, const std::string& last) {
    const QString from = text(first).left(10), to = text(last).left(10);
    return from == to ? from : QObject::tr("%1 to %2").arg(from, to);
}

struct Reviewer {
    std::size_t objects = 0;
    std::string first, last;
};

QString reviewersText(const std::vector<AnnotationPtr>& objects) {
    std::map<std::string, Reviewer> people;
    for (const AnnotationPtr& a : objects) {
        const Provenance& p = a->provenance;
        const bool isDrawn = p.source == "person" && p.reviewedBy.empty();
        const std::string& who = isDrawn ? p.createdBy : p.reviewedBy;
        const std::string& when = isDrawn ? p.createdAt : p.reviewedAt;
        if (who.empty() || a->state == ReviewState::Proposed) continue;
        Reviewer& reviewer = people[who];
        ++reviewer.objects;
        if (when.empty()) continue;
        if (reviewer.first.empty() || when < reviewer.first) reviewer.first = when;
        if (when > reviewer.last) reviewer.last = when;
    }
    QStringList parts;
    for (const auto& [name, reviewer] : people)
        parts << (reviewer.last.empty() ? QObject::tr("%1: %2 objects").arg(text(name)).arg(reviewer.objects)
                                        : QObject::tr("%1: %2 objects, %3").arg(text(name)).arg(reviewer.objects).arg(daysText(reviewer.first, reviewer.last)));
    return parts.isEmpty() ? QObject::tr("nobody") : parts.join("; ");
}

QString sourcesText(const std::vector<AnnotationPtr>& objects) {
    std::map<QString, std::size_t> sources;
    for (const AnnotationPtr& a : objects) {
        const Provenance& p = a->provenance;
        QString name;
        if (p.source == "model") {
            name = QObject::tr("model %1, threshold %2").arg(p.model.empty() ? QObject::tr("without a name") : text(p.model), QString::number(p.threshold, 'g', 3));
            if (!p.modelSha256.empty()) name += QObject::tr(", SHA-256 %1…").arg(text(p.modelSha256.substr(0, 12)));
        } else if (p.source == "import") {
            name = p.model.empty() ? QObject::tr("imported") : QObject::tr("imported from %1").arg(text(p.model));
        } else {
            name = QObject::tr("drawn by a person");
        }
        ++sources[name];
    }
    QStringList parts;
    for (const auto& [name, n] : sources) parts << QObject::tr("%1: %2").arg(name).arg(n);
    return parts.isEmpty() ? QObject::tr("no glomeruli") : parts.join("; ");
}

QString scaleFact(const SlideRecord& record) {
    if (!record.umPerPx.value) return QObject::tr("unknown: sizes are in pixels, there are no areas");
    const QString source = record.umPerPx.source == "user" ? QObject::tr("set by a person") : record.umPerPx.source == "file" ? QObject::tr("from the file") : text(record.umPerPx.source);
    return QString::number(*record.umPerPx.value, 'g', 4) + " µm/px, " + source + (record.umPerPx.tag.empty() ? QString() : " (" + text(record.umPerPx.tag) + ")");
}

void addRow(ReportTable& table, const QString& name, const std::vector<double>& values, int digits) {
    const Distribution d = distributionOf(values);
    const auto n = [&](double v) { return numberText(v, digits); };
    table.rows.push_back({name, QString::number(d.count), n(d.mean), n(d.standardDeviation), n(d.median), n(d.lowerQuartile) + "–" + n(d.upperQuartile), n(d.smallest), n(d.largest)});
}

}  // namespace

QString numberText(double value, int digits) { return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', digits); }

QString percentText(double share) { return QString::number(100 * share, 'f', 1) + " %"; }

QString reviewStateName(ReviewState state) {
    switch (state) {
        case ReviewState::Proposed: return QObject::tr("Proposed");
        case ReviewState::Accepted: return QObject::tr("Accepted");
        case ReviewState::Corrected: return QObject::tr("Corrected");
        case ReviewState::Added: return QObject::tr("Added");
        case ReviewState::Unsure: return QObject::tr("Unsure");
        case ReviewState::Rejected: break;
    }
    return QObject::tr("Rejected");
}

std::vector<KeyFigure> keyFigures(const SlideFigures& f) {
    std::vector<KeyFigure> figures;
    figures.push_back({numberText(static_cast<double>(f.counted)), f.counted == 1 ? QObject::tr("glomerulus") : QObject::tr("glomeruli"),
                       f.counted == 0 ? QString() : f.unreviewed == 0 ? QObject::tr("all reviewed") : QObject::tr("%1 not reviewed").arg(f.unreviewed)});
    figures.push_back({densityText(f.tissue), QObject::tr("per mm² of tissue"),
                       f.tissue ? f.isTissueCorrected ? QObject::tr("%1 on %2, corrected").arg(f.tissue->glomeruli).arg(areaText(*f.tissue)) : f.isTissueOutlined ? QObject::tr("%1 on %2, outlined").arg(f.tissue->glomeruli).arg(areaText(*f.tissue)) : QObject::tr("on %1").arg(areaText(*f.tissue))
                                : QObject::tr("scale or tissue unknown")});
    figures.push_back({densityText(f.cortex), QObject::tr("per mm² of cortex"),
                       f.cortex ? QObject::tr("%1 on %2").arg(f.cortex->glomeruli).arg(areaText(*f.cortex)) : QObject::tr("no region “Cortex”")});
    const auto share = [&](std::optional<double> value, std::size_t n, const QString& label) {
        figures.push_back({value ? percentText(*value) : QStringLiteral("–"), label, value ? QObject::tr("%1 of %2").arg(n).arg(f.counted) : QString()});
    };
    share(f.globallySclerosedShare(), f.globallySclerosed, QObject::tr("globally sclerosed"));
    // No network proposes that class: none of it says nothing while nobody has looked.
    const bool isKnown = f.segmentallySclerosed > 0 || f.unreviewed == 0;
    share(isKnown ? f.segmentallySclerosedShare() : std::nullopt, f.segmentallySclerosed, QObject::tr("segmentally sclerosed"));
    if (!isKnown) figures.back().note = QObject::tr("not reviewed");
    return figures;
}

ReportTable countsTable(const SlideFigures& f) {
    ReportTable table;
    table.header << QObject::tr("Class");
    for (const ReviewState state : kStates) table.header << reviewStateName(state);
    table.header << QObject::tr("Counted");
    std::map<ReviewState, std::size_t> sums;
    for (const auto& [name, states] : f.byClass) {
        QStringList row{text(name)};
        std::size_t counted = 0;
        for (const ReviewState state : kStates) {
            const auto found = states.find(state);
            const std::size_t n = found == states.end() ? 0 : found->second;
            row << (n ? QString::number(n) : QStringLiteral("–"));
            sums[state] += n;
            counted += state == ReviewState::Rejected || f.notCounted.contains(name) ? 0 : n;
        }
        table.rows.push_back(row << QString::number(counted));
    }
    if (f.byClass.size() < 2) return table;
    QStringList row{QObject::tr("All")};
    for (const ReviewState state : kStates) row << (sums[state] ? QString::number(sums[state]) : QStringLiteral("–"));
    table.rows.push_back(row << QString::number(f.counted));
    return table;
}

ReportTable sizesTable(const std::vector<MeasuredObject>& glomeruli, bool isScaleKnown) {
    ReportTable table;
    table.header << QObject::tr("Measure") << "n" << QObject::tr("Mean") << QObject::tr("SD") << QObject::tr("Median") << QObject::tr("Quartiles") << QObject::tr("Smallest") << QObject::tr("Largest");
    if (glomeruli.empty()) return table;
    const auto row = [&](MeasureColumn column, const QString& name, int digits) {
        std::vector<double> values;
        for (const MeasuredObject& o : glomeruli)
            if (const auto v = numberOf(o, column)) values.push_back(*v);
        if (!values.empty()) addRow(table, name, values, digits);
    };
    const QString unit = isScaleKnown ? QStringLiteral("µm") : QStringLiteral("px");
    row(MeasureColumn::Area, QObject::tr("Area (%1)").arg(unit + "²"), 0);
    row(MeasureColumn::Diameter, QObject::tr("Equivalent diameter (%1)").arg(unit), 0);
    row(MeasureColumn::Feret, QObject::tr("Largest Feret diameter (%1)").arg(unit), 0);
    row(MeasureColumn::Circularity, QObject::tr("Circularity"), 2);
    row(MeasureColumn::Solidity, QObject::tr("Solidity"), 2);
    row(MeasureColumn::Probability, QObject::tr("Mean probability"), 2);
    row(MeasureColumn::EdgeDistance, QObject::tr("Distance to the tissue edge (%1)").arg(unit), 0);
    return table;
}

ReportTable slidesTable(const Report& report) {
    ReportTable table;
    table.header << QObject::tr("Slide") << QObject::tr("Glomeruli") << QObject::tr("Not reviewed") << QObject::tr("Per mm² tissue") << QObject::tr("Per mm² cortex")
                 << QObject::tr("Globally sclerosed") << QObject::tr("Mean ⌀");
    const auto row = [&](const QString& name, const SlideFigures& f, const std::vector<MeasuredObject>& glomeruli, bool isScaleKnown) {
        std::vector<double> diameters;
        for (const MeasuredObject& o : glomeruli) diameters.push_back(o.measures.form.equivalentDiameterUm);
        const auto share = f.globallySclerosedShare();
        table.rows.push_back({name, QString::number(f.counted), QString::number(f.unreviewed), densityText(f.tissue), densityText(f.cortex), share ? percentText(*share) : QStringLiteral("–"),
                              diameters.empty() || !isScaleKnown ? QStringLiteral("–") : numberText(distributionOf(diameters).mean) + " µm"});
    };
    for (const ReportSlide& s : report.slides) row(text(s.record.alias) + (s.record.stain.empty() ? QString() : ", " + text(s.record.stain)), s.figures, s.glomeruli, s.record.umPerPx.value.has_value());
    if (report.slides.size() > 1) row(QObject::tr("All"), report.total, report.glomeruli(), report.isScaleKnown());
    return table;
}

std::vector<Fact> howItWasMade(const ReportSlide& s) {
    std::vector<Fact> facts;
    const auto about = [&](const QString& name, const std::string& value) {
        if (!value.empty()) facts.push_back({name, text(value)});
    };
    about(QObject::tr("Case"), s.record.caseName);
    about(QObject::tr("Stain"), s.record.stain);
    about(QObject::tr("Block"), s.record.block);
    facts.push_back({QObject::tr("Size"), QObject::tr("%1 × %2 px").arg(numberText(static_cast<double>(s.record.size.width)), numberText(static_cast<double>(s.record.size.height)))});
    if (s.record.umPerPx.value)
        facts.back().text += QString(" (%1 × %2 mm)").arg(numberText(static_cast<double>(s.record.size.width) * *s.record.umPerPx.value / 1000, 1), numberText(static_cast<double>(s.record.size.height) * *s.record.umPerPx.value / 1000, 1));
    facts.push_back({QObject::tr("Scale"), scaleFact(s.record)});
    facts.push_back({QObject::tr("Outlines by"), sourcesText(s.all)});
    facts.push_back({QObject::tr("Reviewed by"), reviewersText(s.all)});
    facts.push_back({QObject::tr("Not reviewed"), s.figures.unreviewed == 0 ? QObject::tr("none") : QObject::tr("%1 of %2: as the model proposed them").arg(s.figures.unreviewed).arg(s.figures.counted)});
    if (s.signOff) {
        const QString exception = text(s.signOff->exception).simplified();
        facts.push_back({QObject::tr("Signed off"), text(s.signOff->person) + ", " + text(s.signOff->time).left(10) + (exception.isEmpty() ? QString() : "; " + QObject::tr("exception: %1").arg(exception))});
    } else {
        facts.push_back({QObject::tr("Signed off"), QObject::tr("no")});
    }
    if (s.figures.unsure > 0) facts.push_back({QObject::tr("Unsure"), QObject::tr("%1: a colleague is to be asked").arg(s.figures.unsure)});
    if (s.figures.tissue)
        facts.push_back({QObject::tr("Tissue"), s.figures.isTissueOutlined ? QObject::tr("regions “Tissue” of the project") : s.figures.isTissueCorrected ? QObject::tr("found on a picture of about 10 µm/px (darkness against the glass, Otsu's threshold), with regions “Tissue”, without “Artefact” and “Ignore”") : QObject::tr("found on a picture of about 10 µm/px (darkness against the glass, Otsu's threshold)")});
    if (s.figures.cortex) facts.push_back({QObject::tr("Cortex"), QObject::tr("regions “Cortex” of the project")});
    return facts;
}

std::vector<Fact> howItWasMade(const Report& report) {
    return {{QObject::tr("Made with"), "Bowman " + report.version},
            {QObject::tr("Made by"), report.person},
            {QObject::tr("Made on"), report.time.toString("yyyy-MM-dd HH:mm")}};
}

QStringList definitions() {
    return {QObject::tr("Counted are all glomeruli but the rejected ones and those of classes that the project does not count; those that nobody has reviewed count as the model proposed them."),
            QObject::tr("Equivalent diameter: of the circle of the same area. Feret diameter: the largest distance of two points of the outline. "
                        "Circularity: 4π · area / perimeter² of the outer outline, 1 for a circle; a rough outline has less. Solidity: area / area of the convex hull."),
            QObject::tr("Distance to the tissue edge: from the nearest point of the outline to the glass or the border of the slide, to about 10 µm."),
            QObject::tr("Density: glomeruli that lie on the area, divided by it. These are profiles on one section, not a count in three dimensions."),
            QObject::tr("Globally and segmentally sclerosed: by the class that a person or a model gave.")};
}

QString researchOnly() { return QObject::tr("For research only. Not a medical device: not for diagnosis."); }

QStringList captionOf(const MeasuredObject& o, bool isScaleKnown) {
    return {QString("№ %1 · %2 %3").arg(objectNumber(o.object->id)).arg(numberText(o.measures.form.equivalentDiameterUm), isScaleKnown ? QStringLiteral("µm") : QStringLiteral("px")),
            reviewStateName(o.object->state) + " · " + text(o.object->className)};
}

QString leftOutText(const ReportSlide& s) {
    const std::size_t shown = s.pictures.size(), all = s.glomeruli.size();
    if (!s.problem.isEmpty() || shown == all) return {};
    return QObject::tr("%1 of %2 glomeruli are shown: the first by number.").arg(shown).arg(all);
}

}  // namespace bowman::ui
