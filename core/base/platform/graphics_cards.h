// The graphics cards that a driver knows, whether or not a library can compute on them. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bowman::platform {

/// Models of NVIDIA's cards in the order of their bus addresses, such as "NVIDIA H200"; empty without a driver. `folder` is what the driver describes them in.
std::vector<std::string> nvidiaCards(const std::filesystem::path& folder = "/proc/driver/nvidia/gpus");

}  // namespace bowman::platform
