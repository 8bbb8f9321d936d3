#include "ui/panels/comparison_model.h"

#include <algorithm>

#include <QFont>

#include "core/measure/adjudication.h"
#include "ui/panels/state_icon.h"

namespace bowman::ui {
namespace {

enum Column { Number, Difference, Iou, Dice, FirstClass, SecondClass, FirstState, SecondState, Decision, kColumns };

QString rulingText(const AnnotationPtr& ruled, const QString& first, const QString& second) {
    if (!ruled) return {};
    const std::string ruling = rulingOf(*ruled);
    if (ruling == "first") return first;
    if (ruling == "second") return second;
    if (ruling == "neither") return ComparisonModel::tr("neither");
    return ruling == "own" ? ComparisonModel::tr("own outline") : ComparisonModel::tr("agreed");
}

}  // namespace

QString differenceText(const ComparedObject& object, const QString& first, const QString& second) {
    QStringList parts;
    for (const Disagreement kind : object.differences) {
        switch (kind) {
            case Disagreement::OnlyFirst: parts << ComparisonModel::tr("only %1").arg(first); break;
            case Disagreement::OnlySecond: parts << ComparisonModel::tr("only %1").arg(second); break;
            case Disagreement::Verdict: parts << ComparisonModel::tr("accepted or rejected"); break;
            case Disagreement::Undecided: parts << ComparisonModel::tr("not decided"); break;
            case Disagreement::Outline: parts << ComparisonModel::tr("outline"); break;
            case Disagreement::Class: parts << ComparisonModel::tr("class"); break;
        }
    }
    return parts.isEmpty() ? ComparisonModel::tr("agree") : parts.join(", ");
}

void ComparisonModel::setComparison(ReadingComparison comparison, const QString& first, const QString& second) {
    beginResetModel();
    m_comparison = std::move(comparison);
    m_rulings.clear();
    m_first = first;
    m_second = second;
    arrange();
    endResetModel();
}

void ComparisonModel::setRulings(std::vector<AnnotationPtr> rulings) {
    beginResetModel();
    m_rulings = std::move(rulings);
    arrange();
    endResetModel();
}

void ComparisonModel::setShown(Show shown) {
    beginResetModel();
    m_shown = shown;
    arrange();
    endResetModel();
}

void ComparisonModel::arrange() {
    m_rows.clear();
    for (std::size_t i = 0; i < m_comparison.objects.size(); ++i) {
        const bool differs = !m_comparison.objects[i].agrees();
        const bool isOpen = m_rulings.empty() ? differs : !rulingOn(i);
        if (m_shown == Show::Everything || (m_shown == Show::Disagreements ? differs || isOpen : isOpen)) m_rows.push_back(i);
    }
}

int ComparisonModel::rowOf(std::size_t object) const {
    const auto found = std::find(m_rows.begin(), m_rows.end(), object);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ComparisonModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int ComparisonModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const std::size_t at = objectAt(index.row());
    const ComparedObject& object = m_comparison.objects[at];
    const bool isNumber = index.column() == Number || index.column() == Iou || index.column() == Dice;
    if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::FontRole && index.column() == Difference && !object.agrees() && !rulingOn(at)) {
        QFont font;
        font.setBold(true);
        return font;
    }
    const bool isFirst = index.column() == FirstClass || index.column() == FirstState;
    const AnnotationPtr& side = isFirst ? object.first : object.second;
    if (role == Qt::DecorationRole && (index.column() == FirstState || index.column() == SecondState)) return side ? stateIcon(*side) : QVariant();
    if (role != Qt::DisplayRole) return {};
    const bool isPair = object.first && object.second;
    switch (index.column()) {
        case Number: return static_cast<qulonglong>(at + 1);
        case Difference: return differenceText(object, m_first, m_second);
        case Iou: return isPair ? QString::number(object.iou, 'f', 2) : QString();
        case Dice: return isPair ? QString::number(object.dice, 'f', 2) : QString();
        case FirstClass:
        case SecondClass: return side ? QString::fromStdString(side->className) : QString(u'–');
        case FirstState:
        case SecondState: return side ? stateText(*side) : QString(u'–');
        case Decision: return rulingText(rulingOn(at), m_first, m_second);
        default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Number: return tr("No.");
        case Difference: return tr("Difference");
        case Iou: return tr("IoU");
        case Dice: return tr("Dice");
        case FirstClass: return tr("Class, %1").arg(m_first);
        case SecondClass: return tr("Class, %1").arg(m_second);
        case FirstState: return tr("State, %1").arg(m_first);
        case SecondState: return tr("State, %1").arg(m_second);
        case Decision: return tr("Decision");
        default: return {};
    }
}

}  // namespace bowman::ui
