#include "ui/panels/adjudication_facts.h"

#include <QCoreApplication>

#include "core/measure/adjudication.h"

namespace bowman::ui {
namespace {

QString text(const char* english) { return QCoreApplication::translate("AdjudicationFacts", english); }

bool isEmpty(const Annotation& a, const char* field) {
    const auto found = a.extras.find(field);
    const auto* uuid = found == a.extras.end() ? nullptr : std::get_if<std::string>(&found->second);
    return !uuid || uuid->empty();
}

}  // namespace

QStringList adjudicationFacts(const Annotation& annotation) {
    const std::string ruling = rulingOf(annotation);
    QStringList lines;
    if (ruling == "agreed") lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "both readers agree"));
    else if (ruling == toText(Ruling::First)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "decided: reader 1 is right"));
    else if (ruling == toText(Ruling::Second)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "decided: reader 2 is right"));
    else if (ruling == toText(Ruling::Neither)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "decided: neither reader is right"));
    else if (ruling == toText(Ruling::Own)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "decided: an outline of the adjudicator's own"));
    else return lines;
    if (isEmpty(annotation, kFirstOriginal)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "reader 1 has nothing here"));
    if (isEmpty(annotation, kSecondOriginal)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "reader 2 has nothing here"));
    if (isCutAtNeighbours(annotation)) lines << text(QT_TRANSLATE_NOOP("AdjudicationFacts", "cut where decided neighbours lie"));
    return lines;
}

bool isAdjudicationField(const std::string& name) { return name == kFirstOriginal || name == kSecondOriginal || name == kRuling || name == kCutAtNeighbours; }

}  // namespace bowman::ui
