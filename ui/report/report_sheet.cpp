#include "ui/report/report_sheet.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QFontMetricsF>
#include <QMarginsF>
#include <QObject>
#include <QPageSize>

namespace bowman::ui {
namespace {

constexpr double kMargin = 42;           // 15 mm
constexpr double kFooter = 26;
constexpr double kTablePoints = 8.5;
constexpr double kCellAround = 3;
const QColor kText(0x1f, 0x22, 0x26), kFaint(0x5d, 0x61, 0x66), kLine(0xd8, 0xd8, 0xd5);

}  // namespace

void ReportSheet::prepare(QPdfWriter& device) {
    device.setResolution(static_cast<int>(72 * kPoint));
    device.setPageSize(QPageSize(QPageSize::A4));
    device.setPageMargins(QMarginsF(0, 0, 0, 0));
}

ReportSheet::ReportSheet(QPdfWriter& device, SheetFrame frame) : m_device(device), m_frame(std::move(frame)), m_painter(&device) {
    const double margin = kMargin * kPoint;
    m_content = QRectF(0, 0, device.width(), device.height()).adjusted(margin, margin, -margin, -margin - kFooter * kPoint);
    m_y = m_content.top();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
}

ReportSheet::~ReportSheet() { footer(); }

QFont ReportSheet::font(double points, bool bold) const {
    QFont font("Noto Sans");
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(static_cast<int>(std::lround(points * kPoint)));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

void ReportSheet::footer() {
    const double top = (m_content.bottom() + 12 * kPoint) / kPoint;
    const QRectF line(left(), top, width(), 12);
    m_painter.setPen(QPen(kLine, 0.5 * kPoint));
    m_painter.drawLine(scaled(line).topLeft(), scaled(line).topRight());
    const QRectF below = line.translated(0, 4);
    textIn(below, m_frame.footer, font(7.5), kFaint);
    const QString page = m_frame.pages > 0 ? QObject::tr("%1 of %2").arg(m_page).arg(m_frame.pages) : QString::number(m_page);
    textIn(below, page, font(7.5), kFaint, Qt::AlignRight | Qt::AlignTop);
}

void ReportSheet::newPage() {
    footer();
    m_device.newPage();
    ++m_page;
    m_y = m_content.top();
}

void ReportSheet::need(double points) {
    if (room() < points && m_y > m_content.top()) newPage();
}

void ReportSheet::text(const QString& text, double points, const QColor& colour, bool bold) {
    m_painter.setFont(font(points, bold));
    const QRectF all(m_content.left(), 0, m_content.width(), 1e7);
    const QRectF bounds = m_painter.boundingRect(all, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    need(bounds.height() / kPoint);
    m_painter.setPen(colour);
    m_painter.drawText(QRectF(m_content.left(), m_y, m_content.width(), bounds.height() + kPoint), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    m_y += bounds.height();
}

void ReportSheet::heading(const QString& heading, double points) {
    need(points * 8);              // with something below it
    if (m_y > m_content.top()) skip(points);
    text(heading, points, kText, true);
    skip(points * 0.3);
}

void ReportSheet::textIn(const QRectF& points, const QString& text, const QFont& font, const QColor& colour, int flags) {
    m_painter.setFont(font);
    m_painter.setPen(colour);
    const QFontMetricsF metrics(font, &m_device);
    const QRectF rect = scaled(points);
    m_painter.drawText(rect, flags, metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

double ReportSheet::heightOf(const QStringList& cells, const Grid& grid, const QFont& font) const {
    const QFontMetricsF metrics(font, &m_device);
    double height = metrics.height();
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const double wide = grid.widths[static_cast<std::size_t>(i)] * m_content.width() - 2 * kCellAround * kPoint;
        height = std::max(height, metrics.boundingRect(QRectF(0, 0, wide, 1e7), Qt::TextWordWrap, cells[i]).height());
    }
    return height + 2 * kCellAround * 0.8 * kPoint;
}

void ReportSheet::row(const QStringList& cells, const Grid& grid, const QFont& font, const QColor& colour) {
    const double height = heightOf(cells, grid, font), around = kCellAround * kPoint;
    m_painter.setFont(font);
    double x = m_content.left();
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const double wide = grid.widths[static_cast<std::size_t>(i)] * m_content.width();
        m_painter.setPen(grid.isText && i == 0 ? kFaint : colour);
        const int side = grid.isText || i == 0 ? Qt::AlignLeft : Qt::AlignRight;
        m_painter.drawText(QRectF(x + (i == 0 ? 0 : around), m_y + around * 0.8, wide - 2 * around, height), side | Qt::AlignTop | Qt::TextWordWrap, cells[i]);
        x += wide;
    }
    m_y += height;
    m_painter.setPen(QPen(kLine, 0.5 * kPoint));
    m_painter.drawLine(QPointF(m_content.left(), m_y), QPointF(m_content.right(), m_y));
}

void ReportSheet::table(const QStringList& header, const std::vector<QStringList>& rows, const Grid& grid) {
    const QFont plain = font(kTablePoints), bold = font(kTablePoints, true);
    const auto top = [&] {
        if (!header.isEmpty()) row(header, grid, bold, kFaint);
    };
    need(kTablePoints * 5);
    top();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QFont& used = grid.isLastBold && i + 1 == rows.size() && i > 0 ? bold : plain;
        if (m_y + heightOf(rows[i], grid, used) > m_content.bottom()) {
            newPage();
            top();
        }
        row(rows[i], grid, used, kText);
    }
}

}  // namespace bowman::ui
