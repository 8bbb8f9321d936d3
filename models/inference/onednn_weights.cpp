#include "models/inference/onednn_weights.h"

#include <cstring>

namespace bowman {
namespace {

using dnnl::memory;

std::string keyOf(const memory::desc& desc) { return {reinterpret_cast<const char*>(&desc.data), sizeof desc.data}; }

memory::desc plainOf(const Layer& layer) {
    const bool grouped = layer.groups > 1;
    const auto tag = layer.transposed ? (grouped ? memory::format_tag::giohw : memory::format_tag::iohw)
                                      : (grouped ? memory::format_tag::goihw : memory::format_tag::oihw);
    return {WeightStore::dimsOf(layer), memory::data_type::f32, tag};
}

}  // namespace

memory::dims WeightStore::dimsOf(const Layer& layer) {
    memory::dims dims = {layer.out / layer.groups, layer.in / layer.groups, layer.kernel[0], layer.kernel[1]};
    if (layer.groups > 1) dims.insert(dims.begin(), layer.groups);
    return dims;
}

memory WeightStore::reordered(std::vector<float> plain, const Layer& layer, const memory::desc& wanted) {
    memory from(plainOf(layer), m_engine, plain.data()), to(wanted, m_engine);
    dnnl::stream stream(m_engine);
    dnnl::reorder(from, to).execute(stream, from, to);
    stream.wait();
    return to;
}

memory WeightStore::weights(const Layer& layer, const memory::desc& wanted) {
    memory& kept = m_memories[{layer.output, keyOf(wanted)}];
    if (!kept) kept = reordered(layer.weight, layer, wanted);
    return kept;
}

memory WeightStore::bias(const Layer& layer) {
    memory& kept = m_memories[{layer.output, "bias"}];
    if (kept) return kept;
    kept = memory({{layer.out}, memory::data_type::f32, memory::format_tag::x}, m_engine);
    std::memcpy(kept.get_data_handle(), layer.bias.data(), layer.bias.size() * sizeof(float));
    return kept;
}

const WeightStore::Scalable& WeightStore::scalable(const Layer& layer, const memory::desc& wanted) {
    const auto [found, isNew] = m_scalable.try_emplace({layer.output, keyOf(wanted)});
    if (!isNew) return found->second;
    memory::desc wide = wanted;
    wide.data.data_type = dnnl_f32;
    const auto in = static_cast<std::size_t>(layer.in);
    std::vector<float> channels(layer.weight.size());
    for (std::size_t k = 0; k < channels.size(); ++k) channels[k] = static_cast<float>(k % in);  // out × in, 1×1
    const std::size_t count = wide.get_size() / sizeof(float);
    const memory weights = reordered(layer.weight, layer, wide), numbers = reordered(std::move(channels), layer, wide);
    const auto* number = static_cast<const float*>(numbers.get_data_handle());
    const auto* weight = static_cast<const float*>(weights.get_data_handle());
    found->second.weights.assign(weight, weight + count);
    found->second.channel.assign(number, number + count);
    return found->second;
}

}  // namespace bowman
