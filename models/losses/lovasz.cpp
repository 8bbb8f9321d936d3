#include "models/losses/lovasz.h"

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

/// Of nothing but ignored pixels; even where a logit is infinite.
torch::Tensor zeroOf(const torch::Tensor& logits) { return logits.slice(0, 0, 0).sum(); }

}  // namespace

torch::Tensor lovaszHinge(const torch::Tensor& logits, const torch::Tensor& labels, HingeForm form) {
    const torch::Tensor errors = 1 - logits * (2 * labels - 1);
    const auto [sorted, order] = errors.sort(0, true);
    const torch::Tensor truth = labels.index_select(0, order);
    // Gradient of the Lovász extension of the Jaccard loss: differences of the loss along the sorted errors.
    const torch::Tensor positives = truth.sum();
    const torch::Tensor intersection = positives - truth.cumsum(0);
    const torch::Tensor all = positives + (1 - truth).cumsum(0);
    const torch::Tensor jaccard = 1 - intersection / all;
    const torch::Tensor gradient = torch::cat({jaccard.slice(0, 0, 1), jaccard.slice(0, 1) - jaccard.slice(0, 0, -1)});
    return (form == HingeForm::Relu ? torch::relu(sorted) : torch::elu(sorted) + 1).dot(gradient.detach());
}

torch::Tensor lovaszHingeLoss(const torch::Tensor& logits, const torch::Tensor& targets) {
    const Pixels p = counted(logits, targets);
    return p.logits.numel() == 0 ? zeroOf(logits) : lovaszHinge(p.logits, p.labels, HingeForm::Relu);
}

torch::Tensor symmetricLovaszLoss(const torch::Tensor& logits, const torch::Tensor& targets) {
    const Pixels p = counted(logits, targets);
    if (p.logits.numel() == 0) return zeroOf(logits);
    return 0.5 * (lovaszHinge(p.logits, p.labels, HingeForm::EluPlusOne) + lovaszHinge(-p.logits, 1 - p.labels, HingeForm::EluPlusOne));
}

}  // namespace bowman
