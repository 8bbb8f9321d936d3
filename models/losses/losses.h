// What training minimises. Differentiable functions of tensors; any thread.
#pragma once

#include <torch/torch.h>

#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace bowman {

constexpr int kIgnoreLabel = 255;

/// Logits and targets of one shape, N×C×H×W; targets are uint8: 0, 1, or 255 = ignored (no loss, no gradient). Returns a
/// scalar over the pixels of the whole batch. Nothing but ignored pixels gives 0.
using Loss = std::function<torch::Tensor(const torch::Tensor& logits, const torch::Tensor& targets)>;

/// Mean binary cross-entropy.
torch::Tensor bceLoss(const torch::Tensor& logits, const torch::Tensor& targets);

/// Soft Dice loss 1 − (2Σpt + 1)/(Σp + Σt + 1).
torch::Tensor diceLoss(const torch::Tensor& logits, const torch::Tensor& targets);

/// Mean of −α_t (1 − p_t)^γ log p_t with γ = 2, α = 0.25 for 1 and 0.75 for 0. Method: Lin et al. 2017, arXiv 1708.02002.
torch::Tensor focalLoss(const torch::Tensor& logits, const torch::Tensor& targets);

/// A weighted sum of losses as text: "bce+dice", "0.5*bce+1*dice", "lovasz". Terms: bce, dice, focal, lovasz (symmetric, with
/// ELU + 1) and lovasz-hinge (the plain one), see lovasz.h. Error: unknown term (it lists them), or a weight that is no
/// positive number.
Result<Loss> lossNamed(const std::string& text);

/// The terms that lossNamed knows.
std::vector<std::string> lossTerms();

}  // namespace bowman
