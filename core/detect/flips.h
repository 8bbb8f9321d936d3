// Test-time augmentation: a network is asked about a picture and its three mirror images. What it says of them on average is the answer; how
// far it contradicts itself tells how much the answer is worth (Wang et al. 2019, doi 10.1016/j.neucom.2019.01.103). Four times the work, and
// more where the network alone would run strip by strip: tests/bench/results/detection.md.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/detect/detection_job.h"
#include "core/detect/predictor.h"

namespace bowman {

/// Answers with the mean over the mirror images. Whole patches only. As the network: one thread at a time; the network outlives it.
class FlippingPredictor : public Predictor {
public:
    explicit FlippingPredictor(Predictor& network) : m_network(network) {}

    const ModelCard& card() const override { return m_network.card(); }
    std::string deviceName() const override { return m_network.deviceName() + ", with mirror images"; }
    std::string idleCard() const override { return m_network.idleCard(); }
    std::string arithmetic() const override { return m_network.arithmetic() + " mean of 4 flips"; }
    int preferredBatch() const override { return m_network.preferredBatch(); }
    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override;
    Predictor& network() const { return m_network; }

private:
    Predictor& m_network;
    std::vector<std::uint8_t> m_flipped;
    std::vector<float> m_answer;
};

/// Fills DetectedObject::disagreement: the standard deviation of the probability of the first class over the four mirror images, mean over the object's
/// pixels, each object in a patch of its own with some of its surroundings. An object that cannot be read stays without; a stop leaves the rest without.
/// Returns the first error there was, for a note. Blocks. `onProgress` may be empty.
Result<void> tellDisagreement(std::vector<DetectedObject>& objects, const Slide& slide, double umPerPx, Predictor& network, const std::function<void(int done, int total)>& onProgress,
                              const std::stop_token& stop);

}  // namespace bowman
