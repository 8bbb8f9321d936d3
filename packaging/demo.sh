#!/usr/bin/env bash
# From a clone to labelled glomeruli: installs, builds, makes a sample slide, finds its glomeruli with the shipped model,
# compares them with the truth, and opens them in the window. Without a display it writes a screenshot instead.
set -euo pipefail
cd "$(dirname "$0")/.."
bash packaging/install-dependencies.sh
cmake --preset release >/dev/null
cmake --build --preset release
out=demo-output
bin=build/bin
mkdir -p "$out"
rm -rf "${out:?}"/*

echo
echo "== a sample slide (seed 7, which no training has seen) =="
"$bin/bowman-cli" phantom "$out/sample.tif" --width 12000 --height 9000 --um-per-px 0.5 --seed 7 --truth "$out/truth.geojson"
echo
echo "== find its glomeruli =="
"$bin/bowman-cli" detect "$out/sample.tif" --project "$out/sample.bowman" --out "$out/glomeruli.geojson"
echo
echo "== compare with the truth =="
"$bin/bowman-cli" evaluate --truth "$out/truth.geojson" --prediction "$out/glomeruli.geojson" --slide "$out/sample.tif"
echo
echo "== export =="
"$bin/bowman-cli" export "$out/sample.bowman" --format hubmap-rle --states proposed,accepted,corrected,added --out "$out/glomeruli.csv"
"$bin/bowman-cli" export "$out/sample.bowman" --format mask-tiff --states proposed,accepted,corrected,added --out "$out/mask.tif"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo
  echo "Opening the window; close it to end the demo."
  exec "$bin/bowman" --project "$out/sample.bowman"
fi
QT_QPA_PLATFORM=offscreen "$bin/bowman" --project "$out/sample.bowman" --screenshot "$out/screenshot.png" --size 1600x1000
echo
echo "No display here. Written to $PWD/$out:"
ls -1sh "$out"
