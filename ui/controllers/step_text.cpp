#include "ui/controllers/step_text.h"

#include <array>
#include <optional>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace bowman::ui {
namespace {

constexpr const char* kContext = "StepText";

/// What steps are called where they are made (ui/tools, ui/controllers/review, core/document, core/measure, core/formats). What is more special first.
constexpr const char* kSteps[] = {
    QT_TRANSLATE_NOOP("StepText", "brush on %1"),
    QT_TRANSLATE_NOOP("StepText", "brush: new %1"),
    QT_TRANSLATE_NOOP("StepText", "eraser on %1"),
    QT_TRANSLATE_NOOP("StepText", "eraser: new %1"),
    QT_TRANSLATE_NOOP("StepText", "polygon on %1"),
    QT_TRANSLATE_NOOP("StepText", "polygon: new %1"),
    QT_TRANSLATE_NOOP("StepText", "magnetic on %1"),
    QT_TRANSLATE_NOOP("StepText", "magnetic: new %1"),
    QT_TRANSLATE_NOOP("StepText", "wand on %1"),
    QT_TRANSLATE_NOOP("StepText", "wand: new %1"),
    QT_TRANSLATE_NOOP("StepText", "click on %1"),
    QT_TRANSLATE_NOOP("StepText", "click: new %1"),
    QT_TRANSLATE_NOOP("StepText", "redraw border of %1"),
    QT_TRANSLATE_NOOP("StepText", "redraw border: new %1"),
    QT_TRANSLATE_NOOP("StepText", "redraw border"),
    QT_TRANSLATE_NOOP("StepText", "region: new %1"),
    QT_TRANSLATE_NOOP("StepText", "region: cut from %1"),
    QT_TRANSLATE_NOOP("StepText", "region: joined with %1"),
    QT_TRANSLATE_NOOP("StepText", "tissue: painted to it"),
    QT_TRANSLATE_NOOP("StepText", "tissue: taken from it"),
    QT_TRANSLATE_NOOP("StepText", "move a point of %1"),
    QT_TRANSLATE_NOOP("StepText", "add a point to %1"),
    QT_TRANSLATE_NOOP("StepText", "remove a point of %1"),
    QT_TRANSLATE_NOOP("StepText", "fill holes of %1"),
    QT_TRANSLATE_NOOP("StepText", "smooth %1"),
    QT_TRANSLATE_NOOP("StepText", "simplify %1"),
    QT_TRANSLATE_NOOP("StepText", "grow %1"),
    QT_TRANSLATE_NOOP("StepText", "shrink %1"),
    QT_TRANSLATE_NOOP("StepText", "convex hull of %1"),
    QT_TRANSLATE_NOOP("StepText", "split %1"),
    QT_TRANSLATE_NOOP("StepText", "merge %1 objects into %2"),
    QT_TRANSLATE_NOOP("StepText", "duplicate %1"),
    QT_TRANSLATE_NOOP("StepText", "accept %1"),
    QT_TRANSLATE_NOOP("StepText", "reject %1"),
    QT_TRANSLATE_NOOP("StepText", "unsure about %1"),
    QT_TRANSLATE_NOOP("StepText", "class of %1"),
    QT_TRANSLATE_NOOP("StepText", "%1: accept %2"),
    QT_TRANSLATE_NOOP("StepText", "delete %1"),
    QT_TRANSLATE_NOOP("StepText", "no note on %1"),
    QT_TRANSLATE_NOOP("StepText", "note on %1"),
    QT_TRANSLATE_NOOP("StepText", "accept maybe: %1"),
    QT_TRANSLATE_NOOP("StepText", "reject maybe: %1"),
    QT_TRANSLATE_NOOP("StepText", "rename classes of %1"),
    QT_TRANSLATE_NOOP("StepText", "find glomeruli: %1 proposed"),
    QT_TRANSLATE_NOOP("StepText", "import of %1 labels"),
    QT_TRANSLATE_NOOP("StepText", "begin the reading with what the network proposed"),
    QT_TRANSLATE_NOOP("StepText", "begin the consensus with what both readers agree on"),
    QT_TRANSLATE_NOOP("StepText", "reader 1 is right: %1"),
    QT_TRANSLATE_NOOP("StepText", "reader 2 is right: %1"),
    QT_TRANSLATE_NOOP("StepText", "neither reader is right: %1"),
    QT_TRANSLATE_NOOP("StepText", "own outline: %1"),
};

constexpr const char* kObjects[] = {
    QT_TRANSLATE_NOOP("StepText", "complete region %1"),
    QT_TRANSLATE_NOOP("StepText", "glomerulus %1"),
    QT_TRANSLATE_NOOP("StepText", "structure %1"),
    QT_TRANSLATE_NOOP("StepText", "region %1"),
    QT_TRANSLATE_NOOP("StepText", "%1 glomeruli"),
    QT_TRANSLATE_NOOP("StepText", "%1 glomerulus"),
};

struct Pattern {
    explicit Pattern(const char* text) : english(text) {
        QStringList between;
        for (const QString& part : QString::fromUtf8(text).split(QRegularExpression("%[12]"))) between << QRegularExpression::escape(part);
        expression = QRegularExpression("^" + between.join("(.+?)") + "$");
    }
    const char* english;
    QRegularExpression expression;
};

template <std::size_t N>
std::vector<Pattern> patternsOf(const char* const (&texts)[N]) {
    return {std::begin(texts), std::end(texts)};
}

/// The pattern in the window's language with its parts put in; empty where it is another one.
template <typename PartText>
std::optional<QString> translated(const QString& text, const std::vector<Pattern>& patterns, PartText partText) {
    for (const Pattern& pattern : patterns) {
        const QRegularExpressionMatch match = pattern.expression.match(text);
        if (!match.hasMatch()) continue;
        QStringList parts = match.capturedTexts().mid(1);
        for (QString& part : parts) part = partText(part);
        const QString here = QCoreApplication::translate(kContext, pattern.english);
        return parts.empty() ? here : parts.size() == 1 ? here.arg(parts[0]) : here.arg(parts[0], parts[1]);
    }
    return std::nullopt;
}

/// "glomerulus 3, structure 7"; names of classes and numbers stay.
QString objectsText(const QString& text) {
    static const std::vector<Pattern> objects = patternsOf(kObjects);
    QStringList all = text.split(", ");
    for (QString& one : all) one = translated(one, objects, [](const QString& part) { return part; }).value_or(one);
    return all.join(", ");
}

}  // namespace

QString stepText(const std::string& label) {
    static const std::vector<Pattern> steps = patternsOf(kSteps);
    const QString text = QString::fromStdString(label);
    return translated(text, steps, objectsText).value_or(text);
}

std::vector<QString> stepPatterns() { return {std::begin(kSteps), std::end(kSteps)}; }

}  // namespace bowman::ui
