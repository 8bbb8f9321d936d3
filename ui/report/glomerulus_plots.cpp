#include "ui/report/glomerulus_plots.h"

#include <algorithm>
#include <array>
#include <map>

#include <QObject>

#include "ui/canvas/state_style.h"
#include "ui/report/report_text.h"

namespace bowman::ui {
namespace {

constexpr int kSizeBins = 12;
constexpr double kCheckFirst = 0.6;       // as in the review: see ui/controllers/review.h
constexpr std::array kStates = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added, ReviewState::Unsure, ReviewState::Proposed};

std::optional<double> valueOf(PlotKind kind, const MeasuredObject& o) {
    if (!o.isCounted) return std::nullopt;
    if (kind == PlotKind::Sizes) return o.measures.form.equivalentDiameterUm;
    return o.object->prediction.empty() ? std::nullopt : std::optional(o.object->uncertainty);
}

BarPlot histogramOf(PlotKind kind, const std::vector<MeasuredObject>& objects) {
    BarPlot plot;
    std::vector<double> values;
    for (const MeasuredObject& o : objects)
        if (const auto value = valueOf(kind, o)) values.push_back(*value);
    // Doubt is always shown from sure to no idea, so that two slides can be compared at a glance.
    plot.bins = kind == PlotKind::Doubt ? Bins{0, 0.1, values.empty() ? 0 : std::max(10, static_cast<int>(std::ceil(*std::max_element(values.begin(), values.end()) * 10 - 1e-9)))}
                                        : roundBins(values, kSizeBins);
    plot.bars.resize(static_cast<std::size_t>(plot.bins->count), PlotBar{{}, {BarPart{}}});
    for (const double v : values)
        if (const int bin = plot.bins->binOf(v); bin >= 0) plot.bars[static_cast<std::size_t>(bin)].parts.front().value += 1;
    for (int i = 0; i < plot.bins->count; ++i)
        plot.bars[static_cast<std::size_t>(i)].label = axisNumber(plot.bins->lower(i), plot.bins->width) + "–" + axisNumber(plot.bins->upper(i), plot.bins->width);
    return plot;
}

BarPlot classesOf(const std::vector<MeasuredObject>& objects) {
    BarPlot plot;
    std::map<std::string, std::map<ReviewState, double>> counts;
    std::map<ReviewState, double> states;
    for (const MeasuredObject& o : objects) {
        if (!o.isCounted) continue;
        ++counts[o.object->className][o.object->state];
        ++states[o.object->state];
    }
    for (const auto& [name, ofStates] : counts) {
        PlotBar bar{QString::fromStdString(name), {}};
        for (const ReviewState state : kStates)
            if (const auto found = ofStates.find(state); found != ofStates.end()) bar.parts.push_back({found->second, styleOf(state).colour});
        plot.bars.push_back(std::move(bar));
    }
    std::stable_sort(plot.bars.begin(), plot.bars.end(), [](const PlotBar& a, const PlotBar& b) { return a.total() > b.total(); });
    for (const ReviewState state : kStates)
        if (states[state] > 0) plot.legend.push_back({reviewStateName(state), styleOf(state).colour});
    return plot;
}

}  // namespace

BarPlot plotOf(PlotKind kind, const std::vector<MeasuredObject>& objects, bool isScaleKnown) {
    BarPlot plot = kind == PlotKind::Classes ? classesOf(objects) : histogramOf(kind, objects);
    plot.countAxis = QObject::tr("Glomeruli");
    plot.whenEmpty = QObject::tr("No glomeruli");
    if (kind == PlotKind::Sizes) {
        plot.title = QObject::tr("Size");
        plot.axis = isScaleKnown ? QObject::tr("Equivalent diameter (µm)") : QObject::tr("Equivalent diameter (px)");
    } else if (kind == PlotKind::Doubt) {
        plot.title = QObject::tr("Doubt of the network");
        plot.axis = QObject::tr("Uncertainty (bits)");
        // Where nothing lies beyond it, it would say that nothing needs to be checked.
        if (std::any_of(objects.begin(), objects.end(), [](const MeasuredObject& o) { return valueOf(PlotKind::Doubt, o).value_or(0) >= kCheckFirst; })) {
            plot.mark = kCheckFirst;
            plot.markText = QObject::tr("check first");
        }
        plot.whenEmpty = QObject::tr("No glomeruli found by a network");
    } else {
        plot.title = QObject::tr("Class and state");
        plot.axis = QObject::tr("Class");
    }
    return plot;
}

bool isInBar(PlotKind kind, const BarPlot& plot, int bar, const MeasuredObject& object) {
    if (bar < 0 || bar >= static_cast<int>(plot.bars.size()) || !object.isCounted) return false;
    if (kind == PlotKind::Classes) return plot.bars[static_cast<std::size_t>(bar)].label == QString::fromStdString(object.object->className);
    const auto value = valueOf(kind, object);
    return value && plot.bins->binOf(*value) == bar;
}

QString barText(PlotKind kind, const BarPlot& plot, int bar, bool isScaleKnown) {
    if (bar < 0 || bar >= static_cast<int>(plot.bars.size())) return {};
    const QString& label = plot.bars[static_cast<std::size_t>(bar)].label;
    if (kind == PlotKind::Sizes) return (isScaleKnown ? QObject::tr("Diameter %1 µm") : QObject::tr("Diameter %1 px")).arg(label);
    return kind == PlotKind::Doubt ? QObject::tr("Doubt %1").arg(label) : QObject::tr("Class %1").arg(label);
}

}  // namespace bowman::ui
