#!/usr/bin/env bash
# Unit and property tests of the crates, without the integration tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
runner=(cargo nextest run --locked --workspace --exclude tests)
cargo nextest --version >/dev/null 2>&1 || runner=(cargo test --locked --workspace --exclude tests)
failed=0
"${runner[@]}" 2>&1 | tee "$log" || failed=1
ran="$(sed -nE 's/.*Summary .* ([0-9]+) tests? run:.*/\1/p; s/^test result: .* ([0-9]+) passed; .*/\1/p' "$log" |
  awk '{sum += $1} END {print sum + 0}')"
echo "unit: $ran tests" | tee -a "${COUNTS:-/dev/null}"
exit "$failed"
