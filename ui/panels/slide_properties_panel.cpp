#include "ui/panels/slide_properties_panel.h"

#include <QBuffer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/canvas/image_bridge.h"
#include "ui/panels/copy_cells.h"
#include "ui/panels/slide_facts.h"

namespace bowman::ui {
namespace {

constexpr int kPictureHeight = 60;
constexpr int kLargePicture = 420;     // in the tooltip

}  // namespace

SlidePropertiesPanel::SlidePropertiesPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("slideProperties");
    m_review = new QLabel;
    m_review->setObjectName("signOff");
    m_review->setWordWrap(true);
    m_review->hide();
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setToolTip(tr("Shows the lines that have this text in them"));
    m_filter->setAccessibleName(tr("Filter properties"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFocusPolicy(Qt::ClickFocus);
    m_shown.setSourceModel(&m_model);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setFilterKeyColumn(-1);
    connect(m_filter, &QLineEdit::textChanged, &m_shown, &QSortFilterProxyModel::setFilterFixedString);

    m_table = new QTableView;
    m_table->setModel(&m_shown);
    m_table->setAccessibleName(tr("Properties of the slide"));
    m_table->setToolTip(tr("Ctrl+C copies what is selected"));
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    m_table->setFocusPolicy(Qt::ClickFocus);
    addCopying(*m_table);

    m_pictures = new QWidget;
    auto* pictures = new QHBoxLayout(m_pictures);
    pictures->setContentsMargins(0, 0, 0, 0);
    pictures->addStretch(1);
    m_labelButton = new QPushButton(tr("Show label"));
    m_labelButton->setObjectName("showLabel");
    m_labelButton->setToolTip(tr("Shows the picture of the paper label, until another slide is shown"));
    m_labelButton->setFocusPolicy(Qt::TabFocus);
    connect(m_labelButton, &QPushButton::clicked, this, &SlidePropertiesPanel::showLabel);
    auto* why = new QLabel(tr("It can name a patient."));
    why->setEnabled(false);
    m_labelLine = new QWidget;
    auto* line = new QHBoxLayout(m_labelLine);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_labelButton);
    line->addWidget(why, 1);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(4);
    all->addWidget(m_review);
    all->addWidget(m_filter);
    all->addWidget(m_table, 1);
    all->addWidget(m_pictures);
    all->addWidget(m_labelLine);
    setSlide(nullptr, {});
}

void SlidePropertiesPanel::setSlide(SlidePtr slide, const MicronsPerPixel& scale) {
    const bool isOther = slide != m_slide;
    m_slide = std::move(slide);
    setEnabled(m_slide != nullptr);
    fillTable(scale);
    if (!isOther && m_picturesRead) return;
    ++m_serial;
    m_picturesRead = false;
    m_hidden.clear();
    qDeleteAll(m_pictures->findChildren<QLabel*>());
    if (m_slide)
        for (const std::string& name : m_slide->info().associatedImages)
            if (mayShowLabel(m_slide->info(), name)) m_hidden.push_back(name);
    m_pictures->setVisible(m_slide && !m_slide->info().associatedImages.empty());
    m_labelLine->setVisible(!m_hidden.empty());
    if (isVisible()) readPictures();
}

void SlidePropertiesPanel::setReviewText(const QString& text) {
    m_review->setText(text.left(1).toUpper() + text.mid(1));
    m_review->setVisible(!text.isEmpty());
}

void SlidePropertiesPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    readPictures();
}

void SlidePropertiesPanel::fillTable(const MicronsPerPixel& scale) {
    m_model.removeRows(0, m_model.rowCount());
    if (!m_slide) return;
    const auto add = [this](const SlideFact& fact, bool isOurs) {
        auto* name = new QStandardItem(fact.name);
        auto* value = new QStandardItem(fact.value);
        QFont bold = font();
        bold.setBold(isOurs);
        name->setFont(bold);
        name->setToolTip(fact.name);
        value->setToolTip("<p>" + fact.value.toHtmlEscaped() + "</p>");
        if (fact.isWarning) value->setIcon(style()->standardIcon(QStyle::SP_MessageBoxWarning));
        m_model.appendRow({name, value});
    };
    for (const SlideFact& fact : slideFacts(m_slide->info(), scale)) add(fact, true);
    for (const auto& [name, value] : m_slide->info().properties) add({QString::fromStdString(name), QString::fromStdString(value), false}, false);
    m_table->setColumnWidth(0, 150);
}

void SlidePropertiesPanel::readPictures() {
    if (!m_slide || m_picturesRead) return;
    m_picturesRead = true;
    for (const std::string& name : m_slide->info().associatedImages)
        if (!mayShowLabel(m_slide->info(), name)) readPicture(name);
}

void SlidePropertiesPanel::readPicture(const std::string& name) {
    m_runner.run(
        [slide = m_slide, name, height = static_cast<int>(kPictureHeight * devicePixelRatioF())]() -> Picture {
            const auto image = slide->readAssociatedImage(name);
            if (!image) return {};
            const QImage large = toQImage(opaqueForScreen(*image)).scaled(kLargePicture, kLargePicture, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            Picture picture{large.scaledToHeight(height, Qt::SmoothTransformation), {}};
            QBuffer buffer(&picture.large);
            large.save(&buffer, "PNG");   // takes a while: not on the GUI's thread
            return picture;
        },
        [this, name = QString::fromStdString(name), serial = m_serial](const Picture& picture) {
            if (serial == m_serial) showPicture(name, picture);
        });
}

void SlidePropertiesPanel::showPicture(const QString& name, const Picture& read) {
    auto* picture = new QLabel;
    picture->setObjectName("picture:" + name);
    picture->setAccessibleName(name);
    if (read.small.isNull()) {
        picture->setText(tr("%1: cannot be read").arg(name));
    } else {
        QPixmap pixmap = QPixmap::fromImage(read.small);
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        picture->setPixmap(pixmap);
        picture->setToolTip(QString("%1<br><img src='data:image/png;base64,%2'>").arg(name.toHtmlEscaped(), QString::fromLatin1(read.large.toBase64())));
    }
    auto* row = static_cast<QHBoxLayout*>(m_pictures->layout());
    row->insertWidget(row->count() - 1, picture);
    m_pictures->show();
}

void SlidePropertiesPanel::showLabel() {
    if (!m_slide) return;
    m_labelLine->hide();
    for (const std::string& name : std::exchange(m_hidden, {})) readPicture(name);
}

}  // namespace bowman::ui
