// The pages of a report: what is put on them goes below what was there, on a new page where it does not fit. Lengths are in points (1/72 inch) and are
// painted at 20 units a point, so that letters keep their true distances. Used on one thread.
#pragma once

#include <functional>
#include <vector>

#include <QPainter>
#include <QPdfWriter>
#include <QStringList>

#include "ui/report/bar_plot.h"

namespace bowman::ui {

inline constexpr double kPoint = 20;

struct SheetFrame {
    QString footer;                ///< at the bottom of every page
    int pages = 0;                 ///< known from counting them first; 0 leaves "of n" out
};

class ReportSheet {
public:
    /// `device` is an A4 page at 20 · 72 dots per inch without margins: see prepare(). It outlives the sheet.
    ReportSheet(QPdfWriter& device, SheetFrame frame);
    ~ReportSheet();
    ReportSheet(const ReportSheet&) = delete;
    ReportSheet& operator=(const ReportSheet&) = delete;

    static void prepare(QPdfWriter& device);

    QPainter& painter() { return m_painter; }
    int pages() const { return m_page; }
    double width() const { return m_content.width() / kPoint; }
    double left() const { return m_content.left() / kPoint; }
    double y() const { return m_y / kPoint; }
    double room() const { return (m_content.bottom() - m_y) / kPoint; }
    double pageHeight() const { return m_content.height() / kPoint; }

    void newPage();
    /// A new page, unless so much is left on this one.
    void need(double points);
    void skip(double points) { m_y += points * kPoint; }

    QFont font(double points, bool bold = false) const;
    PlotLook look(double points) const { return PlotLook::onPaper(font(points)); }
    /// Lines as wide as the page; returns nothing, moves down.
    void text(const QString& text, double points, const QColor& colour, bool bold = false);
    void heading(const QString& text, double points);
    /// In a rectangle in points, elided.
    void textIn(const QRectF& points, const QString& text, const QFont& font, const QColor& colour, int flags = Qt::AlignLeft | Qt::AlignTop);
    /// Widths are shares of the page; the first column is left-aligned. The header is repeated on each page.
    struct Grid {
        std::vector<double> widths;
        bool isLastBold = false;
        bool isText = false;       ///< every column left-aligned and wrapped
    };
    void table(const QStringList& header, const std::vector<QStringList>& rows, const Grid& grid);

    static QRectF scaled(const QRectF& points) { return {points.x() * kPoint, points.y() * kPoint, points.width() * kPoint, points.height() * kPoint}; }

private:
    void footer();
    void row(const QStringList& cells, const Grid& grid, const QFont& font, const QColor& colour);
    double heightOf(const QStringList& cells, const Grid& grid, const QFont& font) const;

    QPdfWriter& m_device;
    SheetFrame m_frame;
    QPainter m_painter;
    QRectF m_content;
    double m_y = 0;
    int m_page = 1;
};

}  // namespace bowman::ui
