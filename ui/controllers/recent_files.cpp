#include "ui/controllers/recent_files.h"

#include <algorithm>

#include <QCryptographicHash>

#include "core/base/platform/platform.h"
#include "ui/controllers/settings.h"

namespace bowman::ui {

RecentFiles::RecentFiles(QObject* parent) : QObject(parent) {
    const auto settings = openSettings();
    const int count = settings->beginReadArray("recent");
    for (int i = 0; i < count; ++i) {
        settings->setArrayIndex(i);
        m_files.push_back({settings->value("path").toString(), settings->value("title").toString(), settings->value("picture").toString(),
                           settings->value("reviewed").toInt(), settings->value("objects").toInt()});
    }
}

void RecentFiles::remember(const RecentFile& file) {
    RecentFile entry = file;
    const auto old = std::find_if(m_files.begin(), m_files.end(), [&](const RecentFile& f) { return f.path == file.path; });
    if (old != m_files.end()) {
        if (entry.title.isEmpty()) entry.title = old->title;
        if (entry.picture.isEmpty()) entry.picture = old->picture;
        m_files.erase(old);
    }
    m_files.insert(m_files.begin(), entry);
    if (m_files.size() > kMost) m_files.resize(kMost);
    save();
    Q_EMIT changed();
}

void RecentFiles::forget(const QString& path) {
    if (std::erase_if(m_files, [&](const RecentFile& f) { return f.path == path; }) == 0) return;
    save();
    Q_EMIT changed();
}

QString RecentFiles::picturePath(const QString& project) {
    const QString name = QCryptographicHash::hash(project.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    return QString::fromStdString((platform::userCacheFolder() / "pictures").string()) + "/" + name + ".png";
}

void RecentFiles::save() const {
    const auto settings = openSettings();
    settings->remove("recent");
    settings->beginWriteArray("recent", static_cast<int>(m_files.size()));
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        settings->setArrayIndex(static_cast<int>(i));
        settings->setValue("path", m_files[i].path);
        settings->setValue("title", m_files[i].title);
        settings->setValue("picture", m_files[i].picture);
        settings->setValue("reviewed", m_files[i].reviewed);
        settings->setValue("objects", m_files[i].objects);
    }
    settings->endArray();
}

}  // namespace bowman::ui
