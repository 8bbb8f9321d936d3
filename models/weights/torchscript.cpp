#include "models/weights/torchscript.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/tracer.h>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "models/torch_error.h"

namespace bowman {
namespace {

constexpr double kLargestDifference = 1e-5;  // relative to the largest logit

/// The same tree of names with the same tensors: the tracer finds parameters by looking them up in it.
/// Freezing asks every module for `training`.
torch::jit::Module mirrorOf(const torch::nn::Module& native, const std::string& typeName, const std::shared_ptr<torch::jit::CompilationUnit>& unit) {
    torch::jit::Module mirror(c10::QualifiedName(typeName), unit);
    mirror.register_attribute("training", c10::BoolType::get(), false);
    for (const auto& item : native.named_parameters(false)) mirror.register_parameter(item.key(), item.value().detach(), false);
    for (const auto& item : native.named_buffers(false)) mirror.register_buffer(item.key(), item.value());
    for (const auto& child : native.named_children())
        mirror.register_module(child.key(), mirrorOf(*child.value(), typeName + "_" + child.key(), unit));
    return mirror;
}

/// On another batch and size than it was traced with.
double differenceOf(torch::jit::Module& traced, SegmentationModel& network) {
    const torch::Tensor input = torch::randn({2, 3, 96, 128});
    const torch::Tensor native = network.forward(input);
    return ((traced.forward({input}).toTensor() - native).abs().max() / native.abs().max().clamp_min(1e-12)).item<double>();
}

}  // namespace

torch::jit::Module traceOf(SegmentationModel& network, const torch::Tensor& example) {
    torch::NoGradGuard guard;
    for (torch::Tensor& parameter : network.parameters()) parameter.set_requires_grad(false);
    torch::jit::Module mirror = mirrorOf(network, "__torch__.SegmentationModel", std::make_shared<torch::jit::CompilationUnit>());
    const auto forward = [&](torch::jit::Stack inputs) -> torch::jit::Stack { return {network.forward(inputs.at(0).toTensor())}; };
    const auto traced = torch::jit::tracer::trace({example}, forward, [](const torch::autograd::Variable&) { return std::string(); },
                                                  true, false, &mirror);
    const c10::QualifiedName name(*mirror.type()->name(), "forward");
    mirror.type()->addMethod(mirror._ivalue()->compilation_unit()->create_function(name, std::get<0>(traced)->graph));
    mirror.eval();
    return mirror;
}

Result<void> exportTorchScript(const std::filesystem::path& path, const std::filesystem::path& target) {
    auto model = loadModel(path);
    if (!model) return model.error();
    try {
        torch::NoGradGuard guard;
        torch::manual_seed(1);
        torch::jit::Module traced = traceOf(*model->network, torch::randn({1, 3, 64, 64}));
        if (const double difference = differenceOf(traced, *model->network); !(difference <= kLargestDifference))
            return Error{"cannot export", path.string(), "as TorchScript it computes something else: relative difference " + std::to_string(difference)};
        const torch::jit::ExtraFilesMap card = {{"bowman_card.json", toJson(model->card).dump(2)}};
        return replaceAtomically(target, [&](const std::filesystem::path& temporary) -> Result<void> {
            errno = 0;
            std::ostringstream bytes;  // serialised in memory: what fails here leaves no file
            traced.save(bytes, card);
            std::ofstream out(temporary, std::ios::binary);
            out << std::move(bytes).str();
            out.close();
            if (!out) return Error{"cannot write", target.string(), std::strerror(errno ? errno : EIO)};
            return {};
        });
    } catch (const std::exception& e) {
        return Error{"cannot export", target.string(), messageOf(e)};
    }
}

}  // namespace bowman
