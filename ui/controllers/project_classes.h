// The classes of the project that is open: its palette, and which classes are locked. Kept in the project. GUI thread.
#pragma once

#include <map>
#include <set>
#include <string>

#include <QObject>

#include "core/document/palette.h"
#include "ui/controllers/project.h"

namespace bowman::ui {

/// Parts of the section that can be drawn beside glomeruli.
const std::vector<std::string>& structureClasses();

class ProjectClasses : public QObject {
    Q_OBJECT
public:
    explicit ProjectClasses(Project& project, QObject* parent = nullptr);
    ~ProjectClasses() override { m_project.setGuard({}); }

    const Palette& palette() const { return m_palette; }
    /// Kept; objects of renamed classes (old name → new one) on all slides are renamed, one step of undo for each slide. The error says why
    /// nothing, or not all, was changed.
    Result<void> setPalette(const Palette& palette, const std::map<std::string, std::string>& renamed = {});

    bool isLocked(const std::string& className) const { return m_locked.contains(className); }
    Result<void> setLocked(const std::string& className, bool locked);
    const std::set<std::string>& locked() const { return m_locked; }

    /// The class of what is drawn next: one of the palette, or a structure.
    const std::string& active() const { return m_active; }
    bool isActiveStructure() const;
    void setActive(const std::string& className);

Q_SIGNALS:
    void paletteChanged();
    void locksChanged();
    void activeChanged();

private:
    void load();
    Result<void> guard(const Edit& edit) const;

    Project& m_project;
    Palette m_palette;
    std::set<std::string> m_locked;
    std::string m_active;
};

}  // namespace bowman::ui
