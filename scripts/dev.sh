#!/usr/bin/env bash
# Both sides with hot reload: the page at http://localhost:5173 (Vite), the server at PORT (8080) restarted on change.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/needs.sh compiler
scripts/npm-install.sh frontend
export OHMYLOT__LOG_FORMAT=text OHMYLOT__BIND="127.0.0.1:${PORT:-8080}" OHMYLOT__PUBLIC_URL=http://localhost:5173
server='' page=''
stop() { for job in $server $page; do kill -TERM "$job" 2>/dev/null || true; done; }
trap stop EXIT
trap 'exit 0' INT TERM
scripts/frontend.sh dev &
page=$!

mkdir -p var
built=var/.built
while true; do
  touch "$built"
  if cargo build --locked --package api; then
    if [ -n "$server" ]; then
      kill -TERM "$server" 2>/dev/null || true
      wait "$server" || true
    fi
    program="${CARGO_TARGET_DIR:-target}/debug/ohmylot"
    OHMYLOT__LOG_LEVEL=warn "$program" seed --demo
    "$program" serve &
    server=$!
  fi
  until [ -n "$(find crates migrations data Cargo.toml -newer "$built" -type f -print -quit)" ]; do sleep 1; done
done
