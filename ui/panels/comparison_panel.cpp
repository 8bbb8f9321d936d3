#include "ui/panels/comparison_panel.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/panels/copy_cells.h"

namespace bowman::ui {
namespace {

QString row(const QString& name, const QString& value, const QString& tip = {}) {
    return QString("<tr><td style='padding-right:12px'>%1</td><td><b>%2</b> %3</td></tr>").arg(name, value, tip);
}

QString kappaText(const Kappa& kappa) {
    if (!kappa.value) return kappa.objects == 0 ? ComparisonPanel::tr("none: no object in both readings") : ComparisonPanel::tr("none: both readers gave one class only");
    if (!kappa.standardError) return ComparisonPanel::tr("%1 on %2 objects; without a disagreement no interval can be given").arg(*kappa.value, 0, 'f', 2).arg(kappa.objects);
    return ComparisonPanel::tr("%1 (95 %: %2 to %3)").arg(*kappa.value, 0, 'f', 2).arg(kappa.low, 0, 'f', 2).arg(kappa.high, 0, 'f', 2);
}

QString number(const std::optional<double>& value) { return value ? QString::number(*value, 'f', 3) : QString(u'–'); }

/// Rows are the first reader's classes, columns the second's.
QString classTable(const ReadingComparison& c, const QString& first, const QString& second) {
    if (c.classes.empty()) return {};
    QString html = "<table cellspacing='0' cellpadding='3' border='1' style='border-collapse:collapse'><tr><td>" +
                   ComparisonPanel::tr("%1 ↓  %2 →").arg(first.toHtmlEscaped(), second.toHtmlEscaped()) + "</td>";
    for (const std::string& name : c.classes) html += "<td>" + QString::fromStdString(name).toHtmlEscaped() + "</td>";
    html += "</tr>";
    for (std::size_t i = 0; i < c.classes.size(); ++i) {
        html += "<tr><td>" + QString::fromStdString(c.classes[i]).toHtmlEscaped() + "</td>";
        for (std::size_t j = 0; j < c.classes.size(); ++j) html += QString(i == j ? "<td align='right'><b>%1</b></td>" : "<td align='right'>%1</td>").arg(c.classTable[i][j]);
        html += "</tr>";
    }
    return html + "</table>";
}

}  // namespace

ComparisonPanel::ComparisonPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("comparison");
    m_table = new QTableView;
    m_table->setObjectName("comparisonTable");
    m_table->setAccessibleName(tr("Places where two readers differ"));
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    constexpr int kWidths[] = {44, 190, 56, 56, 150, 150, 130, 130, 110};
    for (int c = 0; c < m_model.columnCount(); ++c) m_table->setColumnWidth(c, kWidths[c]);
    m_table->horizontalHeader()->setStretchLastSection(true);
    addCopying(*m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (m_quiet || !index.isValid()) return;
        m_current = static_cast<int>(m_model.objectAt(index.row()));
        Q_EMIT objectChosen(m_current);
    });
    m_summary = new QLabel;
    m_summary->setObjectName("comparisonSummary");
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_summary->setContentsMargins(10, 6, 10, 6);
    auto* scrolled = new QScrollArea;
    scrolled->setWidget(m_summary);
    scrolled->setWidgetResizable(true);
    scrolled->setFrameShape(QFrame::NoFrame);
    auto* places = new QWidget;
    auto* column = new QVBoxLayout(places);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeRulings());
    column->addWidget(m_table, 1);
    auto* split = new QSplitter(Qt::Horizontal);
    split->addWidget(scrolled);
    split->addWidget(places);
    split->setStretchFactor(1, 1);
    split->setSizes({380, 900});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(4);
    all->addWidget(makeBar());
    all->addWidget(split, 1);
    setMinimumHeight(160);
}

QWidget* ComparisonPanel::makeBar() {
    auto* bar = new QWidget;
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(8, 0, 8, 0);
    m_shown = new QComboBox;
    m_shown->setObjectName("comparisonShown");
    m_shown->addItems({tr("Disagreements"), tr("Not decided yet"), tr("Every object")});
    m_shown->setAccessibleName(tr("Which places are listed"));
    m_shown->setToolTip(tr("Which places are listed"));
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_quiet = true;
        m_model.setShown(static_cast<ComparisonModel::Show>(index));
        m_quiet = false;
        setCurrent(m_current);
    });
    m_outlineIou = new QDoubleSpinBox;
    m_outlineIou->setObjectName("outlineIou");
    m_outlineIou->setRange(0.5, 1);
    m_outlineIou->setSingleStep(0.05);
    m_outlineIou->setValue(ComparisonRule().outlineIou);
    m_outlineIou->setKeyboardTracking(false);
    m_outlineIou->setAccessibleName(tr("IoU below which outlines differ"));
    m_outlineIou->setToolTip(tr("Two outlines of one object with a smaller intersection over union are a disagreement"));
    connect(m_outlineIou, &QDoubleSpinBox::valueChanged, this, &ComparisonPanel::outlineIouChanged);
    auto* csv = new QPushButton(QIcon::fromTheme("document-export"), tr("CSV…"));
    csv->setObjectName("comparisonCsv");
    csv->setToolTip(tr("Writes every object with its IoU, Dice, classes, states and decision as a table for spreadsheets"));
    csv->setAccessibleName(tr("Export the comparison as CSV"));
    connect(csv, &QPushButton::clicked, this, &ComparisonPanel::csvRequested);
    m_adjudicate = new QPushButton(tr("&Adjudicate…"));
    m_adjudicate->setObjectName("adjudicate");
    m_adjudicate->setAccessibleName(tr("Adjudicate"));
    m_adjudicate->setToolTip(tr("A person decides place by place; the outcome is a third reading, both originals stay as they are"));
    connect(m_adjudicate, &QPushButton::clicked, this, &ComparisonPanel::adjudicationRequested);
    auto* close = new QPushButton(tr("&End Comparison"));
    close->setObjectName("endComparison");
    close->setToolTip(tr("Shows the slide with the reading that is open again"));
    connect(close, &QPushButton::clicked, this, &ComparisonPanel::closeRequested);
    line->addWidget(m_shown);
    line->addSpacing(12);
    line->addWidget(new QLabel(tr("Outlines differ below IoU")));
    line->addWidget(m_outlineIou);
    line->addStretch(1);
    line->addWidget(csv);
    line->addWidget(m_adjudicate);
    line->addWidget(close);
    return bar;
}

