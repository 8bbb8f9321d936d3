#include "models/training/gradients.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace bowman {
namespace {

/// Autocast for the current thread while it lives.
class Autocast {
public:
    explicit Autocast(bool isWanted) : m_isOn(isWanted) {
        if (m_isOn) set(true);
    }
    ~Autocast() {
        if (!m_isOn) return;
        at::autocast::clear_cache();
        set(false);
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

private:
    static void set(bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
        at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
        at::autocast::set_autocast_enabled(at::kCUDA, on);
#else
        at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
        at::autocast::set_enabled(on);
#endif
    }
    const bool m_isOn;
};

}  // namespace

double addGradients(SegmentationModel& network, const Loss& loss, const torch::Tensor& input, const torch::Tensor& targets, double share,
                    Precision precision) {
    torch::Tensor logits;
    {
        const Autocast autocast(precision == Precision::Mixed && input.is_cuda());
        logits = network.forward(input);
    }
    const torch::Tensor value = loss(logits.to(torch::kFloat32), targets);
    (share == 1 ? value : value * share).backward();
    return value.item<double>();
}

}  // namespace bowman
