// What a OneDnnProgram consists of, before its memory is laid out. Values; one thread at a time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "models/inference/arena_plan.h"
#include "models/inference/onednn_program.h"

namespace bowman {

/// One argument of a primitive: weights (a memory of their own), or a place in a buffer.
struct StepArgument {
    int index = 0;               ///< DNNL_ARG_…
    dnnl::memory::desc desc;
    int buffer = -1;
    std::size_t offset = 0;      ///< in bytes
    dnnl::memory constant = {};  ///< where `buffer` is −1
};

/// Where buffers lie once there is memory.
using Places = std::function<std::byte*(int buffer)>;

/// A primitive, or a pass of our own.
struct Step {
    std::string name;            ///< for the profile
    dnnl::primitive primitive = {};
    std::vector<StepArgument> arguments = {};
    std::function<void(const Places&)> own = {};
};

struct StepList {
    std::vector<Step> steps;
    std::vector<Lifetime> buffers;
    int input = 0, output = 0;   ///< buffers, 32 bit
    std::size_t inputFloats = 0, outputFloats = 0;
};

/// Throws what oneDNN throws, and std::invalid_argument.
StepList stepsOf(const ProgramRequest& request);

}  // namespace bowman
