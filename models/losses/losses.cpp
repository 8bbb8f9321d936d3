#include "models/losses/losses.h"

namespace bowman {
namespace {

struct Pixels {
    torch::Tensor logits;
    torch::Tensor labels;
};

/// The pixels that count, flat.
Pixels counted(const torch::Tensor& logits, const torch::Tensor& targets) {
    const torch::Tensor valid = targets.ne(kIgnoreLabel);
    return {logits.masked_select(valid), targets.masked_select(valid).to(logits.scalar_type())};
}

torch::Tensor zeroOf(const torch::Tensor& logits) { return logits.sum() * 0; }

torch::Tensor symmetric(const Pixels& p) {
    return 0.5 * (lovaszHinge(p.logits, p.labels) + lovaszHinge(-p.logits, 1 - p.labels));
}

}  // namespace

torch::Tensor bceDiceLoss(const torch::Tensor& logits, const torch::Tensor& targets) {
    // Weights of 0 and 1 rather than selected pixels: several times faster on the CPU.
    const torch::Tensor valid = targets.ne(kIgnoreLabel).to(logits.scalar_type());
    const torch::Tensor labels = targets.eq(1).to(logits.scalar_type());
    const torch::Tensor probability = torch::sigmoid(logits) * valid;
    const torch::Tensor dice = (2 * (probability * labels).sum() + 1) / (probability.sum() + labels.sum() + 1);
    const torch::Tensor entropy = torch::binary_cross_entropy_with_logits(logits, labels, valid, {}, at::Reduction::Sum);
    return entropy / valid.sum().clamp_min(1) + 1 - dice;
}

torch::Tensor lovaszHinge(const torch::Tensor& logits, const torch::Tensor& labels) {
    const torch::Tensor errors = 1 - logits * (2 * labels - 1);
    const auto [sorted, order] = errors.sort(0, true);
    const torch::Tensor truth = labels.index_select(0, order);
    // Gradient of the Lovász extension of the Jaccard loss: differences of the loss along the sorted errors.
    const torch::Tensor positives = truth.sum();
    const torch::Tensor intersection = positives - truth.cumsum(0);
    const torch::Tensor all = positives + (1 - truth).cumsum(0);
    const torch::Tensor jaccard = 1 - intersection / all;
    const torch::Tensor gradient = torch::cat({jaccard.slice(0, 0, 1), jaccard.slice(0, 1) - jaccard.slice(0, 0, -1)});
    return (torch::elu(sorted) + 1).dot(gradient.detach());
}

torch::Tensor symmetricLovaszLoss(const torch::Tensor& logits, const torch::Tensor& targets) {
    const Pixels p = counted(logits, targets);
    return p.logits.numel() == 0 ? zeroOf(logits) : symmetric(p);
}

Result<Loss> lossNamed(const std::string& name) {
    if (name == "bce+dice") return Loss(bceDiceLoss);
    if (name == "lovasz") return Loss(symmetricLovaszLoss);
    if (name == "bce+lovasz")
        return Loss([](const torch::Tensor& logits, const torch::Tensor& targets) {
            const Pixels p = counted(logits, targets);
            return p.logits.numel() == 0 ? zeroOf(logits) : torch::binary_cross_entropy_with_logits(p.logits, p.labels) + symmetric(p);
        });
    return Error{"no such loss", "", "\"" + name + "\"; there are bce+dice, lovasz, bce+lovasz"};
}

}  // namespace bowman
