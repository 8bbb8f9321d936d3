// Where a network runs. Any thread.
#pragma once

#include <torch/torch.h>

#include <string>

#include "core/base/result.h"

namespace bowman {

/// "auto" (CUDA where there is one, else CPU), "cpu", "cuda" or "cuda:N". Error: no such device, and why.
Result<torch::Device> chooseDevice(const std::string& name);

}  // namespace bowman
