#include "ui/report/bar_plot.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

namespace bowman::ui {
namespace {

constexpr double kWidestLabel = 0.5;      // of the plot, for names before lying bars

double largestTotal(const BarPlot& plot) {
    double largest = 0;
    for (const PlotBar& bar : plot.bars) largest = std::max(largest, bar.total());
    return largest;
}

double lineOf(const QFontMetricsF& metrics) { return metrics.height(); }
double em(const QFontMetricsF& metrics) { return metrics.height() / 1.2; }

QFont boldOf(QFont font) {
    font.setBold(true);
    return font;
}

struct Pens {
    QPen grid, axis;
    Pens(const PlotLook& look, double unit) : grid(look.grid, unit / 14), axis(look.faint, unit / 11) {}
};

/// Numbers of the axis of counts, and lines across at each.
void paintCounts(QPainter& p, const BarPlot& plot, const PlotLayout& layout, const PlotLook& look) {
    const QFontMetricsF metrics(p.font(), p.device());
    const Pens pens(look, em(metrics));
    const bool lying = !plot.bins;
    for (double v = 0; v <= layout.top * 1.0001; v += layout.step) {
        const double share = v / layout.top;
        p.setPen(pens.grid);
        if (lying) {
            const double x = layout.area.left() + share * layout.area.width();
            p.drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.area.bottom()));
            p.setPen(look.faint);
            p.drawText(QRectF(x - 4 * em(metrics), layout.area.bottom() + em(metrics) * 0.2, 8 * em(metrics), lineOf(metrics)), Qt::AlignHCenter | Qt::AlignTop, axisNumber(v, layout.step));
        } else {
            const double y = layout.area.bottom() - share * layout.area.height();
            p.drawLine(QPointF(layout.area.left(), y), QPointF(layout.area.right(), y));
            p.setPen(look.faint);
            p.drawText(QRectF(layout.area.left() - 8.4 * em(metrics), y - lineOf(metrics) / 2, 8 * em(metrics), lineOf(metrics)), Qt::AlignRight | Qt::AlignVCenter, axisNumber(v, layout.step));
        }
    }
}

void paintBars(QPainter& p, const BarPlot& plot, const PlotLayout& layout, const PlotLook& look, const PlotFocus& focus) {
    const double gap = plot.bins && !layout.bars.empty() ? std::min(layout.bars.front().width() * 0.08, em(QFontMetricsF(p.font(), p.device())) * 0.15) : 0;
    p.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < plot.bars.size(); ++i) {
        const double total = plot.bars[i].total();
        double done = 0;
        for (const BarPart& part : plot.bars[i].parts) {
            if (!(part.value > 0)) continue;
            QColor colour = part.colour.isValid() ? part.colour : look.accent;
            if (focus.chosen >= 0 && static_cast<int>(i) != focus.chosen) colour.setAlphaF(0.3F);
            else if (static_cast<int>(i) == focus.hovered) colour = look.text.lightness() > 128 ? colour.lighter(118) : colour.darker(115);
            const QRectF& whole = layout.bars[i];
            const double from = done / total, to = (done + part.value) / total;
            const QRectF rect = plot.bins ? QRectF(whole.left() + gap, whole.bottom() - to * whole.height(), whole.width() - 2 * gap, (to - from) * whole.height())
                                          : QRectF(whole.left() + from * whole.width(), whole.top(), (to - from) * whole.width(), whole.height());
            p.fillRect(rect, colour);
            done += part.value;
        }
    }
}

/// Numbers along the axis of a histogram, as many as there is room for.
void paintBinNumbers(QPainter& p, const BarPlot& plot, const PlotLayout& layout, const PlotLook& look) {
    const QFontMetricsF metrics(p.font(), p.device());
    const Bins& bins = *plot.bins;
    const double perBin = layout.area.width() / bins.count;
    const double widest = std::max(metrics.horizontalAdvance(axisNumber(bins.lower(0), bins.width)), metrics.horizontalAdvance(axisNumber(bins.upper(bins.count - 1), bins.width)));
    // Round numbers, not just every third edge.
    double step = bins.width;
    while (step / bins.width * perBin < widest + em(metrics)) step = roundStep(step * 1.5);
    for (double v = std::ceil(bins.start / step - 1e-9) * step; v <= bins.upper(bins.count - 1) + step * 1e-6; v += step) {
        const double x = layout.area.left() + (v - bins.start) / bins.width * perBin;
        p.setPen(Pens(look, em(metrics)).axis);
        p.drawLine(QPointF(x, layout.area.bottom()), QPointF(x, layout.area.bottom() + em(metrics) * 0.25));
        p.setPen(look.faint);
        p.drawText(QRectF(x - 4 * em(metrics), layout.area.bottom() + em(metrics) * 0.3, 8 * em(metrics), lineOf(metrics)), Qt::AlignHCenter | Qt::AlignTop, axisNumber(v, step));
    }
}

