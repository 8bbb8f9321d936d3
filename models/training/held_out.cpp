#include "models/training/held_out.h"

#include <algorithm>

#include "models/training/covering_tiles.h"

namespace bowman {

Result<HeldOutTiles> HeldOutTiles::render(const std::vector<LabelledImage>& images, const SamplerOptions& options) {
    SamplerOptions plain;
    plain.tileSize = options.tileSize;
    plain.umPerPx = options.umPerPx;
    const auto sampler = TileSampler::create(images, plain);
    if (!sampler) return sampler.error();
    HeldOutTiles result;
    result.m_size = plain.tileSize;
    for (const TileRecipe& recipe : coveringTiles(images, plain)) result.m_tiles.push_back(sampler->render(recipe));
    return result;
}

ProbabilityHistogram HeldOutTiles::measure(SegmentationModel& network, const NetworkInput& input, int batch) const {
    const torch::NoGradGuard guard;
    network.eval();
    ProbabilityHistogram histogram;
    for (std::size_t first = 0; first < m_tiles.size(); first += static_cast<std::size_t>(batch)) {
        const std::size_t end = std::min(first + static_cast<std::size_t>(batch), m_tiles.size());
        std::vector<torch::Tensor> rgb;
        for (std::size_t i = first; i < end; ++i)
            rgb.push_back(torch::from_blob(const_cast<std::uint8_t*>(m_tiles[i].rgb.data()), {1, m_size, m_size, 3}, torch::kUInt8));
        const torch::Tensor values = torch::sigmoid(network.forward(input(torch::cat(rgb))).to(torch::kFloat32)).select(1, 0).mul(255).round()
                                         .to(torch::kUInt8).to(torch::kCPU).contiguous();
        const std::uint8_t* value = values.data_ptr<std::uint8_t>();
        for (std::size_t i = first; i < end; ++i)
            for (const std::uint8_t *label = m_tiles[i].mask.data(), *last = label + m_tiles[i].mask.sizeBytes(); label < last; ++label, ++value)
                if (*label != kMaskIgnore) ++(*label ? histogram.inside : histogram.outside)[*value];
    }
    return histogram;
}

}  // namespace bowman
