#include "ui/main_window/review_session.h"

#include <algorithm>

#include <QKeyEvent>

#include "ui/controllers/settings.h"
#include "ui/controllers/text.h"
#include "ui/dialogs/sample_dialog.h"

namespace bowman::ui {
namespace {

constexpr int kStaleMs = 500;
constexpr int kCountMs = 100;
constexpr std::size_t kMany = 2000;      // objects: counting more is not for between two strokes

constexpr Command kClassCommands[] = {Command::Class1, Command::Class2, Command::Class3, Command::Class4, Command::Class5,
                                      Command::Class6, Command::Class7, Command::Class8, Command::Class9};

}  // namespace

ReviewSession::ReviewSession(const ReviewParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    m_stale.setSingleShot(true);
    m_stale.setInterval(kStaleMs);
    connect(&m_stale, &QTimer::timeout, this, &ReviewSession::slidesStale);
    m_count.setSingleShot(true);
    m_count.setInterval(kCountMs);
    connect(&m_count, &QTimer::timeout, this, &ReviewSession::refresh);
    connect(&parts.project, &Project::slideChanged, this, &ReviewSession::showSlide);
    connect(&parts.project, &Project::annotationsChanged, this, [this](const DocumentChange& change) {
        const bool isKnown = std::all_of(change.changed.begin(), change.changed.end(), [this](AnnotationId id) {
            return std::binary_search(m_ranked.begin(), m_ranked.end(), id) == (m_parts.project.annotations()->find(id) != nullptr);
        });
        if (m_parts.review.order() == ReviewOrder::Position && !isKnown) showOrder();
        if (m_parts.project.annotations()->size() <= kMany) refresh();
        else m_count.start();
        m_stale.start();
    });
    connectOrder();
    connectClasses();
    connectSearch();
    showSlide();
}

void ReviewSession::connectOrder() {
    const int kept = openSettings()->value("review/order", int(ReviewOrder::Doubt)).toInt();
    m_parts.review.setOrder(static_cast<ReviewOrder>(std::clamp(kept, 0, int(ReviewOrder::Number))));
    connect(&m_parts.panel, &ReviewPanel::orderChosen, this, [this](ReviewOrder order) {
        if (order == ReviewOrder::Sample) askForSample();
        else m_parts.review.setOrder(order);
        showOrder();
    });
    connect(&m_parts.review, &ReviewController::orderChanged, this, [this] {
        openSettings()->setValue("review/order", int(m_parts.review.order()));
        showOrder();
        refresh();
    });
}

void ReviewSession::connectClasses() {
    for (int key = 1; key <= Palette::kKeys; ++key)
        connect(m_parts.actions[kClassCommands[key - 1]], &QAction::triggered, this, [this, key] { setClassByKey(key); });
    connect(&m_parts.review.classes(), &ProjectClasses::paletteChanged, this, [this] {
        m_parts.panel.card().setPalette(m_parts.review.classes().palette());
        refreshClassActions();
        refresh();
    });
    m_parts.panel.card().setPalette(m_parts.review.classes().palette());
}

void ReviewSession::connectSearch() {
    QLineEdit& field = m_parts.panel.search();
    connect(m_parts.actions[Command::Search], &QAction::triggered, this, [this] {
        Q_EMIT shown();
        m_parts.panel.search().show();
        m_parts.panel.search().setFocus(Qt::ShortcutFocusReason);
        m_parts.panel.search().selectAll();
    });
    connect(&field, &QLineEdit::textChanged, this, &ReviewSession::search);
    connect(&field, &QLineEdit::returnPressed, this, [this] { goToFound(+1); });
    field.installEventFilter(this);
    ReviewCard& card = m_parts.panel.card();
    connect(m_parts.actions[Command::Note], &QAction::triggered, this, [this] {
        if (!m_parts.review.selectedAnnotation()) return m_parts.canvas.message().say(tr("Select an object first: click it, or press N"));
        Q_EMIT shown();
        m_parts.panel.card().editNote();
    });
    connect(&m_parts.project, &Project::leavingSlide, &card, &ReviewCard::keepNote);
    connect(&m_parts.project, &Project::closing, &card, &ReviewCard::keepNote);
    connect(&card, &ReviewCard::noteWritten, this, [this](qint64 id, const QString& text) { m_parts.review.setNote(id, text.toStdString()); });
    connect(&card, &ReviewCard::noteLeft, this, [this] { m_parts.canvas.view().setFocus(); });
}

void ReviewSession::showSlide() {
    m_parts.panel.search().clear();
    m_parts.panel.search().hide();
    refreshClassActions();
    showOrder();
    refresh();
}

void ReviewSession::showOrder() {
    const ReviewOrder order = m_parts.review.order();
    const bool isQueue = order == ReviewOrder::Position || order == ReviewOrder::Sample;
    const auto queue = isQueue ? m_parts.review.queue() : std::vector<AnnotationPtr>();
    m_ranked.clear();
    for (const AnnotationPtr& a : queue) m_ranked.push_back(a->id);
    std::sort(m_ranked.begin(), m_ranked.end());
    m_parts.panel.showOrder(order, queue);
}

std::optional<double> ReviewSession::secondsLeft() const {
    const AnnotationSet* set = m_parts.project.annotations();
    if (!set) return std::nullopt;
    const auto median = medianSecondsOf(*set, m_parts.project.document()->person());
    if (!median) return std::nullopt;
    const auto count = m_parts.review.order() == ReviewOrder::Sample ? countReview(m_parts.review.queue()) : countReview(*set);
    return *median * (count.objects - count.reviewed);
}

void ReviewSession::refresh() {
    const AnnotationSet* set = m_parts.project.annotations();
    if (!set) {
        m_parts.panel.setCount({});
        return m_parts.panel.counter().setTally({});
    }
    const bool isSample = m_parts.review.order() == ReviewOrder::Sample;
    m_parts.panel.setCount(isSample ? countReview(m_parts.review.queue()) : countReview(*set), secondsLeft());
    m_parts.panel.counter().setTally(tallyOf(*set, m_parts.review.classes().palette()));
}

void ReviewSession::refreshClassActions() {
    const Palette& palette = m_parts.review.classes().palette();
    for (int key = 1; key <= Palette::kKeys; ++key) {
        QAction* action = m_parts.actions[kClassCommands[key - 1]];
        const PaletteClass* c = palette.ofKey(key);
        const QString name = c ? QString::fromStdString(c->name) : QString();
        action->setText(c ? tr("Class: %1").arg(QString(name).replace('&', "&&")) : tr("Class of Key %1").arg(key));
        action->setToolTip(c ? tr("<b>%1</b> (%2)<br>The class of the selected object, or of all that are chosen in the gallery").arg(name.toHtmlEscaped()).arg(key)
                             : tr("No class has this key: Review ▸ Classes"));
        action->setEnabled(m_parts.project.slide() && c);
    }
}

void ReviewSession::setClassByKey(int key) {
    const PaletteClass* c = m_parts.review.classes().palette().ofKey(key);
    if (!c) return;
    const auto chosen = m_parts.panel.chosen();
    chosen.empty() ? m_parts.review.decideClass(c->name) : m_parts.review.setClassOfAll(chosen, c->name);
}

void ReviewSession::askForSample() {
    if (!m_parts.project.annotations()) return;
    const int all = countReview(*m_parts.project.annotations()).objects;
    if (all == 0) return m_parts.canvas.message().say(tr("Nothing to draw a sample of yet: find glomeruli first"));
    auto* dialog = new SampleDialog(m_parts.review.sample(), all, &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (dialog->keepsSample()) m_parts.review.setOrder(ReviewOrder::Sample);
        else m_parts.review.takeSample(dialog->wanted(), dialog->seed());
        const auto count = m_parts.review.queue().size();
        m_parts.canvas.message().say(tr("Going through a random sample of %1").arg(objectsText(static_cast<int>(count))));
    });
    dialog->open();
}

