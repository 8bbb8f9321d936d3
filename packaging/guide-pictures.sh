#!/usr/bin/env bash
# Makes the pictures of the user guide and README by driving the real window with mouse and keys under Xvfb.
# Needs, besides what Bowman needs: scrot, openbox (a window manager, so that dialogs get the focus as on a desktop).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${BOWMAN_BIN:-build/bin}
pictures=${1:-resources/guide/images}
work=$(mktemp -d)
mkdir -p "$pictures"
export DISPLAY=:87 BOWMAN_SETTINGS=$work/settings.ini XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache QT_SCALE_FACTOR=1
unset QT_QPA_PLATFORM || true
Xvfb :87 -screen 0 1600x1000x24 >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
sleep 1
openbox >/dev/null 2>&1 &
shot() { sleep "${2:-1}"; scrot --overwrite -q 85 "$pictures/$1.jpg"; echo "$pictures/$1.jpg"; }

"$bin/bowman" --size 1600x960 >"$work/log" 2>&1 &
sleep 3
shot start
xdotool key ctrl+q
sleep 1

"$bin/bowman-cli" phantom "$work/sample.tif" --width 10000 --height 8000 --seed 7 --truth "$work/truth.geojson" >/dev/null
"$bin/bowman" "$work/sample.tif" --size 1600x960 >"$work/log" 2>&1 &
program=$!
window=$(xdotool search --sync --name 'Bowman' | tail -1)
xdotool windowfocus "$window" 2>/dev/null || true
sleep 4
xdotool key ctrl+Return
shot running "${BOWMAN_RUNNING_AFTER:-8}"
sleep "${BOWMAN_FOUND_AFTER:-40}"   # the detection is over by then
shot found
xdotool key F5
shot review 2
xdotool key a; sleep 1; xdotool key a; sleep 1; xdotool key e; sleep 1
# The review has put the object in the middle of the canvas: a stroke at its border.
arc() { awk -v i="$1" 'BEGIN { a = 3.14159 * (0.75 + i / 40); printf "%d %d", 740 + 50 * cos(a), 517 + 50 * sin(a) }'; }
xdotool mousemove $(arc 0) mousedown 1
for i in $(seq 1 40); do xdotool mousemove $(arc "$i"); sleep 0.02; done
shot stroke 0
xdotool mouseup 1
shot correct
xdotool key ctrl+z; sleep 1
shot undone
xdotool key F6
shot gallery 3
xdotool key F6; sleep 0.5
xdotool key 0 F7
shot measurements 4
xdotool key F7; sleep 0.5
xdotool key ctrl+e
shot export 2
xdotool key Escape; sleep 1
xdotool key ctrl+i; sleep 2
xdotool type "$work/truth.geojson"; sleep 1; xdotool key Return
shot import 4
xdotool key Escape; sleep 1
xdotool key F1
shot keys 2
xdotool key Escape; sleep 1
xdotool key h
shot heat 2
xdotool key h; sleep 1; xdotool key n; sleep 2
for key in a 2 a r 3 a u; do xdotool key $key; sleep 1; done
xdotool key ctrl+shift+n; sleep 1
xdotool type "adhesion at 3 o'clock?"; xdotool key Return; sleep 1
xdotool key ctrl+h; sleep 1
xdotool key ctrl+f; sleep 1
xdotool type "accepted"
shot history 2
xdotool key Escape ctrl+q
wait $program || true

