// Projects that were open lately, newest first, with a small picture each. Kept in the settings; pictures in the user's cache
// folder. GUI thread.
#pragma once

#include <vector>

#include <QImage>
#include <QObject>
#include <QString>

namespace bowman::ui {

struct RecentFile {
    QString path;        ///< of the .bowman file
    QString title;       ///< of its first slide
    QString picture;     ///< PNG, may be missing
    int reviewed = 0;
    int objects = 0;
};

class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr int kMost = 12;

    explicit RecentFiles(QObject* parent = nullptr);
    const std::vector<RecentFile>& files() const { return m_files; }

    /// Puts it first; what is empty keeps its old value.
    void remember(const RecentFile& file);
    void forget(const QString& path);
    /// Where the picture of this project is kept.
    static QString picturePath(const QString& project);

Q_SIGNALS:
    void changed();

private:
    void save() const;
    std::vector<RecentFile> m_files;
};

}  // namespace bowman::ui
