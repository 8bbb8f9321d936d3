#!/usr/bin/env bash
# Makes the pictures of models/zoo/failure-modes: what the shipped model gets wrong on images that may be shown (AIDPATH, CC BY 4.0) and on phantoms.
# usage: failure-pictures.sh DATA_FOLDER [FOLDER]   The data are not part of the repository. BOWMAN_BIN is the folder of the programs.
set -euo pipefail
[ $# -ge 1 ] && [ $# -le 2 ] || { echo "usage: failure-pictures.sh DATA_FOLDER [FOLDER]" >&2; exit 1; }
index=$1/segmentation/index.csv
[ -f "$index" ] || { echo "failure-pictures: there is no file $index" >&2; exit 1; }
index=$(realpath "$index")
pictures=$(realpath -m "${2:-$(dirname "$0")/../models/zoo/failure-modes}")
[ -z "${BOWMAN_BIN:-}" ] || BOWMAN_BIN=$(realpath -m "$BOWMAN_BIN")
cd "$(dirname "$0")/.."
cli=${BOWMAN_BIN:-build/bin}/bowman-cli
[ -x "$cli" ] || { echo "failure-pictures: there is no program $cli" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$pictures"

# One image of the index, whole: number of the image, name of the picture.
of_index() {
  { head -1 "$index"; grep "antillia-glom/images/$1\." "$index" | awk -F, -v OFS=, -v folder="$(dirname "$index")" '{ $2 = folder "/" $2; $3 = folder "/" $3; print }'; } > "$work/one.csv"
  "$cli" evaluate --index "$work/one.csv" --part "" --contact-sheet "$pictures/$2.jpg" >/dev/null
  echo "$pictures/$2.jpg"
}
of_index 10165 floating
of_index 10169 cut-by-the-edge
of_index 10103 ragged-outline
of_index 10224 torn-edge

"$cli" phantom "$work/phantom.tif" --width 9000 --height 7000 --seed 22 --truth "$work/truth.geojson" >/dev/null
"$cli" detect "$work/phantom.tif" --out "$work/found.geojson" >/dev/null
"$cli" evaluate --truth "$work/truth.geojson" --prediction "$work/found.geojson" --slide "$work/phantom.tif" --contact-sheet "$pictures/sclerotic.jpg" --pictures 2 >/dev/null
echo "$pictures/sclerotic.jpg"