void paintNames(QPainter& p, const BarPlot& plot, const PlotLayout& layout, const PlotLook& look) {
    const QFontMetricsF metrics(p.font(), p.device());
    for (std::size_t i = 0; i < plot.bars.size(); ++i) {
        const QRectF& slot = layout.places[i];
        const QRectF room(slot.left(), slot.top(), layout.area.left() - slot.left() - 0.5 * em(metrics), slot.height());
        p.setPen(look.text);
        p.drawText(room, Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(plot.bars[i].label, Qt::ElideRight, room.width()));
        p.drawText(QRectF(layout.bars[i].right() + 0.35 * em(metrics), slot.top(), 6 * em(metrics), slot.height()), Qt::AlignLeft | Qt::AlignVCenter, axisNumber(plot.bars[i].total(), 1));
    }
}

void paintMark(QPainter& p, const BarPlot& plot, const PlotLayout& layout, const PlotLook& look) {
    if (!plot.mark || !plot.bins) return;
    const Bins& bins = *plot.bins;
    const double share = (*plot.mark - bins.start) / (bins.width * bins.count);
    if (share < 0 || share > 1) return;
    const QFontMetricsF metrics(p.font(), p.device());
    const double x = layout.area.left() + share * layout.area.width();
    QPen pen(look.text, em(metrics) / 11, Qt::DotLine);
    p.setPen(pen);
    p.drawLine(QPointF(x, layout.area.top() - 0.2 * em(metrics)), QPointF(x, layout.area.bottom()));
    const double width = metrics.horizontalAdvance(plot.markText);
    const bool fitsRight = x + width + 0.4 * em(metrics) < layout.area.right();
    p.setPen(look.faint);
    p.drawText(QRectF(fitsRight ? x + 0.35 * em(metrics) : x - width - 0.35 * em(metrics), layout.area.top() - 0.45 * em(metrics), width + 1, lineOf(metrics)), Qt::AlignLeft | Qt::AlignTop, plot.markText);
}

void paintLegend(QPainter& p, const BarPlot& plot, const QRectF& rect, const PlotLook& look) {
    const QFontMetricsF metrics(p.font(), p.device());
    double x = rect.left();
    const double side = 0.7 * em(metrics);
    for (const LegendEntry& entry : plot.legend) {
        p.fillRect(QRectF(x, rect.center().y() - side / 2, side, side), entry.colour);
        p.setPen(look.faint);
        const double width = metrics.horizontalAdvance(entry.text);
        p.drawText(QRectF(x + side * 1.5, rect.top(), width + 1, rect.height()), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        x += side * 1.5 + width + em(metrics);
        if (x > rect.right()) break;
    }
}

}  // namespace

double PlotBar::total() const {
    double sum = 0;
    for (const BarPart& part : parts) sum += part.value;
    return sum;
}

bool BarPlot::isEmpty() const { return largestTotal(*this) <= 0; }

PlotLook PlotLook::onPaper(const QFont& font) {
    return {font, QColor(0x1f, 0x22, 0x26), QColor(0x5d, 0x61, 0x66), QColor(0xe2, 0xe2, 0xdf), QColor(0x1f, 0x6f, 0xb2)};
}

PlotLook PlotLook::onDark(const QFont& font) {
    return {font, QColor(0xe6, 0xe6, 0xe4), QColor(0xa6, 0xaa, 0xaf), QColor(0x45, 0x48, 0x4c), QColor(0x4f, 0x9d, 0xdb)};
}

QString axisNumber(double value, double step) {
    int digits = 0;
    for (double s = step; digits < 6 && std::abs(s - std::round(s)) > 1e-6; s *= 10) ++digits;
    return QString::number(std::abs(value) < step * 1e-6 ? 0.0 : value, 'f', digits);
}

