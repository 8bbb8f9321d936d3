// How a network does on the patients that its training does not see. Blocking; one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <torch/torch.h>

#include "core/base/result.h"
#include "core/measure/calibration.h"
#include "models/segmentation_model.h"
#include "models/training/tile_sampler.h"

namespace bowman {

/// RGB N×H×W×3 (8 bit, on any device) → normalised N×3×H×W on the network's device.
using NetworkInput = std::function<torch::Tensor(const torch::Tensor& rgb)>;

class HeldOutTiles {
public:
    /// Renders all tiles that cover the images. They are kept: an 8-bit tile of 256 pixels takes 256 KB.
    static Result<HeldOutTiles> render(const std::vector<LabelledImage>& images, const SamplerOptions& options);

    /// Pixels by probability, in batches; puts the network into eval mode.
    ProbabilityHistogram measure(SegmentationModel& network, const NetworkInput& input, int batch) const;

    std::size_t size() const { return m_tiles.size(); }

private:
    int m_size = 0;
    std::vector<Tile> m_tiles;
};

}  // namespace bowman
