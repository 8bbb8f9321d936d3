#include "ui/main_window/start_page.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/main_window/theme.h"

namespace bowman::ui {
namespace {

constexpr QSize kPicture(176, 120);

QPushButton* bigButton(QAction* action, bool primary) {
    QString text = action->text();
    auto* button = new QPushButton(primary ? QIcon() : action->icon(), text.remove('&'));
    button->setToolTip(action->toolTip());
    button->setIconSize({22, 22});
    button->setMinimumHeight(40);
    button->setObjectName(primary ? "primary" : "secondary");
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

/// On grey, in the middle: all cards are of one size.
QIcon cardIcon(const QString& file) {
    QPixmap card(kPicture);
    card.fill(QColor(0x80, 0x80, 0x80, 50));
    if (file.isEmpty()) return card;
    QImageReader reader(file);
    if (const QSize size = reader.size(); size.isValid()) reader.setScaledSize(size.scaled(kPicture, Qt::KeepAspectRatio));
    if (const QImage picture = reader.read(); !picture.isNull()) {
        QPainter painter(&card);
        painter.drawImage((kPicture.width() - picture.width()) / 2, (kPicture.height() - picture.height()) / 2, picture);
    }
    QIcon icon(card);
    icon.addPixmap(card, QIcon::Selected);
    return icon;
}

}  // namespace

StartPage::StartPage(const StartPageActions& actions, QWidget* parent) : QWidget(parent) {
    setObjectName("startPage");
    setAcceptDrops(true);
    auto* title = new QLabel(tr("Open a slide to begin"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    title->setFont(large);
    auto* hint = new QLabel(tr("or drop slides and projects anywhere in this window. Everything is saved as you work."));
    hint->setForegroundRole(QPalette::PlaceholderText);

    m_sample = new QPushButton(QIcon::fromTheme("tools-wizard"), tr("Try the Sample Slide"));
    m_sample->setIconSize({22, 22});
    m_sample->setMinimumHeight(40);
    m_sample->setObjectName("sample");
    m_sample->setToolTip(tr("Draws a kidney section of 4 × 3 mm (once) and opens it"));
    connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(bigButton(actions.openSlide, true));
    buttons->addWidget(bigButton(actions.openProject, false));
    buttons->addWidget(m_sample);
    buttons->addStretch(1);

    m_progress = new QWidget;
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setAccessibleName(tr("Drawing the sample slide"));
    m_percent = new QLabel;
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &StartPage::sampleCancelled);
    auto* progressLine = new QHBoxLayout(m_progress);
    progressLine->setContentsMargins(0, 0, 0, 0);
    progressLine->addWidget(m_percent);
    progressLine->addWidget(m_bar, 1);
    progressLine->addWidget(cancel);
    m_progress->hide();

    m_recent = new QListWidget;
    m_recent->setObjectName("recent");
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setViewMode(QListView::IconMode);
    m_recent->setIconSize(kPicture);
    m_recent->setGridSize({kPicture.width() + 20, kPicture.height() + 3 * fontMetrics().height() + 12});
    m_recent->setMovement(QListView::Static);
    m_recent->setResizeMode(QListView::Adjust);
    m_recent->setWordWrap(true);
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->viewport()->setAutoFillBackground(false);
    m_recent->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_recent, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { Q_EMIT recentChosen(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { Q_EMIT recentChosen(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const QListWidgetItem* item = m_recent->itemAt(at);
        if (!item) return;
        auto* menu = new QMenu(m_recent);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Remove from this list"), this, [this, path = item->data(Qt::UserRole).toString()] { Q_EMIT recentForgotten(path); });
        menu->popup(m_recent->viewport()->mapToGlobal(at));
    });
    m_recentPart = new QWidget;
    auto* recentBox = new QVBoxLayout(m_recentPart);
    recentBox->setContentsMargins(0, 16, 0, 0);
    auto* recentTitle = new QLabel(tr("Recent"));
    QFont bold = font();
    bold.setBold(true);
    recentTitle->setFont(bold);
    recentBox->addWidget(recentTitle);
    recentBox->addWidget(m_recent, 1);

    auto* column = new QWidget;
    column->setMaximumWidth(840);
    auto* box = new QVBoxLayout(column);
    box->setSpacing(12);
    box->addWidget(title);
    box->addWidget(hint);
    box->addSpacing(8);
    box->addLayout(buttons);
    box->addWidget(m_progress);
    box->addWidget(m_recentPart, 1);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(32, 48, 32, 24);
    all->addStretch(1);
    all->addWidget(column, 4, Qt::AlignTop);
    all->addStretch(1);
    setStyleSheet(QString("QPushButton#primary { background: %1; color: white; border: none; border-radius: 4px; padding: 8px 16px; font-weight: bold; }"
                          "QPushButton#primary:hover { background: %2; }"
                          "QPushButton#secondary, QPushButton#sample { padding: 8px 16px; }")
                      .arg(accentColour().name(), accentColour().lighter(115).name()));
    setRecent({});
}

void StartPage::setRecent(const std::vector<RecentFile>& files) {
    m_recent->clear();
    for (const RecentFile& file : files) {
        QString text = file.title;
        if (file.objects > 0) text += "\n" + tr("%1 of %2 reviewed").arg(file.reviewed).arg(file.objects);
        else text += "\n" + QFileInfo(file.path).dir().dirName();
        auto* item = new QListWidgetItem(cardIcon(file.picture), text, m_recent);
        item->setData(Qt::UserRole, file.path);
        item->setToolTip(file.path);
    }
    m_recentPart->setVisible(!files.empty());
    const int rows = static_cast<int>(files.size() + 3) / 4;
    m_recent->setMinimumHeight(std::min(rows, 2) * m_recent->gridSize().height() + 8);
}

void StartPage::setSampleProgress(double fraction) {
    m_progress->setVisible(fraction >= 0);
    m_sample->setEnabled(fraction < 0);
    m_bar->setValue(static_cast<int>(100 * std::max(0.0, fraction)));
    m_percent->setText(tr("Drawing the sample slide: %1 %").arg(m_bar->value()));
}

void StartPage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void StartPage::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) files << url.toLocalFile();
    if (!files.isEmpty()) Q_EMIT filesDropped(files);
}

}  // namespace bowman::ui
