#include "ui/main_window/cheat_sheet.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <QStringList>

namespace bowman::ui {
namespace {

using enum Command;

struct Group {
    QString title;
    std::vector<std::pair<QString, QString>> rows;    // keys, what they do
    int height() const { return static_cast<int>(rows.size()) + 2; }
};

QStringList keysOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts()) keys << key.toString(QKeySequence::NativeText);
    if (const QString shown = action.property("shownKey").toString(); !shown.isEmpty()) keys << shown;
    return keys;
}

/// Nine keys, one thing.
QString classKeys(const Actions& actions) {
    QStringList keys;
    for (int i = static_cast<int>(Class1); i <= static_cast<int>(Class9); ++i) keys << keysOf(*actions[static_cast<Command>(i)]);
    return keys == QStringList{"1", "2", "3", "4", "5", "6", "7", "8", "9"} ? QStringLiteral("1 … 9") : keys.join(", ");
}

std::vector<Group> groupsOf(const Actions& actions) {
    std::vector<Group> groups;
    for (const CommandSpec& spec : Actions::specs()) {
        if (spec.command > Class1 && spec.command <= Class9) continue;
        const QAction& action = *actions[spec.command];
        const QString keys = spec.command == Class1 ? classKeys(actions) : keysOf(action).join(", ");
        if (keys.isEmpty()) continue;
        if (groups.empty() || groups.back().title != Actions::tr(spec.group)) groups.push_back({Actions::tr(spec.group), {}});
        const bool isSteps = spec.command == Undo || spec.command == Redo;    // their texts name the step
        groups.back().rows.emplace_back(keys, spec.command == Class1 ? QObject::tr("Class of the object") : isSteps ? Actions::tr(spec.text).remove('&') : plainName(action));
    }
    groups.push_back({QObject::tr("On the slide"),
                      {{QObject::tr("Wheel"), QObject::tr("Zoom at the cursor")},
                       {QObject::tr("Ctrl+Shift+Wheel"), QObject::tr("Turn at the cursor")},
                       {QObject::tr("Drag, middle button"), QObject::tr("Move the slide")},
                       {QObject::tr("Space"), QObject::tr("Hold: the bare slide")},
                       {"[  ]", QObject::tr("Smaller, larger tip (Ctrl+Wheel too)")},
                       {QObject::tr("Shift"), QObject::tr("Brush erases, eraser paints")},
                       {QObject::tr("Enter, Esc"), QObject::tr("Finish, give up")}}});
    return groups;
}

/// Where the second and the third column begin, so that the highest is as low as can be.
std::array<std::size_t, 2> cuts(const std::vector<Group>& groups) {
    const auto height = [&](std::size_t from, std::size_t to) {
        int sum = 0;
        for (std::size_t i = from; i < to; ++i) sum += groups[i].height();
        return sum;
    };
    std::array<std::size_t, 2> best{};
    int lowest = height(0, groups.size()) + 1;
    for (std::size_t a = 0; a <= groups.size(); ++a)
        for (std::size_t b = a; b <= groups.size(); ++b)
            if (const int highest = std::max({height(0, a), height(a, b), height(b, groups.size())}); highest < lowest) {
                lowest = highest;
                best = {a, b};
            }
    return best;
}

}  // namespace

QString plainName(const QAction& action) {
    QString text = action.text();
    return text.remove('&').remove(u'…').section('\t', 0, 0);
}

QString cheatSheetHtml(const Actions& actions) {
    const std::vector<Group> groups = groupsOf(actions);
    const auto [second, third] = cuts(groups);
    QString html = "<table width='100%'><tr><td width='33%'>";
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == second || i == third) html += "</td><td width='33%'>";
        html += "<h3>" + groups[i].title.toHtmlEscaped() + "</h3><table cellspacing='0'>";
        for (const auto& [keys, what] : groups[i].rows)
            html += QString("<tr><td style='padding: 1px 14px 1px 0; white-space: nowrap'><b>%1</b></td><td>%2</td></tr>").arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
        html += "</table>";
    }
    return html + "</td></tr></table>";
}

}  // namespace bowman::ui
