#include "ui/dialogs/go_to_dialog.h"

#include <QDialogButtonBox>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace bowman::ui {
namespace {

/// A point is the decimal sign; a comma is one of thousands where three digits follow.
std::optional<double> numberFrom(QString text) {
    static const QRegularExpression thousands(QStringLiteral(",(?=\\d{3}(?!\\d))"));
    text.remove(thousands);
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

QString lowerUnit(QString unit) {
    unit = unit.toLower();
    return unit == QStringLiteral("um") || unit == QStringLiteral("μm") ? QStringLiteral("µm") : unit;   // Latin, Greek mu
}

}  // namespace

Destination destinationFrom(const QString& text, std::optional<double> umPerPx, PixelSize slide) {
    const QString plain = text.trimmed();
    if (plain.isEmpty()) return {{}, QObject::tr("Two numbers, or # and the number of an object")};
    static const QRegularExpression object(QStringLiteral("^#\\s*(\\d{1,15})$"));
    if (const auto match = object.match(plain); match.hasMatch()) return {AnnotationId(match.captured(1).toLongLong()), {}};
    static const QRegularExpression position(
        QStringLiteral("^x?\\s*=?\\s*(-?[\\d.,]*\\d)\\s*(px|µm|μm|um|mm)?\\s*(?:[,;]|\\s)\\s*y?\\s*=?\\s*(-?[\\d.,]*\\d)\\s*(px|µm|μm|um|mm)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = position.match(plain);
    if (!match.hasMatch()) return {{}, QObject::tr("This is not a position: write x and y, as 18204, 9112 or 4.5, 2.28 mm")};
    const auto x = numberFrom(match.captured(1)), y = numberFrom(match.captured(3));
    if (!x || !y) return {{}, QObject::tr("One of the two is not a number")};
    QString unitX = lowerUnit(match.captured(2)), unitY = lowerUnit(match.captured(4));
    if (unitX.isEmpty()) unitX = unitY;
    if (unitY.isEmpty()) unitY = unitX;
    const auto pixels = [&](double value, const QString& unit) {
        if (unit == QStringLiteral("µm")) return value / *umPerPx;
        if (unit == QStringLiteral("mm")) return value * 1000 / *umPerPx;
        return value;
    };
    const bool needsScale = unitX == QStringLiteral("µm") || unitX == QStringLiteral("mm") || unitY == QStringLiteral("µm") || unitY == QStringLiteral("mm");
    if (needsScale && !umPerPx) return {{}, QObject::tr("µm per pixel is not known for this slide: use pixels")};
    const SlidePoint point{pixels(*x, unitX), pixels(*y, unitY)};
    if (point.x < 0 || point.y < 0 || point.x > static_cast<double>(slide.width) || point.y > static_cast<double>(slide.height))
        return {{}, QObject::tr("Outside: the slide has %L1 × %L2 pixels").arg(slide.width).arg(slide.height)};
    return {point, {}};
}

GoToDialog::GoToDialog(const QString& text, std::optional<double> umPerPx, PixelSize slide, QWidget* parent)
    : QDialog(parent), m_text(new QLineEdit(text)), m_hint(new QLabel), m_umPerPx(umPerPx), m_slide(slide) {
    setObjectName("goToDialog");
    setWindowTitle(tr("Go To"));
    m_text->setObjectName("place");
    m_text->setPlaceholderText(tr("18204, 9112   or   4.5, 2.28 mm   or   #12"));
    m_text->selectAll();
    m_hint->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_go = buttons->button(QDialogButtonBox::Ok);
    m_go->setText(tr("Go"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_text, &QLineEdit::textChanged, this, &GoToDialog::refresh);
    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(new QLabel(tr("Position (px, µm or mm from the upper left corner), or # and an object's number:")));
    all->addWidget(m_text);
    all->addWidget(m_hint);
    all->addWidget(buttons);
    setMinimumWidth(460);
    refresh();
}

void GoToDialog::refresh() {
    const Destination found = destination();
    m_go->setEnabled(found.problem.isEmpty());
    if (const SlidePoint* point = std::get_if<SlidePoint>(&found.where))
        m_hint->setText(tr("x %L1, y %L2 px").arg(point->x, 0, 'f', 0).arg(point->y, 0, 'f', 0));
    else if (const AnnotationId* id = std::get_if<AnnotationId>(&found.where))
        m_hint->setText(tr("Object %1").arg(*id));
    else
        m_hint->setText(found.problem);
}

}  // namespace bowman::ui
