#!/usr/bin/env bash
# The contract: written again from the handlers (no argument), or compared with what is committed and judged (--check).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
scripts/npm-install.sh tools
[ ! -f frontend/package.json ] || scripts/npm-install.sh frontend
cargo build --locked --quiet --package api
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

"${CARGO_TARGET_DIR:-target}/debug/ohmylot" openapi >"$out/openapi.json"
tools/node_modules/.bin/openapi-down-convert --input "$out/openapi.json" --output "$out/openapi-3.0.json"
if [ -f frontend/package.json ]; then
  frontend/node_modules/.bin/openapi-typescript "$out/openapi.json" --output "$out/schema.d.ts" >/dev/null
fi

if [ "${1:-}" != --check ]; then
  mkdir -p openapi
  cp "$out/openapi.json" "$out/openapi-3.0.json" openapi/
  [ ! -f "$out/schema.d.ts" ] || cp "$out/schema.d.ts" frontend/src/api/
  echo "written: openapi/openapi.json, openapi/openapi-3.0.json, frontend/src/api/schema.d.ts"
  exit 0
fi

current=0
same() {
  diff -u "$1" "$2" | head -n 40 || true
  cmp -s "$1" "$2" || { echo "$1 is not what the handlers say: run \`make openapi\`" >&2 && current=1; }
}
same openapi/openapi.json "$out/openapi.json"
same openapi/openapi-3.0.json "$out/openapi-3.0.json"
[ ! -f "$out/schema.d.ts" ] || same frontend/src/api/schema.d.ts "$out/schema.d.ts"
npm run --silent --prefix tools spectral </dev/null || current=1
npm run --silent --prefix tools redocly </dev/null || current=1
exit "$current"
