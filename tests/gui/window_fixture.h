// A window in a world of its own: settings, caches and files in a temporary folder, a slide with purple discs on pink tissue,
// and a network that knows them by their colour.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/slide/pyramid_tiff_writer.h"
#include "ui/controllers/watchdog.h"
#include "ui/main_window/main_window.h"

namespace bowman::test {

/// Milliseconds that QTRY waits: for machines under load.
inline constexpr int kPatience = 60'000;

/// Discs of 150 µm; the tissue is the middle of the slide.
inline constexpr SlidePoint kDiscs[] = {{500, 500}, {900, 560}, {1400, 480}, {700, 1000}, {1250, 1020}};
inline constexpr double kDiscRadius = 75;

inline bool isOnDisc(double x, double y) {
    for (const SlidePoint& d : kDiscs)
        if (std::hypot(x - d.x, y - d.y) < kDiscRadius) return true;
    return false;
}

struct DiscSlide {
    std::optional<double> umPerPx = 1.0;
    int width = 2048;
    int height = 1536;
};

inline Result<void> writeDiscSlide(const std::filesystem::path& path, const DiscSlide& wanted = {}) {
    PyramidTiff tiff;
    tiff.size = {wanted.width, wanted.height};
    tiff.umPerPx = wanted.umPerPx;
    tiff.tileSize = 256;
    return writeRgbPyramid(path, tiff, [&](int column, int row) -> Result<Image> {
        Image tile(256, 256, PixelFormat::Rgb8);
        for (int y = 0; y < 256; ++y)
            for (int x = 0; x < 256; ++x) {
                const int sx = column * 256 + x, sy = row * 256 + y;
                const bool tissue = sx > 200 && sx < 1850 && sy > 200 && sy < 1330;
                const std::uint8_t disc[3] = {120, 40, 130}, pink[3] = {226, 178, 204}, glass[3] = {244, 244, 244};
                const std::uint8_t* colour = !tissue ? glass : isOnDisc(sx + 0.5, sy + 0.5) ? disc : pink;
                std::copy(colour, colour + 3, tile.pixel(x, y));
            }
        return tile;
    });
}

/// Purple is glomerulus.
class PurplePredictor : public Predictor {
public:
    PurplePredictor() {
        m_card.name = "purple";
        m_card.umPerPx = 2.0;
        m_card.tileSize = 128;
        m_card.margin = 16;
    }
    static inline std::string idle;     ///< what idleCard() says
    const ModelCard& card() const override { return m_card; }
    std::string deviceName() const override { return "test"; }
    std::string idleCard() const override { return idle; }
    int preferredBatch() const override { return 2; }
    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override {
        for (std::size_t i = 0; i < probabilities.size(); ++i) probabilities[i] = batch.rgb[3 * i + 1] < 110 ? 0.96F : 0.03F;
        return {};
    }

private:
    ModelCard m_card;
};

inline ui::Networks purpleNetworks() {
    ui::Networks networks;
    networks.models = [] { return std::vector<std::filesystem::path>{"purple.safetensors"}; };
    networks.readCard = [](const std::filesystem::path&) -> Result<ModelCard> { return PurplePredictor().card(); };
    networks.createPredictor = [](const std::filesystem::path&, const std::string&) -> Result<std::unique_ptr<Predictor>> {
        return std::unique_ptr<Predictor>(std::make_unique<PurplePredictor>());
    };
    return networks;
}

inline ui::Networks brokenNetworks() {
    ui::Networks networks = purpleNetworks();
    networks.createPredictor = [](const std::filesystem::path&, const std::string&) -> Result<std::unique_ptr<Predictor>> {
        return Error{"cannot load the model", "purple.safetensors", "tensor encoder.stem is missing"};
    };
    return networks;
}

/// A disc as a proposal of a model.
inline Annotation proposal(AnnotationId id, SlidePoint centre, double uncertainty) {
    Ring ring;
    for (int i = 0; i < 48; ++i) {
        const double angle = 2 * 3.14159265358979 * i / 48;
        ring.push_back({std::round(16 * (centre.x + kDiscRadius * std::cos(angle))) / 16, std::round(16 * (centre.y + kDiscRadius * std::sin(angle))) / 16});
    }
    Annotation a;
    a.id = id;
    a.uuid = newUuid();
    a.shape = a.prediction = {{ring, {}}};
    a.score = 0.9;
    a.uncertainty = uncertainty;
    a.provenance.source = "model";
    return a;
}

/// main() of a test of the window: habits and caches of its own, and the application that times its events.
template <typename Test>
int runWindowTest(int argc, char** argv) {
    QTemporaryDir habits;
    qputenv("BOWMAN_SETTINGS", habits.filePath("settings.ini").toUtf8());
    qputenv("XDG_CACHE_HOME", habits.path().toUtf8());
    ui::WatchedApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

}  // namespace bowman::test
