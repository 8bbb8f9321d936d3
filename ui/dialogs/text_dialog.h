// Pages of text to read beside the work: the keys, the user guide, what this program is. Not modal. GUI thread.
#pragma once

#include <filesystem>

#include <QDialog>
#include <QListWidget>
#include <QTextBrowser>

namespace bowman::ui {

/// One page of HTML.
class TextDialog : public QDialog {
    Q_OBJECT
public:
    TextDialog(const QString& title, const QString& html, QWidget* parent = nullptr);
};

/// The Markdown pages of a folder, in the order of its index.md, with a list of them at the left.
class GuideDialog : public QDialog {
    Q_OBJECT
public:
    explicit GuideDialog(const std::filesystem::path& folder, QWidget* parent = nullptr);

private:
    void showPage(const QString& file);
    QListWidget* m_pages;
    QTextBrowser* m_text;
};

/// Where the guide lies: beside the program, or in the source tree. Empty when it is nowhere.
std::filesystem::path guideFolder();

}  // namespace bowman::ui
