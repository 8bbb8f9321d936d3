#include "ui/dialogs/text_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSplitter>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>

#include "core/base/platform/platform.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

QDialogButtonBox* closeButton(QDialog* dialog) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    return buttons;
}

QString readText(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// First heading, else the file's name.
QString titleOf(const QString& markdown, const QString& file) {
    for (const QString& line : markdown.split('\n'))
        if (line.startsWith("# ")) return line.mid(2).trimmed();
    return QFileInfo(file).completeBaseName();
}

/// index.md, then the pages as it links to them, then the rest by name.
QStringList pagesOf(const QDir& dir) {
    const QStringList all = dir.entryList({"*.md"}, QDir::Files, QDir::Name);
    QStringList pages;
    const auto add = [&](const QString& name) {
        if (all.contains(name) && !pages.contains(name)) pages << name;
    };
    add("index.md");
    static const QRegularExpression link(R"(\]\(([\w-]+\.md))");
    for (auto found = link.globalMatch(readText(dir.filePath("index.md"))); found.hasNext();) add(found.next().captured(1));
    for (const QString& name : all) add(name);
    return pages;
}

}  // namespace

TextDialog::TextDialog(const QString& title, const QString& html, QWidget* parent) : QDialog(parent) {
    setWindowTitle(title);
    auto* text = new QTextBrowser;
    text->setOpenExternalLinks(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setHtml(html);
    auto* all = new QVBoxLayout(this);
    all->addWidget(text, 1);
    all->addWidget(closeButton(this));
}

GuideDialog::GuideDialog(const fs::path& folder, QWidget* parent) : QDialog(parent) {
    setObjectName("guideDialog");
    setWindowTitle(tr("User Guide"));
    resize(920, 680);
    m_pages = new QListWidget;
    m_pages->setAccessibleName(tr("Pages"));
    m_text = new QTextBrowser;
    m_text->setOpenLinks(false);
    m_text->setSearchPaths({QString::fromStdString(folder.string())});
    auto* split = new QSplitter;
    split->addWidget(m_pages);
    split->addWidget(m_text);
    split->setStretchFactor(1, 1);
    split->setSizes({220, 700});
    auto* all = new QVBoxLayout(this);
    all->addWidget(split, 1);
    all->addWidget(closeButton(this));

    const QDir dir(QString::fromStdString(folder.string()));
    for (const QString& name : pagesOf(dir)) {
        auto* item = new QListWidgetItem(titleOf(readText(dir.filePath(name)), name), m_pages);
        item->setData(Qt::UserRole, dir.filePath(name));
    }
    connect(m_pages, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item) showPage(item->data(Qt::UserRole).toString());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        const QString target = QFileInfo(link.path()).fileName();
        for (int i = 0; i < m_pages->count(); ++i)
            if (QFileInfo(m_pages->item(i)->data(Qt::UserRole).toString()).fileName() == target) return m_pages->setCurrentRow(i);
        if (link.hasFragment()) m_text->scrollToAnchor(link.fragment());
    });
    if (m_pages->count() > 0) m_pages->setCurrentRow(0);
    else m_text->setPlainText(tr("The guide is not installed: nothing in “%1”.").arg(dir.path()));
}

void GuideDialog::showPage(const QString& file) {
    m_text->document()->setBaseUrl(QUrl::fromLocalFile(file));
    m_text->setMarkdown(readText(file));
}

fs::path guideFolder() {
    const fs::path program = platform::executableFolder();
    std::error_code status;
    for (const fs::path& candidate : {program / "guide", program / ".." / "share" / "bowman" / "guide", fs::path(BOWMAN_SOURCE_GUIDE)})
        if (fs::exists(candidate, status)) return candidate;
    return {};
}

}  // namespace bowman::ui
