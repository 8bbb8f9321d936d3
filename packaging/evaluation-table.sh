#!/usr/bin/env bash
# The figures of tests/bench/results/segmentation.md, measured anew: the shipped model on the validation images (scale of the index, and found by the
# network), on the mosaic of real tissue, and on a phantom.
# usage: evaluation-table.sh DATA_FOLDER [OUT.md]   Markdown on stdout where no file is named. The data are not part of the repository.
# BOWMAN_BIN is the folder of the programs; without it they are built where they are not there yet.
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: evaluation-table.sh DATA_FOLDER [OUT.md]" >&2
  exit 1
fi
data=$1
for file in segmentation/index.csv slides/validation_mosaic.tif slides/validation_mosaic_mask.tif; do
  [ -f "$data/$file" ] || { echo "evaluation-table: there is no file $data/$file" >&2; exit 1; }
done
data=$(realpath "$data")
out=${2:+$(realpath -m "$2")}
[ -z "$out" ] || [ -d "$(dirname "$out")" ] || { echo "evaluation-table: there is no folder $(dirname "$out")" >&2; exit 1; }
[ -z "${BOWMAN_BIN:-}" ] || BOWMAN_BIN=$(realpath -m "$BOWMAN_BIN")
cd "$(dirname "$0")/.."
if [ -z "${BOWMAN_BIN:-}" ] && [ ! -x build/bin/bowman-cli ]; then
  { bash packaging/install-dependencies.sh && cmake --preset release && cmake --build --preset release; } >&2
fi
cli=${BOWMAN_BIN:-build/bin}/bowman-cli
[ -x "$cli" ] || { echo "evaluation-table: there is no program $cli" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cli" evaluate --index "$data/segmentation/index.csv" --part validation --table "$work/index.md" >&2
"$cli" evaluate --index "$data/segmentation/index.csv" --part validation --um-per-px auto --table "$work/auto.md" >&2

mosaic=$data/slides/validation_mosaic
"$cli" detect "$mosaic.tif" --um-per-px 1.0 --out "$work/mosaic.geojson" >&2
"$cli" evaluate --truth-mask "${mosaic}_mask.tif" --prediction "$work/mosaic.geojson" --slide "$mosaic.tif" --table "$work/mosaic.md" >&2

"$cli" phantom "$work/phantom.tif" --width 12000 --height 9000 --seed 7 --truth "$work/truth.geojson" >&2
"$cli" detect "$work/phantom.tif" --out "$work/phantom.geojson" >&2
"$cli" evaluate --truth "$work/truth.geojson" --prediction "$work/phantom.geojson" --slide "$work/phantom.tif" --table "$work/phantom.md" >&2

{
  echo "### Validation images, scale of the index"; echo; cat "$work/index.md"; echo
  echo "### Validation images, scale found by the network"; echo; cat "$work/auto.md"; echo
  echo "### Real-tissue mosaic"; echo; cat "$work/mosaic.md"; echo
  echo "### Phantom, seed 7, 12,000 × 9,000"; echo; cat "$work/phantom.md"
} > "$work/all.md"
if [ -n "$out" ]; then
  cp "$work/all.md" "$out"
  echo "$out written" >&2
else
  cat "$work/all.md"
fi
