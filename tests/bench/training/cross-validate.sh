#!/usr/bin/env bash
# The shipped recipe, cross-validated over five folds of the patients in part "training": a first training of each fold, hard examples from what those networks find
# wrongly on the patients that they have not seen, a second training with them, and the figures of all folds together (models/zoo/README.md, model-log.md).
# About four hours on two cores. Goes on where it was stopped.
# usage: cross-validate.sh DATA_FOLDER OUT_FOLDER [STEPS_FIRST [STEPS_SECOND]]   1500 and 350 steps where none are given
# DATA_FOLDER holds segmentation/ and weights/. BOWMAN_BIN is the folder of the programs (build/bin).
set -euo pipefail
if [ $# -lt 2 ] || [ $# -gt 4 ]; then
  sed -n 's/^# usage: /usage: /p' "$0" >&2
  exit 1
fi
data=$(realpath "$1") out=$(realpath -m "$2") first=${3:-1500} second=${4:-350}
cli=$(realpath "${BOWMAN_BIN:-$(dirname "$0")/../../../build/bin}/bowman-cli")
index=$data/segmentation/index.csv
mkdir -p "$out"
cd "$out"

train() {   # file, options
  local file=$1
  shift
  [ ! -f "$file.safetensors" ] || return 0
  "$cli" train --index "$index" --part training --folds 5 --architecture linknet-smp --encoder efficientnet-lite0 --um-per-px 2 --tile 256 --batch 8 --accumulate 2 --augmentation strong \
    --dataset-share rpark-he=0.45 --ignore-rect awke4-glom:0.89,0,0.11,1 --ignore-rect awke4-glom:0,0.95,0.1,0.05 "$@" \
    --checkpoint "$file.checkpoint" --checkpoint-every 100 --log "$file.log" --name "$file" --out "$file.safetensors"
  rm -f "$file.checkpoint"
}
models() { for fold in 0 1 2 3 4; do printf -- '--model\n%s%d.safetensors\n' "$1" "$fold"; done; }

for fold in 0 1 2 3 4; do
  train "first$fold" --fold "$fold" --steps "$first" --seed 1 --encoder-weights "$data/weights/efficientnet_lite0_imagenet.safetensors"
done
mapfile -t networks < <(models first)
[ -f hard.json ] || "$cli" evaluate --index "$index" --part training --held-out "${networks[@]}" --smallest-confidence 0.3 --objects hard.json --json first.json
for fold in 0 1 2 3 4; do
  train "second$fold" --fold "$fold" --steps "$second" --seed 9 --start-from "first$fold.safetensors" --encoder-rate 2e-4 --decoder-rate 1.2e-3 --average-decay 0.99 \
    --hard-examples hard.json --hard-share 0.35
  [ -f "shipped$fold.safetensors" ] || "$cli" model publish "second$fold.safetensors" "shipped$fold.safetensors" --margin 64 --threshold 0.5 --smallest-confidence 0.75 --half
done
mapfile -t networks < <(models shipped)
"$cli" evaluate --index "$index" --part training --held-out "${networks[@]}" --json scores.json --table scores.md
echo "$out/scores.md and scores.json written"
