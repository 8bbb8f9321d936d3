#include "ui/panels/review_card.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "core/annotation/polygon_ops.h"
#include "core/document/detected_fields.h"
#include "core/document/sclerosis.h"
#include "ui/controllers/review.h"
#include "ui/controllers/text.h"
#include "ui/panels/adjudication_facts.h"
#include "ui/panels/class_swatch.h"
#include "ui/panels/state_icon.h"

namespace bowman::ui {
namespace {

constexpr int kLeastButtonWidth = 58;

/// `name` is short, there is no room for the action's own text; and that would lose the key.
QToolButton* keyButton(QAction* action, const QString& name) {
    auto* button = new QToolButton;
    const auto look = [button, action, name] {
        button->setText(QString("%1  %2").arg(name, action->shortcut().toString(QKeySequence::NativeText)).trimmed());
        button->setIcon(action->icon());
        button->setToolTip(action->toolTip());
    };
    look();
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, look);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumWidth(kLeastButtonWidth);      // shortened before it widens the window
    return button;
}

QString factsOf(const Annotation& a, std::optional<double> umPerPx) {
    QStringList lines;
    const double area = areaOf(a.shape);
    if (umPerPx) lines << QString("⌀ %1 µm   %2 µm²").arg(equivalentDiameter(a.shape) * *umPerPx, 0, 'f', 0).arg(countText(area * *umPerPx * *umPerPx));
    else lines << QString("⌀ %1 px   %2 px²").arg(equivalentDiameter(a.shape), 0, 'f', 0).arg(countText(area));
    if (!a.prediction.empty()) {
        lines << QObject::tr("probability %1 %   doubt %2").arg(100 * a.score, 0, 'f', 0).arg(a.uncertainty, 0, 'f', 2);
        if (!(a.prediction == a.shape)) {
            const double before = areaOf(a.prediction);
            const auto shared = overlapArea(a.shape, a.prediction);
            if (shared && area + before > 0) lines << QObject::tr("Dice %1 with the model's outline").arg(2 * *shared / (area + before), 0, 'f', 3);
            if (before > 0) lines << QObject::tr("area %1%2 % of the model's").arg(area >= before ? "+" : "−").arg(std::abs(100 * (area - before) / before), 0, 'f', 1);
        }
    }
    if (a.provenance.source == "import") lines << QObject::tr("imported (%1)").arg(QString::fromStdString(a.provenance.model));
    if (!a.provenance.reviewedBy.empty()) lines << QObject::tr("reviewed by %1").arg(QString::fromStdString(a.provenance.reviewedBy));
    lines << adjudicationFacts(a);
    if (const auto sclerosis = sclerosisOf(a)) lines << QObject::tr("global sclerosis: probability %1 %").arg(100 * *sclerosis, 0, 'f', 0);
    const auto foreign = std::count_if(a.extras.begin(), a.extras.end(), [](const auto& field) { return !isAdjudicationField(field.first) && !isDetectedField(field.first); });
    if (foreign > 0) lines << QObject::tr("%n field(s) of other programs", "", int(foreign));
    return lines.join('\n');
}

/// What there is of it: the entropy, and how far answers about the same place were apart.
QString doubtOf(const Annotation& a) {
    QStringList parts;
    if (!a.prediction.empty()) parts << QObject::tr("entropy %1").arg(a.uncertainty, 0, 'f', 2);
    if (const auto seam = shareField(a, kSeamField)) parts << QObject::tr("neighbouring patches differ by %1").arg(*seam, 0, 'f', 2);
    if (const auto flips = shareField(a, kDisagreementField)) parts << QObject::tr("spread of mirror images %1").arg(*flips, 0, 'f', 2);
    return parts.join("; ");
}

/// Everything that is known of where an object comes from, and what other programs said of it: two columns.
QString originOf(const Annotation& a) {
    QString rows;
    const auto row = [&](const QString& name, const QString& value) {
        if (!value.isEmpty()) rows += QString("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    };
    const Provenance& p = a.provenance;
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    row(QObject::tr("From"), text(p.source));
    row(p.source == "import" ? QObject::tr("Format") : QObject::tr("Model"), text(p.model));
    if (p.threshold > 0) row(QObject::tr("Threshold"), QString::number(p.threshold));
    row(QObject::tr("Made"), QStringList({text(p.createdBy), text(p.createdAt)}).join("  ").trimmed());
    row(QObject::tr("Reviewed"), QStringList({text(p.reviewedBy), text(p.reviewedAt)}).join("  ").trimmed());
    if (p.secondsSpent > 0) row(QObject::tr("Time spent"), QObject::tr("%1 s").arg(p.secondsSpent, 0, 'f', 1));
    row(QObject::tr("Note"), text(a.note));
    if (const auto sclerosis = sclerosisOf(a)) row(QObject::tr("Globally sclerotic"), QString("%1 %").arg(100 * *sclerosis, 0, 'f', 0));
    row(QObject::tr("Doubt"), doubtOf(a));
    row(QObject::tr("Consensus"), adjudicationFacts(a).join("; "));
    for (const auto& [name, value] : a.extras) {
        if (isAdjudicationField(name) || isDetectedField(name)) continue;
        const double* number = std::get_if<double>(&value);
        row(text(name), number ? QString::number(*number, 'g', 8) : text(std::get<std::string>(value)).left(200));
    }
    return rows.isEmpty() ? QString() : "<table>" + rows + "</table>";
}

}  // namespace

ReviewCard::ReviewCard(const CardActions& actions, QWidget* parent) : QFrame(parent) {
    setObjectName("card");
    m_crop = new QLabel;
    m_crop->setFixedSize(kCropEdge, kCropEdge);
    m_crop->setAlignment(Qt::AlignCenter);
    m_crop->setAccessibleName(tr("Picture of the selected object"));
    m_crop->setStyleSheet("background: rgba(128,128,128,40)");
    m_title = new QLabel;
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_sign = new QLabel;
    m_state = new QLabel;
    auto* state = new QHBoxLayout;
    state->setSpacing(4);
    state->addWidget(m_sign);
    state->addWidget(m_state, 1);
    m_facts = new QLabel;
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setFocusPolicy(Qt::NoFocus);
    m_class = new QComboBox;
    m_class->setAccessibleName(tr("Class of the selected object"));
    m_class->setToolTip(tr("Class; the keys 1 to 9 give the classes of the palette"));
    m_class->setFocusPolicy(Qt::TabFocus);
    m_class->setMinimumContentsLength(10);
    m_class->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setPalette({});
    connect(m_class, &QComboBox::activated, this, [this](int row) { Q_EMIT classChosen(m_class->itemData(row).toString()); });
    m_note = new QLineEdit;
    m_note->setObjectName("note");
    m_note->setAccessibleName(tr("Note on the selected object"));
    m_note->setToolTip(tr("A note on the selected object (Ctrl+Shift+N); Enter keeps it, Esc gives it up"));
    m_note->setPlaceholderText(tr("Note (Ctrl+Shift+N)"));
    m_note->setFocusPolicy(Qt::ClickFocus);
    m_note->installEventFilter(this);
    connect(m_note, &QLineEdit::editingFinished, this, &ReviewCard::keepNote);
    connect(m_note, &QLineEdit::returnPressed, this, &ReviewCard::noteLeft);

    auto* text = new QVBoxLayout;
    text->setSpacing(4);
    text->addWidget(m_title);
    text->addLayout(state);
    text->addWidget(m_class);
    text->addWidget(m_facts);
    text->addStretch(1);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_crop, 0, Qt::AlignTop);
    top->addLayout(text, 1);

    m_buttons = new QWidget;
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(keyButton(actions.accept, tr("Accept")));
    row->addWidget(keyButton(actions.reject, tr("Reject")));
    row->addWidget(keyButton(actions.unsure, tr("Unsure")));
    row->addWidget(keyButton(actions.edit, tr("Edit")));

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addLayout(top);
    all->addWidget(m_note);
    all->addWidget(m_buttons);
    show(nullptr, std::nullopt);
}

void ReviewCard::show(const AnnotationPtr& annotation, std::optional<double> umPerPx) {
    m_buttons->setEnabled(annotation && annotation->kind == AnnotationKind::Glomerulus);
    m_class->setVisible(annotation && annotation->kind == AnnotationKind::Glomerulus);
    const bool isObject = annotation && annotation->id != 0;
    m_class->setEnabled(isObject);
    m_note->setVisible(isObject);
    // A note that is being written belongs to the object that it was begun for.
    const AnnotationId id = annotation ? annotation->id : 0;
    if (id != m_shown) keepNote();
    const bool isOther = id != m_shown;
    m_shown = id;
    const QString note = isObject ? QString::fromStdString(annotation->note) : QString();
    if (isOther || !m_note->hasFocus() || note != m_storedNote) m_note->setText(note);
    m_storedNote = note;
    if (!annotation) {
        m_crop->clear();
        m_title->setText(tr("Nothing selected"));
        m_sign->clear();
        m_state->clear();
        m_facts->setToolTip({});
        m_facts->setText(tr("Click an object, or press N for the next one, F5 to review all."));
        return;
    }
    QString name = QString::fromStdString(nameOf(*annotation));
    name[0] = name[0].toUpper();
    m_title->setText(name);
    m_sign->setPixmap(stateIcon(*annotation).pixmap(16, 16));
    m_state->setText(annotation->id == 0 ? tr("Not sure enough to be proposed") : stateText(*annotation));
    m_facts->setText(factsOf(*annotation, umPerPx));
    m_facts->setToolTip(originOf(*annotation));
    const QString className = QString::fromStdString(annotation->className);
    if (m_class->findData(className) < 0) m_class->addItem(classSwatch(m_palette.at(annotation->className)), className, className);
    m_class->setCurrentIndex(m_class->findData(className));
}

void ReviewCard::setPalette(const Palette& palette) {
    m_palette = palette;
    const QString current = m_class->currentData().toString();
    m_class->clear();
    for (const PaletteClass& c : palette.classes()) {
        const QString name = QString::fromStdString(c.name);
        m_class->addItem(classSwatch(c), c.key ? QString("%1  %2").arg(c.key).arg(name) : name, name);
    }
    if (const int row = m_class->findData(current); row >= 0) m_class->setCurrentIndex(row);
}

void ReviewCard::keepNote() {
    const QString text = m_note->text().trimmed();
    if (m_shown == 0 || text == m_storedNote) return;
    m_storedNote = text;
    Q_EMIT noteWritten(m_shown, text);
}

void ReviewCard::editNote() {
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

bool ReviewCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_note && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_note->setText(m_storedNote);
        Q_EMIT noteLeft();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void ReviewCard::setCrop(const QImage& image) {
    QPixmap pixmap = QPixmap::fromImage(image);
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_crop->setPixmap(pixmap);
}

}  // namespace bowman::ui
