#include "models/inference/fused.h"

#include "models/weights/torchscript.h"

namespace bowman {

torch::jit::Module traceAndFuse(SegmentationModel& network, const torch::Tensor& example) {
    torch::NoGradGuard guard;
    torch::jit::Module traced = traceOf(network, example);
    return torch::jit::optimize_for_inference(traced);
}

}  // namespace bowman
