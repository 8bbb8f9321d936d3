#include "models/training/adamw.h"

#include <cmath>

namespace bowman {

AdamW::AdamW(const torch::nn::Module& module, const Options& options) : m_options(options) {
    for (const auto& item : module.named_parameters())
        m_slots.push_back({item.key(), item.value(), torch::zeros_like(item.value(), torch::MemoryFormat::Contiguous),
                           torch::zeros_like(item.value(), torch::MemoryFormat::Contiguous), item.key().starts_with("encoder.")});
}

double AdamW::step(const Step& now) {
    torch::NoGradGuard guard;
    double squares = 0;
    for (const Slot& slot : m_slots)
        if (slot.parameter.grad().defined()) squares += std::pow(slot.parameter.grad().norm().item<double>(), 2);
    const double norm = std::sqrt(squares);
    const double shrink = norm > m_options.largestGradient ? m_options.largestGradient / norm : 1.0;
    for (Slot& slot : m_slots) {
        torch::Tensor& gradient = slot.parameter.mutable_grad();
        if (!gradient.defined()) continue;
        const double rate = slot.ofEncoder ? now.encoderRate : now.otherRate;
        const auto number = double(slot.ofEncoder ? now.encoderNumber : now.number);
        const double correction1 = 1 - std::pow(m_options.beta1, number), correction2 = std::sqrt(1 - std::pow(m_options.beta2, number));
        if (shrink < 1) gradient.mul_(shrink);
        if (slot.parameter.dim() > 1) slot.parameter.mul_(1 - rate * m_options.weightDecay);
        slot.moment1.mul_(m_options.beta1).add_(gradient, 1 - m_options.beta1);
        slot.moment2.mul_(m_options.beta2).addcmul_(gradient, gradient, 1 - m_options.beta2);
        const torch::Tensor divisor = slot.moment2.sqrt().div_(correction2).add_(m_options.eps);
        slot.parameter.addcdiv_(slot.moment1, divisor, -rate / correction1);
        gradient.zero_();
    }
    return norm;
}

std::vector<NamedTensor> AdamW::moments() const {
    std::vector<NamedTensor> result;
    for (const Slot& slot : m_slots) {
        result.push_back({"moment1." + slot.name, slot.moment1});
        result.push_back({"moment2." + slot.name, slot.moment2});
    }
    return result;
}

}  // namespace bowman
