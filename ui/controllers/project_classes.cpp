#include "ui/controllers/project_classes.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

namespace bowman::ui {
namespace {

constexpr const char* kLocks = "locked classes";

std::string textOf(const std::set<std::string>& names) {
    QJsonArray array;
    for (const std::string& name : names) array.append(QString::fromStdString(name));
    return QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace

const std::vector<std::string>& structureClasses() {
    static const std::vector<std::string> names{"Cortex", "Medulla", "Tissue", "Artefact", "Ignore"};
    return names;
}

ProjectClasses::ProjectClasses(Project& project, QObject* parent) : QObject(parent), m_project(project) {
    connect(&project, &Project::projectChanged, this, &ProjectClasses::load);
    project.setGuard([this](const Edit& edit) { return guard(edit); });
    load();
}

void ProjectClasses::load() {
    m_palette = Palette();
    m_locked.clear();
    if (const Document* document = m_project.document()) {
        if (auto palette = document->palette()) m_palette = *std::move(palette);
        if (const auto stored = document->setting(0, kLocks); stored && !stored->empty())
            for (const QJsonValue& name : QJsonDocument::fromJson(QByteArray::fromStdString(*stored)).array()) m_locked.insert(name.toString().toStdString());
    }
    m_active = m_palette.classes().front().name;
    Q_EMIT paletteChanged();
    Q_EMIT locksChanged();
    Q_EMIT activeChanged();
}

Result<void> ProjectClasses::setPalette(const Palette& palette, const std::map<std::string, std::string>& renamed) {
    Document* document = m_project.document();
    if (!document) return Error{"no project is open", "", ""};
    if (auto checked = palette.check(); !checked) return checked;
    std::set<std::string> locked;
    for (const std::string& name : m_locked) {
        const auto now = renamed.find(name);
        locked.insert(now == renamed.end() ? name : now->second);
    }
    // Together: where two classes become one, objects of them may overlap, and then nothing is changed.
    if (auto done = document->renameClasses(renamed, {{Palette::kSetting, palette.toJson()}, {kLocks, textOf(locked)}}); !done) return done;
    m_palette = palette;
    m_locked = std::move(locked);
    if (const auto name = renamed.find(m_active); name != renamed.end()) m_active = name->second;
    if (!m_palette.find(m_active) && !isActiveStructure()) m_active = m_palette.classes().front().name;
    Q_EMIT paletteChanged();
    Q_EMIT activeChanged();
    return {};
}

Result<void> ProjectClasses::setLocked(const std::string& className, bool locked) {
    if (isLocked(className) == locked) return {};
    Document* document = m_project.document();
    if (!document) return Error{"no project is open", "", ""};
    std::set<std::string> wanted = m_locked;
    if (locked) wanted.insert(className);
    else wanted.erase(className);
    if (auto stored = document->setSetting(0, kLocks, textOf(wanted)); !stored) return stored;
    m_locked = std::move(wanted);
    Q_EMIT locksChanged();
    return {};
}

bool ProjectClasses::isActiveStructure() const {
    return std::find(structureClasses().begin(), structureClasses().end(), m_active) != structureClasses().end() && !m_palette.find(m_active);
}

void ProjectClasses::setActive(const std::string& className) {
    if (className == m_active) return;
    m_active = className;
    Q_EMIT activeChanged();
}

Result<void> ProjectClasses::guard(const Edit& edit) const {
    if (m_locked.empty()) return {};
    for (const Change& change : edit.changes)
        for (const AnnotationPtr& a : {change.before, change.after})
            if (a && isLocked(a->className)) return Error{"the class " + a->className + " is locked", "", "unlock it in the panel Layers"};
    return {};
}

}  // namespace bowman::ui
