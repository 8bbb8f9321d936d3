#!/usr/bin/env bash
# A quick trial of the shipped recipe with one thing changed: trained on two laboratories without one fold of five, judged on the patients of that fold and on two
# laboratories that no image came from (model-log.md, trial 10). Minutes on two cores.
# usage: unseen-laboratories.sh DATA_FOLDER OUT_FOLDER NAME [further options of `bowman-cli train`…]
# DATA_FOLDER holds segmentation/ and weights/. Prints one line of Markdown for each smallest confidence. BOWMAN_BIN is the folder of the programs (build/bin).
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n 's/^# usage: /usage: /p' "$0" >&2
  exit 1
fi
data=$(realpath "$1") out=$(realpath -m "$2") name=$3
shift 3
cli=$(realpath "${BOWMAN_BIN:-$(dirname "$0")/../../../build/bin}/bowman-cli")
mkdir -p "$out/images"
for folder in "$data"/segmentation/*/; do ln -sfn "${folder%/}" "$out/images/$(basename "$folder")"; done
awk -F, '{ sub(/\r$/, "") } NR > 1 && $1 ~ /^(antillia|awke4)-glom$/ { sub(/training$/, "laboratories") } { print }' "$data/segmentation/index.csv" > "$out/images/index.csv"

cd "$out"
export OMP_WAIT_POLICY=passive MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000
if [ ! -f "$name.safetensors" ]; then
  options=("$@")
  usual() {   # unless it was given
    local given
    for given in "${options[@]}"; do [ "$given" != "$1" ] || return 0; done
    options+=("$@")
  }
  usual --encoder efficientnet-lite0
  usual --encoder-weights "$data/weights/efficientnet_lite0_imagenet.safetensors"
  usual --steps 300
  usual --average-decay 0.99
  usual --seed 1
  "$cli" train --index images/index.csv --folds 5 --fold 0 --dataset-share rpark-he=0.5 "${options[@]}" \
    --checkpoint "$name.checkpoint" --checkpoint-every 50 --log "$name.log" --name "$name" --out "$name.safetensors" >&2
  rm -f "$name.checkpoint"
fi
for confidence in 0.5 0.7; do
  for part in laboratories training; do
    held=()
    [ "$part" = laboratories ] || held=(--held-out)
    "$cli" evaluate --index images/index.csv --part "$part" "${held[@]}" --model "$name.safetensors" --smallest-confidence "$confidence" --json "$name-$part-$confidence.json" >&2
  done
  python3 - "$name" "$confidence" <<'PYTHON'
import json, sys
name, confidence = sys.argv[1:]
unseen, known = (json.load(open(f"{name}-{part}-{confidence}.json")) for part in ("laboratories", "training"))
group = lambda j, g: "{dice_pooled:.3f}, {object_f1:.2f}".format(**j["groups"][g])
print(f"| {name} | {confidence} | {unseen['dice_pooled']:.3f} | {unseen['object_precision']:.2f} / {unseen['object_recall']:.2f} | {unseen['object_f1']:.2f} | "
      f"{group(unseen, 'awke4-glom/HE')} | {group(unseen, 'antillia-glom/PAS')} | {known['dice_pooled']:.3f}, {known['object_f1']:.2f} | {group(known, 'rpark-he/HE')} |")
PYTHON
done
