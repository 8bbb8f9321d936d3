// The Lovász hinge: a convex surrogate of the Jaccard loss. Differentiable functions of tensors; any thread.
// Method: Berman et al. 2018, arXiv 1705.08790.
#pragma once

#include <torch/torch.h>

namespace bowman {

/// What becomes of the sorted hinge errors. Relu: as published. EluPlusOne: keeps a gradient on easy negatives, which
/// otherwise stay at probabilities of 0.1 to 0.3.
enum class HingeForm { Relu, EluPlusOne };

/// Lovász hinge of flat logits (P) and labels (P, 0 or 1, of the same type). P ≥ 1.
torch::Tensor lovaszHinge(const torch::Tensor& logits, const torch::Tensor& labels, HingeForm form);

/// The plain Lovász hinge over the counted pixels of the whole batch; arguments as Loss in losses.h.
torch::Tensor lovaszHingeLoss(const torch::Tensor& logits, const torch::Tensor& targets);

/// ½(L(o,t) + L(−o,1−t)), L = Lovász hinge with ELU + 1; arguments as Loss in losses.h.
torch::Tensor symmetricLovaszLoss(const torch::Tensor& logits, const torch::Tensor& targets);

}  // namespace bowman