PlotLayout layoutOf(const BarPlot& plot, const QRectF& rect, const QFontMetricsF& metrics) {
    PlotLayout layout;
    const double line = lineOf(metrics), unit = em(metrics);
    const double largest = std::max(1.0, largestTotal(plot));
    const bool lying = !plot.bins;
    const double room = lying ? rect.width() / (6 * unit) : rect.height() / (3 * unit);
    layout.step = std::max(1.0, roundStep(largest / std::clamp(room, 2.0, 5.0)));
    layout.top = std::ceil(largest / layout.step * (lying ? 1.0 : 1.0001)) * layout.step;
    const double titles = line * 1.7 + (plot.legend.empty() ? 0 : line * 1.2);
    const double below = line * (lying ? 2.3 : 2.5);
    double before = unit * 2.2 + metrics.horizontalAdvance(axisNumber(layout.top, layout.step));
    double after = 0.9 * unit;
    if (lying) {
        double widest = 0;
        for (const PlotBar& bar : plot.bars) widest = std::max(widest, metrics.horizontalAdvance(bar.label));
        before = std::min(widest + unit, rect.width() * kWidestLabel);
        after = unit + metrics.horizontalAdvance(axisNumber(largest, 1));
    }
    layout.area = rect.adjusted(before, titles, -after, -below);
    if (layout.area.width() < unit || layout.area.height() < unit) layout.area = {};
    const auto n = static_cast<double>(plot.bars.size());
    for (std::size_t i = 0; i < plot.bars.size() && !layout.area.isEmpty(); ++i) {
        const double share = std::min(1.0, plot.bars[i].total() / layout.top);
        if (lying) {
            const double height = std::min(layout.area.height() / n, line * 2.2);
            const QRectF slot(rect.left(), layout.area.top() + static_cast<double>(i) * height, rect.width(), height);
            layout.places.push_back(slot);
            layout.bars.emplace_back(layout.area.left(), slot.top() + height * 0.18, layout.area.width() * share, height * 0.64);
        } else {
            const double width = layout.area.width() / n;
            const QRectF slot(layout.area.left() + static_cast<double>(i) * width, layout.area.top(), width, layout.area.height());
            layout.places.push_back(slot);
            layout.bars.emplace_back(slot.left(), slot.bottom() - slot.height() * share, width, slot.height() * share);
        }
    }
    if (lying && !layout.places.empty()) layout.area.setBottom(layout.places.back().bottom());
    return layout;
}

int barAt(const PlotLayout& layout, const QPointF& p) {
    for (std::size_t i = 0; i < layout.places.size(); ++i)
        if (layout.places[i].contains(p)) return static_cast<int>(i);
    return -1;
}

void paintPlot(QPainter& painter, const BarPlot& plot, const QRectF& rect, const PlotLook& look, const PlotFocus& focus) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(boldOf(look.font));
    const QFontMetricsF bold(painter.font(), painter.device());
    painter.setPen(look.text);
    painter.drawText(QRectF(rect.left(), rect.top(), rect.width(), lineOf(bold)), Qt::AlignLeft | Qt::AlignTop, bold.elidedText(plot.title, Qt::ElideRight, rect.width()));
    painter.setFont(look.font);
    const QFontMetricsF metrics(look.font, painter.device());
    if (plot.isEmpty()) {
        painter.setPen(look.faint);
        painter.drawText(rect, Qt::AlignCenter | Qt::TextWordWrap, plot.whenEmpty);
        return painter.restore();
    }
    const PlotLayout layout = layoutOf(plot, rect, metrics);
    if (layout.area.isEmpty()) return painter.restore();
    if (!plot.legend.empty()) paintLegend(painter, plot, QRectF(rect.left(), rect.top() + lineOf(metrics) * 1.2, rect.width(), lineOf(metrics)), look);
    paintCounts(painter, plot, layout, look);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintBars(painter, plot, layout, look, focus);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Pens(look, em(metrics)).axis);
    if (plot.bins) painter.drawLine(layout.area.bottomLeft(), layout.area.bottomRight());
    else painter.drawLine(layout.area.topLeft(), layout.area.bottomLeft());
    if (plot.bins) paintBinNumbers(painter, plot, layout, look);
    else paintNames(painter, plot, layout, look);
    paintMark(painter, plot, layout, look);
    painter.setPen(look.faint);
    const QString axis = plot.bins ? plot.axis : plot.countAxis;
    // Below the middle of the axis, as far as it reaches without leaving the plot.
    const double half = std::min(layout.area.center().x() - rect.left(), rect.right() - layout.area.center().x());
    painter.drawText(QRectF(layout.area.center().x() - half, layout.area.bottom() + lineOf(metrics) * 1.25, 2 * half, lineOf(metrics)), Qt::AlignHCenter | Qt::AlignTop,
                     metrics.elidedText(axis, Qt::ElideRight, 2 * half));
    if (plot.bins) {
        painter.translate(rect.left() + lineOf(metrics) / 2, layout.area.center().y());
        painter.rotate(-90);
        painter.drawText(QRectF(-layout.area.height(), -lineOf(metrics) / 2, 2 * layout.area.height(), lineOf(metrics)), Qt::AlignCenter, plot.countAxis);
    }
    painter.restore();
}

}  // namespace bowman::ui
