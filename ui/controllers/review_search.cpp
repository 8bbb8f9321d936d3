#include "ui/controllers/review_search.h"

#include "core/document/reading.h"

#include <string_view>

#include <QStringList>

namespace bowman::ui {

bool matchesSearch(const Annotation& annotation, const QString& text) {
    const QStringList words = text.split(' ', Qt::SkipEmptyParts);
    if (words.isEmpty()) return true;
    const std::string_view state = annotation.kind == AnnotationKind::Glomerulus ? toText(annotation.state) : toText(annotation.kind);
    const QStringList said{QString::fromStdString(annotation.className), QString::fromUtf8(state.data(), qsizetype(state.size())),
                           QString::fromStdString(annotation.note), QString::fromStdString(annotation.provenance.createdBy),
                           QString::fromStdString(annotation.provenance.reviewedBy), QString::fromStdString(annotation.provenance.model)};
    const QString all = said.join('\n');
    for (const QString& word : words) {
        const QString number = word.startsWith('#') ? word.mid(1) : word;
        bool isNumber = false;
        const qlonglong id = number.toLongLong(&isNumber);
        if (isNumber && id == objectNumber(annotation.id)) continue;
        if (word.startsWith('#') || !all.contains(word, Qt::CaseInsensitive)) return false;
    }
    return true;
}

}  // namespace bowman::ui
