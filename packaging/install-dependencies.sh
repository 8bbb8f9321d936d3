#!/usr/bin/env bash
# Installs what Bowman builds and runs with, on Debian 12. Quiet, idempotent; as root or through sudo.
set -euo pipefail

build=(build-essential cmake ninja-build ccache pkg-config git ca-certificates)
libraries=(
  qt6-base-dev libqt6svg6 qt6-svg-dev libqt6opengl6-dev # window, icons, canvas on OpenGL
  qt6-tools-dev qt6-l10n-tools qt6-translations-l10n    # the window in other languages
  libtorch-dev libopenblas0-pthread       # networks; Debian's default BLAS slows LibTorch several times
  libdnnl-dev                             # oneDNN, the library of processor kernels that libtorch uses as well
  libopenslide-dev libtiff-dev libopenjp2-7-dev libpng-dev liblcms2-dev # slides, masks, colour profiles
  libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev
  libgeos-dev libboost-dev                # geometry, spatial index
  libsqlitecpp-dev libsqlite3-dev         # project file
  libexpat1-dev libpugixml-dev libzip-dev # XML label files (pugixml: their tests), ImageJ ROI archives
  zlib1g-dev                              # finished patches of a detection
  nlohmann-json3-dev libcli11-dev libspdlog-dev libfmt-dev
  libssl-dev                              # SHA-256
)
run=(breeze-icon-theme fonts-dejavu-core xvfb xauth xdotool libgl1-mesa-dri) # the last: OpenGL in software, for a test

packages=("${build[@]}" "${libraries[@]}" "${run[@]}")
missing=()
for p in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "dependencies: all ${#packages[@]} packages are installed"
  exit 0
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install-dependencies: needs root or sudo to install: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "dependencies: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "dependencies: done"
