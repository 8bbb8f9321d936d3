#include "models/inference/device.h"

#include <charconv>

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

}  // namespace bowman
