#!/usr/bin/python3
"""A file of `bowman-cli model export --torchscript` as ONNX, for the comparison with ONNX Runtime. Needs Debian's python3-torch.

usage: to_onnx.py MODEL.pt MODEL.onnx [BATCH [EDGE]]
"""
import sys

import torch

if len(sys.argv) < 3:
    sys.exit(__doc__)
batch, edge = (int(v) for v in (sys.argv[3:5] + ["4", "256"][len(sys.argv) - 3 :]))
network = torch.jit.load(sys.argv[1]).eval()
example = torch.rand(batch, 3, edge, edge)
with torch.no_grad():
    # Fixed sizes: what a runtime can make the most of. Operator set 10: the newest of which OpenCV 4.6 reads limits of numbers.
    torch.onnx.export(torch.jit.freeze(network), example, sys.argv[2], opset_version=10, input_names=["picture"], output_names=["logits"])
