#!/usr/bin/python3
"""Milliseconds a tile of networks in OpenCV's DNN module, for the comparison with bowman-bench network. Needs Debian's python3-opencv.

usage: opencv_dnn.py [--threads 2] [--batch 4] [--edge 256] [--rounds 15] MODEL.onnx...
Prints JSON: median of wall and of processor time, a tile. Sizes are those with which to_onnx.py wrote the files.
"""
import argparse
import json
import statistics
import time

import cv2
import numpy

parser = argparse.ArgumentParser(description=__doc__)
for name, usual in (("threads", 2), ("batch", 4), ("edge", 256), ("rounds", 15)):
    parser.add_argument("--" + name, type=int, default=usual)
parser.add_argument("models", nargs="+")
options = parser.parse_args()

cv2.setNumThreads(options.threads)
picture = numpy.random.default_rng(7).uniform(-1, 1, (options.batch, 3, options.edge, options.edge)).astype(numpy.float32)
networks = [(file, cv2.dnn.readNetFromONNX(file), [], []) for file in options.models]
for turn in range(-2, options.rounds):
    for _, network, wall, cpu in networks:
        started, used = time.perf_counter(), time.process_time()
        network.setInput(picture)
        network.forward()
        if turn >= 0:
            wall.append(1000 * (time.perf_counter() - started) / options.batch)
            cpu.append(1000 * (time.process_time() - used) / options.batch)
print(json.dumps([{"file": file, "wall_ms_per_tile": statistics.median(wall), "cpu_ms_per_tile": statistics.median(cpu)} for file, _, wall, cpu in networks], indent=1))
