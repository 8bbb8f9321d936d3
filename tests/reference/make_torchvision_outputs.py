#!/usr/bin/python3
"""What torchvision's networks compute, for tests/unit/models_encoders_test.cpp.

    python3 make_torchvision_outputs.py FOLDER      (Debian: python3-torchvision, 0.14.1)

Writes torchvision_NAME.json: for the five features (strides 2 to 32) of each network their shape, the largest absolute
value and 48 sampled values. Weights and input follow one rule, which the test repeats, so that none is stored:
u(name, i) in [-1, 1) from FNV-1a of the tensor's name in torchvision and SplitMix64 of that plus i, scaled by what the
tensor is (see rule()) and by the network's gain, which the file says. Weights are rounded to 32 bit, all else is computed in
64 bit: networks of such weights are so sensitive that 32-bit results of B5 to B7 are others on each kind of processor. The tests need the JSON files alone; this script is kept to show where they come from.
"""
import json
import math
import os
import sys

import numpy
import torch
import torchvision

SAMPLES, STEP = 48, 7919
INPUT_SHAPE = (1, 3, 96, 64)


def uniform(name, count):
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    with numpy.errstate(over="ignore"):
        x = numpy.uint64(seed) + numpy.arange(count, dtype=numpy.uint64)
        x += numpy.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        x ^= x >> numpy.uint64(31)
    return (x >> numpy.uint64(40)).astype(numpy.float64) / 2.0 ** 23 - 1.0


def rule(name, shape, gain):
    u = uniform(name, int(numpy.prod(shape)))
    if len(shape) == 4:
        values = u * math.sqrt(gain / (shape[1] * shape[2] * shape[3]))
    elif name.endswith("running_var"):
        values = 1.0 + 0.5 * u
    elif name.endswith(".weight"):
        values = 1.0 + 0.2 * u
    else:
        values = 0.1 * u
    return torch.from_numpy(values.astype(numpy.float32).reshape(shape))


def sequence(module, ends, x):
    """Outputs of a Sequential before the children with these numbers."""
    features = []
    for i, child in enumerate(module):
        if i in ends:
            features.append(x)
        x = child(x)
    return features + [x] if len(features) < 5 else features


def resnet(module, x):
    features = [module.relu(module.bn1(module.conv1(x)))]
    y = module.maxpool(features[0])
    for layer in (module.layer1, module.layer2, module.layer3, module.layer4):
        y = layer(y)
        features.append(y)
    return features


def features_of(name, module, x):
    if name.startswith("resnet"):
        return resnet(module, x)
    if name == "mobilenet_v2":
        return sequence(module.features, (2, 4, 7, 14), x)
    if name == "vgg19_bn":
        pools = [i for i, child in enumerate(module.features) if isinstance(child, torch.nn.MaxPool2d)]
        return sequence(module.features, pools[1:], x)
    return sequence(module.features, (1, 3, 4, 6, 8), x)


def main(folder):
    names = ["efficientnet_b%d" % i for i in range(8)] + ["mobilenet_v2", "resnet18", "resnet34", "vgg19_bn"]
    x = torch.from_numpy((1.7 * uniform("input", int(numpy.prod(INPUT_SHAPE)))).astype(numpy.float32).reshape(INPUT_SHAPE))
    for name in names:
        # Enough for the signal to reach the deepest layer: squeeze-excite and SiLU each halve it.
        gain = 6.0 if name.startswith("efficientnet") else 4.0
        module = getattr(torchvision.models, name)(weights=None).eval()
        state = module.state_dict()
        for key, tensor in state.items():
            if tensor.is_floating_point() and not key.startswith(("classifier.", "fc.")):
                tensor.copy_(rule(key, tuple(tensor.shape), gain))
        module = module.double()
        result = {"network": name, "gain": gain, "torchvision": torchvision.__version__, "features": []}
        with torch.no_grad():
            for feature in features_of(name, module, x.double()):
                flat = feature.flatten()
                values = [flat[(i * STEP) % flat.numel()].item() for i in range(SAMPLES)]
                result["features"].append({"shape": list(feature.shape), "largest": float("%.8g" % flat.abs().max().item()),
                                           "values": [float("%.8g" % v) for v in values]})
                spread = (feature.std((2, 3)).mean() / feature.std()).item()  # of one channel over places: 0 = blind to the image
                print("%-16s %-20s largest %-8.3g spread %.2f" % (name, list(feature.shape), flat.abs().max().item(), spread))
        with open(os.path.join(folder, "torchvision_%s.json" % name), "w") as file:
            json.dump(result, file, separators=(",", ":"))
            file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__)))
