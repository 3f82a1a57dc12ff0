#!/usr/bin/env bash
# From a clone to a running programme: installs what is missing, builds, migrates, seeds and serves on one port.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
started=$SECONDS
step() { printf '\n[%3ds] %s\n' $((SECONDS - started)) "$*"; }

for tool in cargo node npm; do
  command -v "$tool" >/dev/null || {
    echo "please install $tool first (Rust 1.95, Node 20 or newer)" >&2
    exit 1
  }
done
scripts/needs.sh compiler

step "building the workspace and the server side by side (first time: a few minutes)"
{ scripts/frontend.sh build 2>&1 | sed -u 's/^/  frontend │ /'; } &
frontend=$!
cargo build --locked --package api
wait "$frontend"

step "database and demonstration data under var/"
server=
trap '[ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true; [ -z "$server" ] || wait "$server" || true' EXIT
trap 'exit 0' INT TERM
export OHMYLOT__LOG_FORMAT="${OHMYLOT__LOG_FORMAT:-text}"
# shellcheck source=scripts/serve.sh
. scripts/serve.sh
OHMYLOT__PUBLIC_URL="${OHMYLOT__PUBLIC_URL:-http://localhost:${PORT:-8080}}"
serve_on "${PORT:-8080}" var "${CARGO_TARGET_DIR:-target}/debug/ohmylot"

step "ready: http://localhost:$port (API documentation: http://localhost:$port/api/docs/)"
echo "       log: var/server.log, mails: var/mails; stop with Ctrl-C"
wait "$server"
