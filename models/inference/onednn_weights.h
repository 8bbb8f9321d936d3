// The weights of a network's layers in the orders that oneDNN's primitives ask for. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "models/inference/network_graph.h"

namespace bowman {

class WeightStore {
public:
    WeightStore() : m_engine(dnnl::engine::kind::cpu, 0) {}

    const dnnl::engine& engine() const { return m_engine; }

    /// As the primitive's dims say: with a dimension of groups where there are several.
    static dnnl::memory::dims dimsOf(const Layer& layer);

    dnnl::memory weights(const Layer& layer, const dnnl::memory::desc& wanted);
    dnnl::memory bias(const Layer& layer);

    /// The weights of a 1×1 convolution in 32 bit but the order of `wanted`, and the input channel of each number.
    struct Scalable {
        std::vector<float> weights;
        std::vector<std::uint16_t> channel;
    };
    const Scalable& scalable(const Layer& layer, const dnnl::memory::desc& wanted);

private:
    dnnl::memory reordered(std::vector<float> plain, const Layer& layer, const dnnl::memory::desc& wanted);

    using Key = std::pair<int, std::string>;  // layer by its output, format
    dnnl::engine m_engine;
    std::map<Key, dnnl::memory> m_memories;
    std::map<Key, Scalable> m_scalable;
};

}  // namespace bowman