# Tools at work on one object: the part of the window around it. F5 puts the object into the middle of the canvas, at (740, 517).
"$bin/bowman-cli" detect "$work/sample.tif" --project "$work/tools.bowman" >/dev/null
"$bin/bowman" "$work/tools.bowman" --size 1600x960 >"$work/log" 2>&1 &
program=$!
xdotool search --sync --name 'Bowman' >/dev/null
sleep 5
part() { sleep "${2:-1}"; scrot --overwrite -q 85 -a 400,190,680,620 "$pictures/$1.jpg"; echo "$pictures/$1.jpg"; }
radius=${BOWMAN_TOOLS_RADIUS:-178}       # of Bowman's capsule in these pictures: another model may begin with another glomerulus
# A point at $1 degrees, $2 hundredths of the radius from the middle.
on() { awk -v d="$1" -v r="$2" -v radius="$radius" 'BEGIN { a = d * 3.14159 / 180; r *= radius / 100; printf "%d %d", 740 + r * cos(a), 522 + r * sin(a) }'; }
xdotool mousemove 700 500 key F5; sleep 3
xdotool key plus plus; sleep 1           # it fills a third of the canvas
xdotool key d; sleep 0.5
xdotool mousemove $(on 125 99) mousedown 1
for degrees in $(seq 130 5 250); do xdotool mousemove $(on "$degrees" 100); sleep 0.03; done
part redraw 0.5
xdotool key Escape mouseup 1; sleep 0.5
xdotool key ctrl+z; sleep 1
xdotool key Delete; sleep 2              # a place without an outline, to outline it anew
xdotool key P; sleep 2
xdotool key c; sleep 0.5
xdotool mousemove 740 517 click 1; sleep 2
xdotool mousemove $(on 20 79) click 1; sleep 1
xdotool keydown shift
for degrees in 20 80 140 200 260 320; do xdotool mousemove $(on "$degrees" 117) click 1; sleep 0.5; done
xdotool keyup shift
part click 2
xdotool key Escape; sleep 0.5
xdotool key shift+g; sleep 0.5
for degrees in 0 60 120 180 240; do xdotool mousemove $(on "$degrees" 100) click 1; sleep 1; done
xdotool mousemove $(on 285 100)
part magnetic 2
xdotool key Escape; sleep 0.5
xdotool key w; sleep 0.5
xdotool mousemove 740 517 mousedown 1; sleep 1
for step in $(seq 1 9); do xdotool mousemove $((740 + 14 * step)) $((517 + 5 * step)); sleep 0.1; done
part wand 1
xdotool key Escape mouseup 1 key ctrl+q
wait $program || true

# Ink and a fold taken from the tissue.
"$bin/bowman" "$work/tools.bowman" --size 1600x960 >"$work/log" 2>&1 &
program=$!
xdotool search --sync --name 'Bowman' >/dev/null
sleep 5
xdotool mousemove 700 500 key 0 t; sleep 3
for i in $(seq 1 6); do xdotool key bracketright; done
# The pen mark in the corner, then the fold in the middle.
xdotool mousemove 285 182 keydown shift mousedown 1
for i in $(seq 1 12); do xdotool mousemove $((285 + 6 * i)) $((182 + i)); sleep 0.05; done
xdotool mouseup 1; sleep 2
xdotool mousemove 560 537 mousedown 1
for i in $(seq 1 12); do xdotool mousemove $((560 + 21 * i)) $((537 - i)); sleep 0.05; done
shot tissue 0.5
xdotool mouseup 1 keyup shift key ctrl+q
wait $program || true

# Two readers of one slide, compared and decided.
"$bin/bowman-cli" detect "$work/sample.tif" --project "$work/readers.bowman" >/dev/null
"$bin/bowman" "$work/readers.bowman" --size 1600x960 >"$work/log" 2>&1 &
program=$!
xdotool search --sync --name 'Bowman' >/dev/null
sleep 5
xdotool mousemove 700 500 key shift+F9; sleep 1
xdotool type "Dr. Adler"; xdotool key Return; sleep 1
xdotool key F5; sleep 2
for key in a a 3 a r $(yes a | head -30); do xdotool key $key; sleep 0.4; done
xdotool key ctrl+shift+F9; sleep 1
xdotool type "Dr. Brandt"; xdotool key Return; sleep 3
xdotool key F5; sleep 2
for i in $(seq 1 16); do xdotool key ctrl+bracketleft; sleep 0.2; done
for key in a r a 3 a 2 $(yes a | head -30); do xdotool key $key; sleep 0.4; done
xdotool key ctrl+F9; sleep 1
xdotool key F9; sleep 3
xdotool key alt+a; sleep 1
xdotool type "Dr. Cohen"; xdotool key Return; sleep 3
xdotool key 1; sleep 1; xdotool key p
shot two-readers 3
xdotool key ctrl+q
wait $program || true

# Two sections of one kidney side by side.
"$bin/bowman-cli" phantom "$work/next.tif" --width 10000 --height 8000 --seed 8 >/dev/null
"$bin/bowman" "$work/sample.tif" "$work/next.tif" --project "$work/two.bowman" --size 1600x960 >"$work/log" 2>&1 &
program=$!
xdotool search --sync --name 'Bowman' >/dev/null
sleep 5
xdotool key F8; sleep 3
xdotool key ctrl+3
shot side-by-side 3
xdotool key ctrl+t
shot slide-table 2
xdotool key Escape; sleep 1
xdotool key ctrl+q
wait $program || true
grep -i 'slow event' "$work/log" || true
