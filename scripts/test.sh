#!/usr/bin/env bash
# Everything that must hold, stage by stage, each timed; or only the stages named: format lints guards unit it openapi
# frontend e2e. Every stage runs even when one before it failed; the end tells what failed and how many tests ran.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
COUNTS="$(mktemp)"
export COUNTS
trap 'rm -f "$COUNTS"' EXIT

format() { cargo fmt --all --check; }
lints() { cargo clippy --locked --workspace --all-targets --quiet -- -D warnings; }
guards() { scripts/guards.sh; }
unit() { scripts/unit.sh; }
it() { scripts/it.sh; }
openapi() { scripts/openapi.sh --check; }
e2e() { scripts/e2e.sh; }
frontend() {
  local log failed=0
  log="$(mktemp)"
  scripts/frontend.sh check 2>&1 | tee "$log" || failed=1
  # Vitest colours its summary when it believes in a terminal.
  echo "frontend: $(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE 's/^ *Tests +(.*)/\1/p' | tail -n 1)" >>"$COUNTS"
  rm -f "$log"
  scripts/frontend.sh build || failed=1
  return "$failed"
}

stages=("$@")
[ $# -gt 0 ] || stages=(format lints guards unit it openapi frontend e2e)
scripts/needs.sh compiler || exit 1
times=() failures=()
for stage in "${stages[@]}"; do
  printf '\n━━ %s\n' "$stage"
  begun=$SECONDS
  if "$stage"; then verdict=ok; else verdict=FAILED && failures+=("$stage"); fi
  times+=("$(printf '%-10s %4d s  %s' "$stage" $((SECONDS - begun)) "$verdict")")
done

printf '\n━━ summary (%d s)\n' "$SECONDS"
printf '%s\n' "${times[@]}"
cat "$COUNTS"
if [ ${#failures[@]} -gt 0 ]; then
  echo "FAILED: ${failures[*]}"
  exit 1
fi
echo "all good"
