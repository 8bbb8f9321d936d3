#include "ui/controllers/slide_files.h"

#include <algorithm>
#include <cstring>

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryFile>

#include "core/slide/scaled_read.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

bool canWriteIn(const fs::path& folder) {
    QTemporaryFile probe(QString::fromStdString((folder / ".bowman-XXXXXX").string()));
    return probe.open();
}

fs::path documentsFolder() {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!documents.isEmpty() && QDir(documents).exists()) return fs::path(documents.toStdString()) / "Bowman";
    return fs::path(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString()) / "bowman";
}

QImage toQImage(const Image& rgb) {
    QImage image(rgb.width(), rgb.height(), QImage::Format_RGB888);
    for (int y = 0; y < rgb.height(); ++y) std::memcpy(image.scanLine(y), rgb.row(y), rgb.stride());
    return image;
}

Result<LoadedSlide> loadIfSame(const SlideRecord& record, const fs::path& path) {
    auto identity = identifyFile(path);
    if (!identity) return identity.error();
    if (!matches(*identity, record.identity)) return Error{"another slide", path.string(), "its content is not that of the slide of this project"};
    return loadSlide(path);
}

}  // namespace

Result<LoadedSlide> loadSlide(const fs::path& path) {
    auto slide = openSlide(path);
    if (!slide) return slide.error();
    auto identity = identifySlide(**slide);
    if (!identity) return identity.error();
    return LoadedSlide{std::move(*slide), std::move(*identity)};
}

fs::path defaultProjectFor(const std::vector<fs::path>& slides) {
    std::error_code status;
    const fs::path first = fs::absolute(slides.front(), status);
    const fs::path folder = first.parent_path();
    const std::string name = slides.size() == 1 || folder.filename().empty() ? first.stem().string() : folder.filename().string();
    if (canWriteIn(folder)) return folder / (name + ".bowman");
    const fs::path documents = documentsFolder();
    fs::create_directories(documents, status);
    // Slides of the same name in different folders must not share a project.
    const QByteArray where = QCryptographicHash::hash(QByteArray::fromStdString(folder.string()), QCryptographicHash::Sha256).toHex();
    return documents / (name + "-" + where.left(6).toStdString() + ".bowman");
}

Result<LoadedSlide> findSlide(const SlideRecord& record, const std::vector<fs::path>& folders) {
    std::error_code status;
    auto recorded = fs::exists(record.path, status)
                        ? loadIfSame(record, record.path)
                        : Result<LoadedSlide>(Error{"slide is missing", record.path.string(), "the file is not where it was"});
    if (recorded) return recorded;
    for (const fs::path& folder : folders) {
        if (auto found = loadIfSame(record, folder / record.path.filename())) return found;
        for (const auto& entry : fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, status)) {
            std::error_code unreadable;
            if (!entry.is_regular_file(unreadable) || entry.file_size(unreadable) != record.identity.sizeBytes) continue;
            if (auto found = loadIfSame(record, entry.path())) return found;
        }
    }
    return recorded;
}

QImage thumbnailOf(const Slide& slide, int edge) {
    const auto image = readThumbnail(slide, edge);
    return image ? toQImage(*image) : QImage();
}

QImage cropOf(const Slide& slide, const SlideRect& rect, int edge) {
    const double side = std::max({rect.width, rect.height, 1.0});
    const SlidePoint centre = rect.centre();
    const auto image = readScaled(slide, {{centre.x - side / 2, centre.y - side / 2}, side / edge, edge, edge});
    return image ? toQImage(*image) : QImage();
}

}  // namespace bowman::ui