QWidget* ComparisonPanel::makeRulings() {
    m_rulings = new QWidget;
    auto* line = new QHBoxLayout(m_rulings);
    line->setContentsMargins(8, 0, 8, 0);
    constexpr const char* kNames[] = {"ruleFirst", "ruleSecond", "ruleNeither", "ruleOwn"};
    for (int i = 0; i < 4; ++i) {
        auto* button = new QPushButton;
        button->setObjectName(kNames[i]);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT ruled(static_cast<Ruling>(i)); });
        line->addWidget(button);
        m_ruling[static_cast<std::size_t>(i)] = button;
    }
    m_ruling[2]->setText(tr("Neither (0)"));
    m_ruling[2]->setToolTip(tr("There is no glomerulus here: kept as rejected"));
    m_ruling[3]->setText(tr("Own outline (E)"));
    m_ruling[3]->setToolTip(tr("Begin with an outline of theirs and change it with the brush; N goes on"));
    m_progress = new QLabel;
    m_progress->setObjectName("adjudicationProgress");
    m_progress->setAccessibleName(tr("How far the adjudication is"));
    line->addSpacing(12);
    line->addWidget(m_progress, 1);
    m_rulings->hide();
    return m_rulings;
}

void ComparisonPanel::show(ReadingComparison comparison, const QString& first, const QString& second) {
    m_first = first;
    m_second = second;
    m_quiet = true;
    m_model.setComparison(std::move(comparison), first, second);
    m_quiet = false;
    m_ruling[0]->setText(tr("%1 (1)").arg(QString(first).replace('&', "&&")));
    m_ruling[1]->setText(tr("%1 (2)").arg(QString(second).replace('&', "&&")));
    m_ruling[0]->setToolTip(tr("%1 is right: outline, class and state of the first reading").arg(first));
    m_ruling[1]->setToolTip(tr("%1 is right: outline, class and state of the second reading").arg(second));
    for (QPushButton* button : m_ruling) button->setAccessibleName(button->text());
    refreshSummary();
}

void ComparisonPanel::setAdjudicator(const QString& person, std::vector<AnnotationPtr> rulings) {
    m_quiet = true;
    m_model.setRulings(std::move(rulings));
    m_quiet = false;
    m_rulings->setVisible(!person.isEmpty());
    m_adjudicate->setVisible(person.isEmpty());
    std::size_t decided = 0, open = 0;
    for (std::size_t i = 0; i < m_model.comparison().objects.size(); ++i) {
        const bool isRuled = m_model.rulingOn(i) != nullptr;
        open += !isRuled;
        decided += isRuled && !m_model.comparison().objects[i].agrees();
    }
    m_progress->setText(tr("%1 of %2 decided by %3.  N, P: next, previous; Ctrl+Z takes back").arg(decided).arg(decided + open).arg(person));
    setCurrent(m_current);
}

void ComparisonPanel::say(const QString& text) { m_summary->setText(text.toHtmlEscaped()); }

void ComparisonPanel::refreshSummary() {
    const ReadingComparison& c = m_model.comparison();
    const ObjectAgreement& d = c.detection;
    QString html = "<table>";
    html += row(tr("Glomeruli of %1").arg(m_first.toHtmlEscaped()), QString::number(d.truth)) + row(tr("Glomeruli of %1").arg(m_second.toHtmlEscaped()), QString::number(d.predicted));
    html += row(tr("The same in both"), QString::number(d.matched), tr("(IoU ≥ %1)").arg(c.rule.matchingIou, 0, 'f', 2)) + row(tr("F1 of detection"), number(d.f1()));
    html += row(tr("Mean IoU"), number(c.meanIou)) + row(tr("Mean Dice"), number(c.meanDice));
    if (c.kappa.objects > 0)
        html += row(tr("One class from both"), tr("%1 of %2").arg(std::llround(c.kappa.observed * static_cast<double>(c.kappa.objects))).arg(c.kappa.objects), tr("(%1 %)").arg(100 * c.kappa.observed, 0, 'f', 0));
    html += row(tr("Cohen's kappa of class"), kappaText(c.kappa));
    html += row(tr("Disagreements"), QString::number(c.disagreements()));
    html += "</table>";
    m_summary->setText(html + "<p>" + classTable(c, m_first, m_second) + "</p>");
}

int ComparisonPanel::current() const { return m_current; }

void ComparisonPanel::setCurrent(int object) {
    m_current = object;
    const int wanted = object < 0 ? -1 : m_model.rowOf(static_cast<std::size_t>(object));
    m_quiet = true;
    if (wanted < 0) m_table->clearSelection();
    else m_table->selectRow(wanted);
    m_quiet = false;
    if (wanted >= 0) m_table->scrollTo(m_model.index(wanted, 0));
}

}  // namespace bowman::ui