void ReviewSession::search() {
    m_parts.panel.table().setSearch(m_parts.panel.search().text().trimmed());
    m_parts.panel.setSelected(m_parts.review.selected());   // a list that gets shorter chooses another row by itself
}

void ReviewSession::goToFound(int step) {
    const auto listed = m_parts.panel.table().listed();
    if (listed.empty()) return m_parts.canvas.message().say(tr("Nothing was found"));
    const auto size = static_cast<std::ptrdiff_t>(listed.size());
    const auto here = std::find(listed.begin(), listed.end(), m_parts.review.selected());
    const std::ptrdiff_t next = here == listed.end() ? (step > 0 ? 0 : size - 1) : (here - listed.begin() + step + size) % size;
    m_parts.review.travelTo(listed[static_cast<std::size_t>(next)]);
    m_parts.canvas.message().say(tr("%1 of %2 found").arg(next + 1).arg(size));
}

bool ReviewSession::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_parts.panel.search() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            m_parts.panel.search().clear();
            m_parts.panel.search().hide();
            m_parts.canvas.view().setFocus();
            return true;
        }
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up || (key->key() == Qt::Key_Return && key->modifiers() & Qt::ShiftModifier)) {
            goToFound(key->key() == Qt::Key_Down ? +1 : -1);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace bowman::ui
