// Where a network runs. Any thread.
#pragma once

#include <torch/torch.h>

#include <string>

#include "core/base/result.h"

namespace bowman {

/// "auto" (CUDA where there is one, else CPU), "cpu", "cuda" or "cuda:N". Error: no such device, and why.
Result<torch::Device> chooseDevice(const std::string& name);

/// "CUDA 0, NVIDIA H200"; "CPU".
std::string nameOf(const torch::Device& device);

/// Which graphics card stands idle though the best device was asked for ("auto"), and why; empty where none does.
std::string idleCard(const std::string& asked, const torch::Device& chosen);

}  // namespace bowman
