// What training minimises. Differentiable functions of tensors; any thread.
#pragma once

#include <torch/torch.h>

#include <functional>
#include <string>

#include "core/base/result.h"

namespace bowman {

constexpr int kIgnoreLabel = 255;

/// Logits and targets N×1×H×W; targets are uint8: 0, 1, or 255 = ignored (no loss, no gradient). Returns a scalar.
/// Nothing but ignored pixels gives 0.
using Loss = std::function<torch::Tensor(const torch::Tensor& logits, const torch::Tensor& targets)>;

/// Mean binary cross-entropy plus soft Dice loss (1 − (2Σpt + 1)/(Σp + Σt + 1)) over the pixels of the whole batch.
torch::Tensor bceDiceLoss(const torch::Tensor& logits, const torch::Tensor& targets);

/// ½(L(o,t) + L(−o,1−t)) over the pixels of the whole batch, L = Lovász hinge with ELU + 1 for ReLU, which keeps a
/// gradient on easy negatives. Method: Berman et al. 2018, arXiv 1705.08790, in the symmetric form of METHODS.
torch::Tensor symmetricLovaszLoss(const torch::Tensor& logits, const torch::Tensor& targets);

/// Lovász hinge of flat logits (P) and labels (P, 0 or 1).
torch::Tensor lovaszHinge(const torch::Tensor& logits, const torch::Tensor& labels);

/// "bce+dice", "lovasz", or "bce+lovasz" (their sum with plain cross-entropy); an error lists them.
Result<Loss> lossNamed(const std::string& name);

}  // namespace bowman
