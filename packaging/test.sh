#!/usr/bin/env bash
# Installs what is needed, builds with warnings as errors, runs every test through CTest.
set -euo pipefail
cd "$(dirname "$0")/.."
bash packaging/install-dependencies.sh
cmake --preset ci
cmake --build --preset ci
QT_QPA_PLATFORM=offscreen ctest --test-dir build --output-on-failure --parallel 2
