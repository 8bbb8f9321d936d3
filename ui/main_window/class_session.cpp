#include "ui/main_window/class_session.h"

#include <map>

#include <QAbstractItemView>

#include "ui/dialogs/palette_dialog.h"
#include "ui/panels/class_swatch.h"

namespace bowman::ui {

ClassSession::ClassSession(const ClassParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    ProjectClasses& classes = parts.review.classes();
    parts.active.setObjectName("activeClass");
    parts.active.setAccessibleName(tr("Class of what is drawn next"));
    parts.active.setToolTip(tr("What brush, polygon and the other tools draw: a glomerulus of this class, or a part of the section"));
    parts.active.setFocusPolicy(Qt::TabFocus);
    // The toolbar is short of room; the list itself is as wide as its names.
    parts.active.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    parts.active.setMinimumContentsLength(9);
    connect(&parts.active, &QComboBox::activated, this, [this](int row) {
        const QString name = m_parts.active.itemData(row).toString();
        m_parts.review.classes().setActive(name.toStdString());
        if (m_parts.review.classes().isActiveStructure()) {
            m_parts.review.select(0);   // else the next stroke would go on with what is selected
            Q_EMIT said(tr("Brush and polygon draw %1 now").arg(name));
        }
    });
    connect(&classes, &ProjectClasses::paletteChanged, this, &ClassSession::refreshActive);
    connect(&classes, &ProjectClasses::activeChanged, this, &ClassSession::refreshActive);
    connect(&classes, &ProjectClasses::locksChanged, this, &ClassSession::refreshLocks);
    connect(&classes, &ProjectClasses::paletteChanged, this, &ClassSession::refreshLocks);
    connect(&parts.project, &Project::slideChanged, this, [this] {
        refreshActive();
        refreshLocks();
    });
    // Counting is not for between two strokes.
    m_count.setSingleShot(true);
    m_count.setInterval(200);
    connect(&m_count, &QTimer::timeout, this, &ClassSession::refreshLocks);
    connect(&parts.project, &Project::annotationsChanged, &m_count, qOverload<>(&QTimer::start));
    connect(&parts.layers.locks(), &ClassLocks::lockChosen, this, [this](const QString& name, bool locked) {
        const auto done = m_parts.review.classes().setLocked(name.toStdString(), locked);
        if (!done) return Q_EMIT failed(problemFrom(tr("The lock cannot be kept"), done.error()));
        Q_EMIT said(locked ? tr("%1 is locked: neither selected nor changed").arg(name) : tr("%1 is unlocked").arg(name));
    });
    connect(parts.actions[Command::EditPalette], &QAction::triggered, this, &ClassSession::editPalette);
    refreshActive();
    refreshLocks();
}

void ClassSession::refreshActive() {
    const ProjectClasses& classes = m_parts.review.classes();
    QComboBox& box = m_parts.active;
    box.clear();
    for (const PaletteClass& c : classes.palette().classes()) box.addItem(classSwatch(c), QString::fromStdString(c.name), QString::fromStdString(c.name));
    box.insertSeparator(box.count());
    for (const std::string& name : structureClasses())
        if (!classes.palette().find(name)) box.addItem(QString::fromStdString(name), QString::fromStdString(name));
    box.setCurrentIndex(box.findData(QString::fromStdString(classes.active())));
    box.view()->setMinimumWidth(box.view()->sizeHintForColumn(0) + 24);
    box.setEnabled(m_parts.project.slide() != nullptr);
}

void ClassSession::refreshLocks() {
    std::map<std::string, int> counts;
    if (const AnnotationSet* set = m_parts.project.annotations())
        for (const AnnotationPtr& a : set->all()) ++counts[a->className];
    const ProjectClasses& classes = m_parts.review.classes();
    if (m_parts.project.isOpen())
        for (const std::string& name : classes.locked()) counts.try_emplace(name, 0);
    std::vector<ClassRow> rows;
    for (const PaletteClass& c : classes.palette().classes())
        if (const auto found = counts.find(c.name); found != counts.end()) {
            rows.push_back({c.name, found->second});
            counts.erase(found);
        }
    for (const auto& [name, count] : counts) rows.push_back({name, count});
    m_parts.layers.locks().setRows(rows, classes.locked());
}

void ClassSession::editPalette() {
    auto* dialog = new PaletteDialog(m_parts.review.classes().palette(), &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const auto kept = m_parts.review.classes().setPalette(dialog->edited(), dialog->renamed());
        if (!kept) return Q_EMIT failed(problemFrom(tr("Not all of the palette could be changed"), kept.error()));
        Q_EMIT said(tr("The classes of this project were changed"));
    });
    dialog->open();
}

Edit asStructure(Edit edit, const std::string& className) {
    for (Change& change : edit.changes) {
        if (change.before || !change.after || change.after->kind != AnnotationKind::Glomerulus || change.after->className != className) continue;
        Annotation structure = *change.after;
        structure.kind = AnnotationKind::Structure;
        change.after = std::make_shared<const Annotation>(std::move(structure));
        constexpr std::string_view kNew = "new glomerulus";
        if (const auto place = edit.label.find(kNew); place != std::string::npos) edit.label.replace(place, kNew.size(), "new " + className);
    }
    return edit;
}

}  // namespace bowman::ui
