#!/usr/bin/env bash
# Browser journeys in headless Chromium against the built server, on a seeded database of their own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ ! -f frontend/playwright.config.ts ]; then
  echo "no browser journeys yet"
  exit 0
fi
scripts/needs.sh chromium sqlite
scripts/frontend.sh build
cargo build --locked --quiet --package api
home="$(mktemp -d)"
server=
stop() {
  [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$home"
}
trap stop EXIT
program="${CARGO_TARGET_DIR:-$PWD/target}/debug/ohmylot"

failed=0
journeys() {
  (cd frontend && npm run --silent e2e -- "$@" </dev/null) 2>&1 | tee -a "$home/log" || failed=1
}

# shellcheck source=scripts/serve.sh
. scripts/serve.sh
E2E_PREVIEW_PORT="$(free_port)"
export E2E_PREVIEW_PORT

# Specs that stand in for the server run against the built files, the others against the server.
mapfile -t doubled < <(cd frontend && grep -l 'skip(!!process.env.E2E_BASE_URL' e2e/*.spec.ts || true)
[ ${#doubled[@]} -eq 0 ] || journeys "${doubled[@]}"

# Here the visitors of a whole day come from one address.
export OHMYLOT__RATE_LIMIT_FACTOR=20
serve_on "$(free_port)" "$home" "$program"
export E2E_BASE_URL="http://127.0.0.1:$port" E2E_MAILS="$home/mails" E2E_DATABASE="$home/ohmylot.sqlite"
echo "journeys against $E2E_BASE_URL"
journeys
{
  echo "e2e:$(grep -E '^ +[0-9]+ (passed|failed|flaky|did not run)' "$home/log" |
    awk '{sum[$2] += $1} END {for (word in sum) printf " %d %s", sum[word], word}' | sed 's/did$/did not run/')"
  # Which ones and why, where the summary is read: the log above it is long.
  awk '/^ +[0-9]+ (failed|flaky)$/ {listing = 1; print; next} /^ +[0-9]+ / {listing = 0} listing && NF' "$home/log"
  awk '/^ +[0-9]+\) e2e/ {left = 12} left > 0 && NF {print; left--}' "$home/log"
} | tee -a "${COUNTS:-/dev/null}"
[ "$failed" -eq 0 ] || grep -vE '"status":(2|3|4)' "$home/server.log" | tail -n 20
exit "$failed"
