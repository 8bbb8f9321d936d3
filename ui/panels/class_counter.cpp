#include "ui/panels/class_counter.h"

#include "ui/controllers/text.h"

namespace bowman::ui {

ClassCounter::ClassCounter(QWidget* parent) : QLabel(parent) {
    setObjectName("classCounter");
    setAccessibleName(tr("Glomeruli by class"));
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setContentsMargins(8, 0, 8, 0);
    hide();
}

void ClassCounter::setTally(const ClassTally& tally) {
    setVisible(!tally.entries.empty());
    if (tally == m_tally) return;
    m_tally = tally;
    QStringList parts;
    for (const auto& [paletteClass, count] : tally.entries) {
        const QString colour = QString("#%1%2%3").arg(paletteClass.colour[0], 2, 16, QChar('0')).arg(paletteClass.colour[1], 2, 16, QChar('0')).arg(paletteClass.colour[2], 2, 16, QChar('0'));
        parts << QString("<span style='color:%1'>■</span>&nbsp;%2&nbsp;<b>%3</b>").arg(colour, QString::fromStdString(paletteClass.name).toHtmlEscaped().replace(' ', "&nbsp;")).arg(count);
    }
    if (const auto share = tally.sclerosedShare())
        parts << tr("<b>%1&nbsp;%</b>&nbsp;globally&nbsp;sclerosed").arg(100 * *share, 0, 'f', 1);
    setText(parts.join("  &nbsp; "));
    setToolTip(tr("%1 of %2 globally sclerosed; rejected objects are not counted. %3 of them nobody has decided on yet.")
                   .arg(tally.globallySclerosed).arg(glomeruliText(tally.glomeruli)).arg(tally.undecided));
}

}  // namespace bowman::ui
