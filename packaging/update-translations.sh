#!/usr/bin/env bash
# Brings resources/translations/*.ts to the state of the sources: new texts appear as unfinished, those that are gone are dropped.
#   bash packaging/update-translations.sh            updates them
#   bash packaging/update-translations.sh --check    says what would change, exit code 1 if anything would
set -euo pipefail
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate6 || echo /usr/lib/qt6/bin/lupdate)
update() { "$lupdate" -silent core ui app/window -I . -extensions cpp,h -tr-function-alias QT_TRANSLATE_NOOP+=translatable -locations none -no-ui-lines -no-obsolete -ts "$@"; }
if [ "${1:-}" != --check ]; then
  update resources/translations/*.ts
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp resources/translations/*.ts "$work"
update "$work"/*.ts
for ts in resources/translations/*.ts; do
  if ! diff -u "$ts" "$work/$(basename "$ts")"; then
    echo "$ts is behind the sources: bash packaging/update-translations.sh" >&2
    exit 1
  fi
done
