#include "models/inference/fused.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/tracer.h>
#include <torch/csrc/jit/passes/freeze_module.h>

namespace bowman {
namespace {

/// The same tree of names with the same tensors: the tracer finds parameters by looking them up in it.
/// Freezing asks every module for `training`.
torch::jit::Module mirrorOf(const torch::nn::Module& native, const std::string& typeName,
                            const std::shared_ptr<torch::jit::CompilationUnit>& unit) {
    torch::jit::Module mirror(c10::QualifiedName(typeName), unit);
    mirror.register_attribute("training", c10::BoolType::get(), false);
    for (const auto& item : native.named_parameters(false)) mirror.register_parameter(item.key(), item.value().detach(), false);
    for (const auto& item : native.named_buffers(false)) mirror.register_buffer(item.key(), item.value());
    for (const auto& child : native.named_children())
        mirror.register_module(child.key(), mirrorOf(*child.value(), typeName + "_" + child.key(), unit));
    return mirror;
}

}  // namespace

torch::jit::Module traceAndFuse(SegmentationModel& network, const torch::Tensor& example) {
    torch::NoGradGuard guard;
    for (torch::Tensor& parameter : network.parameters()) parameter.set_requires_grad(false);
    torch::jit::Module mirror = mirrorOf(network, "__torch__.SegmentationModel", std::make_shared<torch::jit::CompilationUnit>());
    const auto forward = [&](torch::jit::Stack inputs) -> torch::jit::Stack { return {network.forward(inputs.at(0).toTensor())}; };
    const auto traced = torch::jit::tracer::trace({example}, forward, [](const torch::autograd::Variable&) { return std::string(); },
                                                  true, false, &mirror);
    const c10::QualifiedName name(*mirror.type()->name(), "forward");
    mirror.type()->addMethod(mirror._ivalue()->compilation_unit()->create_function(name, std::get<0>(traced)->graph));
    mirror.eval();
    return torch::jit::optimize_for_inference(mirror);
}

}  // namespace bowman
