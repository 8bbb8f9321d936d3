// The upper part of the export dialog: what there is to choose from.
#include <array>

#include <QFileDialog>
#include <QGridLayout>
#include <QGroupBox>
#include <QVBoxLayout>

#include "ui/controllers/settings.h"
#include "ui/controllers/text.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/export_names.h"

namespace bowman::ui {
namespace {

constexpr ReviewState kStates[] = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added,
                                   ReviewState::Proposed, ReviewState::Unsure, ReviewState::Rejected};

}  // namespace

QWidget* ExportDialog::makeFormats() {
    const QStringList ticked = openSettings()->value("export/formats", QStringList{"geojson"}).toStringList();
    auto* formats = new QWidget;
    auto* both = new QHBoxLayout(formats);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(12);
    struct Column {
        QVBoxLayout* boxes = new QVBoxLayout;
        std::size_t rows = 0;
    };
    std::array<Column, 2> columns;   // each group goes below what is shorter
    for (const Column& column : columns) {
        column.boxes->setSpacing(8);
        both->addLayout(column.boxes);
    }
    for (const ExportGroup& group : exportGroups()) {
        auto* groupBox = new QGroupBox(QObject::tr(group.title));
        auto* rows = new QVBoxLayout(groupBox);
        rows->setSpacing(4);
        for (const Exporter* exporter : group.formats) {
            auto* box = new QCheckBox(coreText("Formats", exporter->title()));
            box->setObjectName("format-" + toText(exporter->name()));
            box->setChecked(ticked.contains(toText(exporter->name())));
            box->setToolTip(lossesText(*exporter));
            connect(box, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
            rows->addWidget(box);
            m_formats.push_back({exporter, box});
        }
        Column& column = columns[0].rows <= columns[1].rows ? columns[0] : columns[1];
        column.boxes->addWidget(groupBox);
        column.rows += group.formats.size() + 2;
    }
    for (const Column& column : columns) column.boxes->addStretch(1);
    return formats;
}

QWidget* ExportDialog::makeObjects() {
    const QStringList ticked = openSettings()->value("export/states", QStringList{"accepted", "corrected", "added"}).toStringList();
    auto* stateBox = new QGroupBox(tr("Objects that are"));
    auto* grid = new QGridLayout(stateBox);
    for (const ReviewState state : kStates) {
        auto* box = new QCheckBox(stateName(state));
        box->setIcon(stateIcon(exampleOf(state)));
        box->setObjectName("state-" + toText(bowman::toText(state)));
        box->setChecked(ticked.contains(toText(bowman::toText(state))));
        connect(box, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
        const int place = static_cast<int>(m_states.size());
        grid->addWidget(box, place % 3, place / 3);
        m_states[state] = box;
    }
    return stateBox;
}

QWidget* ExportDialog::makeClasses() {
    const QStringList off = openSettings()->value("export/classesOff").toStringList();
    std::set<std::string> names;
    for (const OfferedReading& reading : m_offer.readings)
        for (const Snapshot& slide : reading.slides)
            for (const AnnotationPtr& a : slide.annotations)
                if (a->kind != AnnotationKind::CompleteRegion) names.insert(a->className);
    auto* classBox = new QGroupBox(tr("Of the classes"));
    auto* rows = new QVBoxLayout(classBox);
    rows->setSpacing(4);
    for (const std::string& name : names) {
        auto* box = new QCheckBox(toText(name).replace('&', "&&"));
        box->setObjectName("class-" + toText(name));
        box->setChecked(names.size() == 1 || !off.contains(toText(name)));
        connect(box, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
        rows->addWidget(box);
        m_classes[name] = box;
    }
    classBox->setVisible(names.size() > 1);
    return classBox;
}

QWidget* ExportDialog::makeTarget() {
    m_onlyThis = new QRadioButton(tr("This slide"));
    m_all = new QRadioButton(tr("All %1 slides of the project").arg(m_offer.readings.front().slides.size()));
    m_onlyThis->setChecked(true);
    connect(m_onlyThis, &QRadioButton::toggled, this, &ExportDialog::updatePreview);
    auto* scope = new QHBoxLayout;
    scope->addWidget(m_onlyThis);
    scope->addWidget(m_all);
    scope->addStretch(1);
    m_all->setVisible(m_offer.readings.front().slides.size() > 1);
    m_onlyThis->setVisible(m_offer.readings.front().slides.size() > 1);

    const QString key = "export/folder-of/" + pathText(m_offer.project.stem());
    m_folder = new QLineEdit(openSettings()->value(key, pathText(m_offer.project.parent_path() / "export")).toString());
    m_folder->setObjectName("folder");
    auto* browse = new QPushButton(tr("Choose…"));
    browse->setAutoDefault(false);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::updatePreview);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the export"), m_folder->text());
        if (!chosen.isEmpty()) m_folder->setText(chosen);
    });
    auto* label = new QLabel(tr("Fo&lder"));
    label->setBuddy(m_folder);
    auto* folder = new QHBoxLayout;
    folder->addWidget(label);
    folder->addWidget(m_folder, 1);
    folder->addWidget(browse);

    auto* target = new QWidget;
    auto* all = new QVBoxLayout(target);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addLayout(scope);
    if (m_offer.readings.size() > 1) {
        m_reading = new QComboBox;
        m_reading->setObjectName("exportReading");
        m_reading->setToolTip(tr("Several people have read slides of this project: whose objects are exported"));
        for (const OfferedReading& reading : m_offer.readings) m_reading->addItem(reading.name);
        connect(m_reading, &QComboBox::activated, this, &ExportDialog::updatePreview);
        auto* reading = new QHBoxLayout;
        auto* readingLabel = new QLabel(tr("&Reading"));
        readingLabel->setBuddy(m_reading);
        reading->addWidget(readingLabel);
        reading->addWidget(m_reading, 1);
        all->addLayout(reading);
    }
    if (m_offer.hasBounds) {
        m_frame = new QComboBox;
        m_frame->setObjectName("exportFrame");
        m_frame->addItem(tr("the corner of the slide"));
        m_frame->addItem(tr("the corner of the scanned part, as QuPath counts"));
        connect(m_frame, &QComboBox::activated, this, &ExportDialog::updatePreview);
        auto* frame = new QHBoxLayout;
        auto* frameLabel = new QLabel(tr("(0, 0) of the f&iles is"));
        frameLabel->setBuddy(m_frame);
        frame->addWidget(frameLabel);
        frame->addWidget(m_frame, 1);
        all->addLayout(frame);
    }
    all->addLayout(folder);
    return target;
}

}  // namespace bowman::ui
