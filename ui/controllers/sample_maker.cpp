#include "ui/controllers/sample_maker.h"

#include <filesystem>

#include <QFileInfo>

#include "core/base/platform/platform.h"
#include "core/base/platform/stack_trace.h"
#include "core/slide/phantom/phantom.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

// 4 × 3 mm of tissue: a few dozen glomeruli, drawn in well under a minute.
constexpr PhantomRequest kSample{8000, 6000, 0.5, 7};

}  // namespace

SampleMaker::SampleMaker(QObject* parent) : QObject(parent) {}

SampleMaker::~SampleMaker() { m_job.request_stop(); }

QString SampleMaker::samplePath() {
    return QString::fromStdString((platform::userCacheFolder() / "sample" / "sample kidney.tif").string());
}

void SampleMaker::start() {
    if (m_running) return;
    if (QFileInfo::exists(samplePath())) return Q_EMIT ready(samplePath());
    m_running = true;
    Q_EMIT runningChanged();
    Q_EMIT progressed(0);
    m_job = std::jthread([this, path = fs::path(samplePath().toStdString())](std::stop_token stop) {
        platform::yieldCoresToOthers();
        std::error_code status;
        fs::create_directories(path.parent_path(), status);
        int shown = 0;
        const TiffWriteControl control{[&](double fraction) {
                                           const int percent = static_cast<int>(100 * fraction);
                                           if (percent == shown) return;
                                           shown = percent;
                                           QMetaObject::invokeMethod(this, [this, fraction] { Q_EMIT progressed(fraction); }, Qt::QueuedConnection);
                                       },
                                       stop};
        const auto written = writePhantom(kSample, path, control);
        QMetaObject::invokeMethod(this, [this, written] { finish(written); }, Qt::QueuedConnection);
    });
}

void SampleMaker::cancel() { m_job.request_stop(); }

void SampleMaker::finish(const Result<void>& written) {
    const bool cancelled = m_job.get_stop_token().stop_requested();
    m_job = {};
    m_running = false;
    Q_EMIT runningChanged();
    if (cancelled) return;
    if (written) Q_EMIT ready(samplePath());
    else Q_EMIT failed(problemFrom(tr("Cannot make the sample slide"), written.error()));
}

}  // namespace bowman::ui
