// Functions of a network's layers in oneDNN's terms. Any thread.
#pragma once

#include <span>

#include <oneapi/dnnl/dnnl.hpp>

#include "models/inference/network_graph.h"

namespace bowman {

inline dnnl::algorithm algorithmOf(Eltwise::Kind kind) {
    switch (kind) {
        case Eltwise::Kind::Relu: return dnnl::algorithm::eltwise_relu;
        case Eltwise::Kind::Clip: return dnnl::algorithm::eltwise_clip;
        case Eltwise::Kind::Swish: return dnnl::algorithm::eltwise_swish;
        case Eltwise::Kind::Sigmoid: return dnnl::algorithm::eltwise_logistic;
        case Eltwise::Kind::Linear: break;
    }
    return dnnl::algorithm::eltwise_linear;
}

/// x·sigmoid(alpha·x) wants alpha 1.
inline float alphaOf(const Eltwise& f) { return f.kind == Eltwise::Kind::Swish ? 1 : f.alpha; }

/// A sum is made in place: its summand lies where the result goes.
inline dnnl::primitive_attr attributesOf(std::span<const PostOp> ops) {
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    dnnl::post_ops post;
    for (const PostOp& op : ops) {
        if (op.isSum) post.append_sum(1.0F);
        else post.append_eltwise(1.0F, algorithmOf(op.eltwise.kind), alphaOf(op.eltwise), op.eltwise.beta);
    }
    attributes.set_post_ops(post);
    return attributes;
}

}  // namespace bowman
