#!/usr/bin/env bash
# Measures the yearly dashboard of the release build on FILES made-up files, ten interactions each, on SQLite (100000) and on
# a throw-away PostgreSQL (1000000): maintained counts beside the scan, the answer of the server, and what ordinary reads
# feel of it. Loopback only, nothing is kept. usage: bench-dashboard.sh [sqlite] [postgres]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/serve.sh
. scripts/serve.sh

email=mesures@ohmylot.example
password='mesure-noyer-dolmen-truffe'
pairs=${PAIRS:-5}
each=${SECONDS_EACH:-8}

engines=("$@")
[ $# -gt 0 ] || engines=(sqlite postgres)

# One engine: called again under with-postgres.sh, which gives the address of the cluster.
if [ "${1:-}" != inside ]; then
  scripts/needs.sh compiler wrk postgres >&2
  cargo build --release --locked --package api >&2
  cargo bench --locked --package persistence --bench dashboard --no-run >&2
  program="$(cargo metadata --no-deps --format-version 1 | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')/release/ohmylot"
  export program
  for engine in "${engines[@]}"; do
    wrapper=()
    [ "$engine" = sqlite ] || wrapper=(env TMPDIR=/tmp scripts/with-postgres.sh)
    "${wrapper[@]}" scripts/bench-dashboard.sh inside "$engine"
  done
  exit 0
fi

engine=$2
folder="$(mktemp -d /tmp/ohmylot-bench.XXXXXX)"
server='' asking=''
end_all() {
  [ -z "$asking" ] || kill "$asking" 2>/dev/null || true
  [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
  rm -rf "$folder"
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

files=${FILES:-1000000}
if [ "$engine" = sqlite ]; then
  files=${FILES:-100000}
  export TEST_DATABASE_URL="sqlite://$folder/ohmylot.sqlite"
fi
export OHMYLOT__DATABASE_URL="$TEST_DATABASE_URL" OHMYLOT__DATA_DIR="$folder" OHMYLOT__MAIL_URL="file:$folder/mails"
export OHMYLOT__LOG_LEVEL=warn OHMYLOT__RATE_LIMIT_FACTOR=0

echo
echo "### $engine"
echo
echo "| files | maintained | scan | times |"
echo "|---|---|---|---|"
DASHBOARD_FILES=$files cargo bench --quiet --locked --package persistence --bench dashboard
[ "$engine" = sqlite ] || psql "$TEST_DATABASE_URL" --quiet --command 'VACUUM' 2>/dev/null || true

printf '%s' "$password" | "$program" create-admin --email "$email" --password-stdin 2>/dev/null
port="$(free_port)"
OHMYLOT__BIND="127.0.0.1:$port" "$program" serve 2>"$folder/server.log" &
server=$!
until curl -sf "http://127.0.0.1:$port/health/ready" >/dev/null; do sleep 0.1; done

# A token lasts ten minutes: each pair takes its own.
log_in() {
  token="$(curl -sf "http://127.0.0.1:$port/api/v1/auth/login" -H 'Content-Type: application/json' \
    -d "{\"email\":\"$email\",\"password\":\"$password\"}" | sed -E 's/.*"access_token":"([^"]*)".*/\1/')"
}
ask() { curl -sf -o /dev/null -w '%{time_total}\n' -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/$1"; }
median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# The same load each time: eight readers, each with a pause after an answer.
cat >"$folder/read.lua" <<'LUA'
local asked = 0
function delay() return 30 end
function request()
  asked = asked + 1
  return wrk.format("GET", asked % 2 == 0 and wrk.path or "/api/v1/prospects?limit=50")
end
LUA
reads() {
  wrk -t 2 -c 8 -d "${each}s" --latency -s "$folder/read.lua" -H "Authorization: Bearer $token" \
    "http://127.0.0.1:$port/api/v1/prospects/$id" >"$folder/wrk"
  ! grep -q 'Non-2xx' "$folder/wrk" || { cat "$folder/wrk" >&2; return 1; }
  awk 'function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
    $1 == "99%" { print ms($2) }' "$folder/wrk"
}

log_in
id="$(curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/prospects?limit=1" |
  sed -E 's/.*"items":\[\{"id":"([^"]*)".*/\1/')"
first="$(ask 'dashboard?period=2024')"
again="$(for _ in 1 2 3 4 5; do ask 'dashboard?period=2024'; done | median)"
echo
echo "The server answers \`GET /dashboard?period=2024\` in $first s, then $again s (median of five)."
echo
echo "| pair | p99 of reads, ms | beside the dashboard, ms | ratio |"
echo "|---|---|---|---|"
for pair in $(seq 1 "$pairs"); do
  log_in
  alone="$(reads)"
  wrk -t 1 -c 1 -d "${each}s" -H "Authorization: Bearer $token" \
    "http://127.0.0.1:$port/api/v1/dashboard?period=2024" >"$folder/asked" &
  asking=$!
  beside="$(reads)"
  wait "$asking"
  asking=
  ! grep -q 'Non-2xx' "$folder/asked" || { cat "$folder/asked" >&2; exit 1; }
  sed -nE 's/ *([0-9]+) requests in .*/\1/p' "$folder/asked" >>"$folder/dashboards"
  echo "$alone $beside" | awk -v pair="$pair" '{ printf "| %d | %.1f | %.1f | %.2f |\n", pair, $1, $2, $2 / $1 }' | tee -a "$folder/pairs"
done
echo
echo "Median ratio: $(awk -F'|' '{ print $5 }' "$folder/pairs" | median); dashboards a second meanwhile: $(awk -v each="$each" '{ sum += $1 } END { printf "%.0f", sum / NR / each }' "$folder/dashboards")."
