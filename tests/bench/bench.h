// What every benchmark shares: samples with their median and tail, and the JSON that goes with the printed lines.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace bowman::bench {

inline double now() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

class Samples {
public:
    void add(double value) { m_values.push_back(value); }
    std::size_t count() const { return m_values.size(); }
    /// Nearest rank; 0 without samples.
    double percentile(double p) const {
        if (m_values.empty()) return 0;
        std::vector<double> sorted = m_values;
        std::sort(sorted.begin(), sorted.end());
        const auto rank = static_cast<std::size_t>(std::ceil(p / 100 * static_cast<double>(sorted.size())));
        return sorted[std::min(sorted.size() - 1, rank == 0 ? 0 : rank - 1)];
    }
    double median() const { return percentile(50); }
    double worst() const { return percentile(100); }

private:
    std::vector<double> m_values;
};

/// {"median", "p99", "worst", "count"} of samples in seconds, given in milliseconds.
inline nlohmann::json milliseconds(const Samples& s) {
    return {{"median_ms", 1000 * s.median()}, {"p99_ms", 1000 * s.percentile(99)}, {"worst_ms", 1000 * s.worst()}, {"count", s.count()}};
}

/// Registers the sub-command; when chosen, `result` receives the figures.
void addViewer(CLI::App& app, nlohmann::json& result);
void addDetect(CLI::App& app, nlohmann::json& result);
void addNetwork(CLI::App& app, nlohmann::json& result);
void addReceptive(CLI::App& app, nlohmann::json& result);
void addCorrection(CLI::App& app, nlohmann::json& result);
void addHand(CLI::App& app, nlohmann::json& result);
void addFormats(CLI::App& app, nlohmann::json& result);
void addPhantom(CLI::App& app, nlohmann::json& result);
void addAppearance(CLI::App& app, nlohmann::json& result);
void addSlides(CLI::App& app, nlohmann::json& result);

}  // namespace bowman::bench
