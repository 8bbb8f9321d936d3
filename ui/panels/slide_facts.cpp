#include "ui/panels/slide_facts.h"

#include <array>
#include <filesystem>

#include <QFileInfo>
#include <QLocale>
#include <QStringList>

#include "core/slide/scale_doubt.h"
#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

QString times(PixelSize size) { return countText(static_cast<double>(size.width)) + " × " + countText(static_cast<double>(size.height)); }

QString factor(double downsample) {
    return QString::number(downsample, 'f', std::abs(downsample - std::round(downsample)) < 0.005 ? 0 : 2) + u'×';
}

QString millimetres(PixelSize size, double umPerPx) {
    return QString("%1 × %2 mm").arg(size.width * umPerPx / 1000, 0, 'f', 2).arg(size.height * umPerPx / 1000, 0, 'f', 2);
}

QString levelsText(const SlideInfo& info) {
    QStringList parts;
    for (const SlideLevel& level : info.levels) parts << factor(level.downsample);
    return QObject::tr("%1: %2").arg(info.levels.size()).arg(parts.join(", "));
}

QString scaleAndSource(const MicronsPerPixel& scale) {
    const QString tag = QString::fromStdString(scale.tag);
    if (!scale.value) return tag.isEmpty() ? QObject::tr("unknown: the file does not say it") : QObject::tr("unknown: the file says %1").arg(tag);
    if (scale.source == "user") return QObject::tr("%1, set by a person%2").arg(scaleText(scale.value), tag.isEmpty() ? QString() : QObject::tr(" (the file says %1)").arg(tag));
    return QObject::tr("%1, from the file%2").arg(scaleText(scale.value), tag.isEmpty() ? QString() : " (" + tag + ")");
}

}  // namespace

std::vector<SlideFact> slideFacts(const SlideInfo& info, const MicronsPerPixel& scale) {
    std::vector<SlideFact> facts;
    const auto add = [&](const QString& name, const QString& value) { facts.push_back({name, value, false}); };
    const QFileInfo file(QString::fromStdString(info.path.string()));
    add(QObject::tr("File"), file.fileName());
    add(QObject::tr("Folder"), file.absolutePath());
    add(QObject::tr("Format"), QString::fromStdString(info.format));
    add(QObject::tr("Size in pixels"), times(info.size()));
    if (scale.value) add(QObject::tr("Size"), millimetres(info.size(), *scale.value));
    add(QObject::tr("Levels"), levelsText(info));
    if (const SlideLevel& level = info.levels.front(); level.tileWidth > 0) add(QObject::tr("Stored tiles"), QString("%1 × %2").arg(level.tileWidth).arg(level.tileHeight));
    add(QObject::tr("Scale"), scaleAndSource(scale));
    SlideInfo asCounted = info;
    asCounted.umPerPx = scale;
    if (const std::string doubt = scaleDoubt(asCounted); !doubt.empty() && scale.source != "user") facts.push_back({QObject::tr("Doubt"), QString::fromStdString(doubt), true});
    add(QObject::tr("Objective"), info.objectivePower ? QString::number(*info.objectivePower) + u'×' : QObject::tr("the file does not say it"));
    if (!(info.bounds == info.rect()))
        add(QObject::tr("Scanned part"), QObject::tr("%1 × %2 px at %3, %4").arg(countText(info.bounds.width), countText(info.bounds.height), countText(info.bounds.x), countText(info.bounds.y)));
    if (!info.channels.empty()) {
        QStringList names;
        for (const std::string& channel : info.channels) names << QString::fromStdString(channel);
        add(QObject::tr("Channels"), QString("%1: %2").arg(names.size()).arg(names.join(", ")));
    }
    if (info.zCount > 1) add(QObject::tr("Focus planes"), QString::number(info.zCount));
    return facts;
}

bool mayShowLabel(const SlideInfo& info, const std::string& image) {
    if (image == "label") return true;
    static constexpr std::array kMacroWithLabel = {"hamamatsu", "ventana", "mirax", "leica", "philips", "trestle", "dicom"};
    if (image.find("macro") == std::string::npos && image != "overview") return false;
    for (const char* vendor : kMacroWithLabel)
        if (info.format.find(vendor) != std::string::npos) return true;
    return false;
}

}  // namespace bowman::ui
