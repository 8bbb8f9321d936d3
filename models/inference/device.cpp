#include "models/inference/device.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "core/base/platform/graphics_cards.h"

namespace bowman {

Result<torch::Device> chooseDevice(const std::string& name) {
    const int count = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
    if (name == "cpu" || (name == "auto" && count == 0)) return torch::Device(torch::kCPU);
    if (name == "auto") return torch::Device(torch::kCUDA, 0);
    int index = 0;
    if (name != "cuda") {
        const char* end = name.data() + name.size();
        if (!name.starts_with("cuda:") || std::from_chars(name.data() + 5, end, index).ptr != end || name.size() == 5)
            return Error{"no such device", "", "\"" + name + "\"; there are auto, cpu, cuda and cuda:N"};
    }
    if (count == 0) return Error{"no such device", "", "\"" + name + "\": this LibTorch finds no CUDA device"};
    if (index < 0 || index >= count) return Error{"no such device", "", "\"" + name + "\": there are " + std::to_string(count) + " CUDA devices"};
    return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(index));
}

std::string nameOf(const torch::Device& device) {
    if (!device.is_cuda()) return "CPU";
    const std::vector<std::string> cards = platform::nvidiaCards();
    const auto index = static_cast<std::size_t>(device.index());
    // CUDA may number them otherwise: the name is told where all are alike.
    const bool isKnown = index < cards.size() && std::equal(cards.begin() + 1, cards.end(), cards.begin());
    return "CUDA " + std::to_string(index) + (isKnown ? ", " + cards[index] : std::string());
}

std::string idleCard(const std::string& asked, const torch::Device& chosen) {
    if (asked != "auto" || chosen.is_cuda()) return {};
    const std::vector<std::string> cards = platform::nvidiaCards();
    if (cards.empty()) return {};
    const bool isBuiltFor = torch::globalContext().hasCUDART();
    return cards.front() + " is not used: " + (isBuiltFor ? "LibTorch cannot use it; is its driver younger than CUDA's library?" : "this LibTorch (" TORCH_VERSION ") was built without CUDA");
}

}  // namespace bowman
