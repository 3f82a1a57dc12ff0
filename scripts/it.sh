#!/usr/bin/env bash
# The integration tests on SQLite, then the same on a throw-away PostgreSQL. T=filter runs some of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Some tests start the real program.
cargo build --locked --quiet --package api
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

# The number of tests that ran, from the words of the runner that was used.
count() { sed -nE 's/.*Summary .* ([0-9]+) tests? run:.*/\1/p; s/^test result: .* ([0-9]+) passed; ([0-9]+) failed.*/\1/p' "$log" | tail -n 1; }

# engine NAME [WRAPPER]: runs every test on one database; the count goes to the variable NAME.
engine() {
  # A test waits for its database, for a mail or for a server it starts a good part of its time.
  local name=$1 runner=(cargo nextest run --locked --package tests --test it --test-threads $(($(nproc) * 2)))
  shift
  cargo nextest --version >/dev/null 2>&1 || runner=(cargo test --locked --package tests --test it)
  # shellcheck disable=SC2206 # several filters are several words
  [ -z "${T:-}" ] || runner+=($T)
  echo "── it on $name"
  "$@" "${runner[@]}" 2>&1 | tee "$log" || failed=1
  printf -v "$name" '%s' "$(count)"
}

failed=0
sqlite='' postgres=''
unset TEST_DATABASE_URL
engine sqlite
engine postgres scripts/with-postgres.sh
echo "it: ${sqlite:-0} tests on SQLite, ${postgres:-0} tests on PostgreSQL" | tee -a "${COUNTS:-/dev/null}"
if [ -z "$sqlite" ] || [ "$sqlite" != "$postgres" ]; then
  echo "it: the two databases did not run the same number of tests" >&2
  failed=1
fi
exit "$failed"
