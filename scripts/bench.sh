#!/usr/bin/env bash
# Measures the release build on FILES fictional files (100000) and OFFERS job offers (20000), on SQLite and on a throw-away
# PostgreSQL, and writes the figures as a table to the standard output. Loopback only, about ten minutes, nothing is kept.
# usage: bench.sh [sqlite] [postgres]; SECONDS_EACH=N is how long each request is repeated (6, at most 8).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/serve.sh
. scripts/serve.sh

files=${FILES:-100000}
offers=${OFFERS:-20000}
each=${SECONDS_EACH:-6}
[ "$each" -le 8 ] || each=8
rounds=${ROUNDS:-3}
connections=8
email=mesures@ohmylot.example
password='mesure-noyer-dolmen-truffe'

engines=("$@")
[ $# -gt 0 ] || engines=(sqlite postgres)

# One engine: called again under with-postgres.sh, which gives the address of the cluster.
if [ "${1:-}" != inside ]; then
  scripts/needs.sh compiler wrk postgres >&2
  cargo build --release --locked --package api >&2
  program="$(cargo metadata --no-deps --format-version 1 | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')/release/ohmylot"
  export program
  for engine in "${engines[@]}"; do
    wrapper=()
    [ "$engine" = sqlite ] || wrapper=(env TMPDIR=/tmp scripts/with-postgres.sh)
    "${wrapper[@]}" scripts/bench.sh inside "$engine"
  done
  exit 0
fi

engine=$2
folder="$(mktemp -d /tmp/ohmylot-bench.XXXXXX)"
server=
end_server() {
  [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
  server=
}
trap 'end_server; rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export OHMYLOT__DATABASE_URL="sqlite://$folder/ohmylot.sqlite"
[ "$engine" = sqlite ] || export OHMYLOT__DATABASE_URL="$TEST_DATABASE_URL"
export OHMYLOT__DATA_DIR="$folder" OHMYLOT__MAIL_URL="file:$folder/mails" OHMYLOT__LOG_LEVEL=warn
export OHMYLOT__RATE_LIMIT_FACTOR=0

now() { date +%s.%N; }
since() { echo "$1 $(now)" | awk '{ printf "%.2f", $2 - $1 }'; }
status_of() { awk -v key="$1:" '$1 == key { printf "%.1f", $2 / 1024 }' "/proc/$server/status"; }
median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# Starts the server; `cold` is the time until it says that it is ready, in seconds.
start_server() {
  port="$(free_port)"
  local begun
  begun="$(now)"
  OHMYLOT__BIND="127.0.0.1:$port" "$program" serve 2>"$folder/server.log" &
  server=$!
  local _
  for _ in $(seq 1 2000); do
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && curl -sf "http://127.0.0.1:$port/health/ready" >/dev/null; then
      cold="$(since "$begun")"
      return
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.002
  done
  cat "$folder/server.log" >&2
  return 1
}

# A token lasts ten minutes: each case takes its own.
log_in() {
  token="$(curl -sf "http://127.0.0.1:$port/api/v1/auth/login" -H 'Content-Type: application/json' \
    -d "{\"email\":\"$email\",\"password\":\"$password\"}" | sed -E 's/.*"access_token":"([^"]*)".*/\1/')"
}
get() { curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/$1"; }

# case NAME PATH: repeats one request in several rounds, prints its line of the table and keeps the median in `mean`.
case_line() {
  local name=$1 path=$2 round
  : >"$folder/rounds"
  log_in
  get "$path" >/dev/null
  for round in $(seq 1 "$rounds"); do
    wrk -t 2 -c "$connections" -d "${each}s" --latency -H "Authorization: Bearer $token" \
      "http://127.0.0.1:$port/api/v1/$path" >"$folder/wrk" 2>&1
    ! grep -q 'Non-2xx' "$folder/wrk" || { cat "$folder/wrk" >&2; return 1; }
    awk 'function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
      $1 == "50%" { half = ms($2) } $1 == "99%" { most = ms($2) } $1 == "Requests/sec:" { rate = $2 }
      END { print rate, half, most }' "$folder/wrk" >>"$folder/rounds"
  done
  : "$round"
  local rate half most
  rate="$(awk '{ print $1 }' "$folder/rounds" | median)"
  half="$(awk '{ print $2 }' "$folder/rounds" | median)"
  most="$(awk '{ print $3 }' "$folder/rounds" | median)"
  printf '| %s | %.0f | %.1f | %.1f |\n' "$name" "$rate" "$half" "$most"
}

# The first page and page 300 in turn, so that whatever else the machine does falls on both; CPU time of the server for
# each says the same without the wait.
ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
depth() {
  local cursor=$1 round path begun ended rate
  : >"$folder/depth"
  for round in 1 2 3 4 5; do
    for page in first deep; do
      path='prospects?limit=50'
      [ "$page" = first ] || path="$path&cursor=$cursor"
      log_in
      begun="$(ticks)"
      wrk -t 2 -c "$connections" -d 3s -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/$path" >"$folder/wrk"
      ended="$(ticks)"
      awk -v page="$page" -v ticks=$((ended - begun)) -v hz="$(getconf CLK_TCK)" -v connections="$connections" \
        '$2 == "requests" { asked = $1 } $1 == "Requests/sec:" { rate = $2 }
        END { print page, 1000 * connections / rate, 1e6 * ticks / hz / asked }' "$folder/wrk" >>"$folder/depth"
    done
  done
  : "$round"
  column() { awk -v page="$1" -v column="$2" '$1 == page { print $column }' "$folder/depth" | median; }
  awk -v first="$(column first 2)" -v deep="$(column deep 2)" -v cpu="$(column first 3)" -v cpu_deep="$(column deep 3)" 'BEGIN {
    printf "| page 300 / first page, time per request | %.2f / %.2f ms = **%.2f** |\n", deep, first, deep / first
    printf "| the same, CPU time of the server | %.0f / %.0f µs = **%.2f** |\n", cpu_deep, cpu, cpu_deep / cpu }'
}

# Follows the cursors to page 300 (or to the last one of a smaller base).
walk() {
  local path='prospects?limit=50' page next
  cursor=
  for page in $(seq 2 300); do
    [ -z "$cursor" ] || path="prospects?limit=50&cursor=$cursor"
    next="$(get "$path" | sed -nE 's/.*"next_cursor":"([^"]*)".*/\1/p')"
    [ -n "$next" ] || break
    cursor=$next
    [ $((page % 100)) -ne 0 ] || log_in
  done
}

# export_line NAME QUERY: in a fresh server, so that the peak is the export's own.
export_line() {
  end_server
  start_server
  local idle before begun seconds bytes peak
  idle="$(status_of VmRSS)"
  log_in
  before="$(status_of VmHWM)"
  begun="$(now)"
  bytes="$(curl -sf -H "Authorization: Bearer $token" -o /dev/null -w '%{size_download}' \
    "http://127.0.0.1:$port/api/v1/prospects/export?$2")"
  seconds="$(since "$begun")"
  peak="$(status_of VmHWM)"
  awk -v name="$1" -v seconds="$seconds" -v bytes="$bytes" -v idle="$idle" -v before="$before" -v peak="$peak" 'BEGIN {
    printf "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | **+%.1f** |\n", name, seconds, bytes / 1e6, idle, before, peak, peak - idle }'
}

# Offers in every commune, of every occupation, the first ones of both more often: the same file each time.
offers_file() {
  awk -F, -v offers="$offers" '
    FNR == 1 { next }
    FILENAME ~ /communes/ { commune[communes++] = $1; name[$1] = $2; next }
    !/"/ { code[codes++] = $1; label[$1] = $2 }
    function pick(all) { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) % (1 + int(seed / 7) % all) }
    END {
      seed = 46
      print "id,intitule,description,romeCode,typeContrat,lieuTravail.commune,entreprise.nom"
      split("CDI CDD MIS SAI", contract, " ")
      for (number = 1; number <= offers; number++) {
        town = commune[pick(communes)]; job = code[pick(codes)]
        text = label[job] " à " name[town] ". Vous rejoignez une équipe de " 2 + number % 40 " personnes"
        for (more = 0; more < 5; more++) text = text " ; avec " label[code[pick(codes)]]
        printf "B%05d,%s,%s,%s,%s,%s,Atelier %d\n", number, label[job], text, job, contract[1 + number % 4], town, number % 700
      }
    }' data/reference/communes-46.csv data/reference/rome-v460.csv
}
import_line() {
  local begun counts
  begun="$(now)"
  counts="$("$program" import job-offers "$folder/offers.csv" --json 2>/dev/null | tail -n 1)"
  echo "| $1 | $(since "$begun") | \`$counts\` |"
}

echo
echo "### $engine, $files files"
echo
begun="$(now)"
"$program" seed --volume "$files" 2>/dev/null
seeded="$(since "$begun")"
printf '%s' "$password" | "$program" create-admin --email "$email" --password-stdin 2>/dev/null

starts=() idles=()
for _ in 1 2 3 4 5; do
  start_server
  starts+=("$cold")
  idles+=("$(status_of VmRSS)")
  [ ${#starts[@]} -eq 5 ] || end_server
done
log_in
walk
id="$(get 'prospects?limit=1' | sed -E 's/.*"items":\[\{"id":"([^"]*)".*/\1/')"

echo "| | |"
echo "|---|---|"
echo "| seeding | $seeded s |"
echo "| cold start until ready, median of 5 | **$(printf '%s\n' "${starts[@]}" | median) s** |"
echo "| idle memory, ready, before any login, median of 5 | **$(printf '%s\n' "${idles[@]}" | median) MiB** |"
depth "$cursor"
echo
echo "| request, $connections connections | requests/s | p50 ms | p99 ms |"
echo "|---|---|---|---|"
case_line 'list, first 50' 'prospects?limit=50'
case_line 'list, page 300' "prospects?limit=50&cursor=$cursor"
case_line 'search `infirmiere`, first 50' 'prospects?limit=50&q=infirmiere'
case_line 'search `delmas toulouse`, first 50' 'prospects?limit=50&q=delmas%20toulouse'
case_line 'one file' "prospects/$id"
echo "| memory afterwards: $(status_of VmRSS) MiB, peak $(status_of VmHWM) MiB | | | |"
end_server
offers_file >"$folder/offers.csv"
echo
echo "| file of $offers offers, from a command | seconds | counts |"
echo "|---|---|---|"
import_line 'first time'
import_line 'again'
start_server
echo
echo "| public search of offers, $connections connections | requests/s | p50 ms | p99 ms |"
echo "|---|---|---|---|"
case_line 'all, first 20' 'public/job-offers?limit=20'
case_line '`infirmiere figeac`' 'public/job-offers?limit=20&q=infirmiere%20figeac'
case_line '`equipe`, which all have' 'public/job-offers?limit=20&q=equipe'
case_line '30 km around Figeac, nearest first' 'public/job-offers?limit=20&around=46102&radius_km=30&sort=distance'
case_line '`soudeur`, 30 km around, two facets' 'public/job-offers?limit=20&q=soudeur&around=46102&radius_km=30&contract=CDI&epci=200067361'
echo "| memory afterwards: $(status_of VmRSS) MiB, peak $(status_of VmHWM) MiB | | | |"
echo
echo "| export of all files | seconds | MB | idle MiB | after login MiB | peak MiB | over idle MiB |"
echo "|---|---|---|---|---|---|---|"
export_line CSV 'format=csv'
export_line 'CSV, excel-fr' 'format=csv&profile=excel-fr'
export_line NDJSON 'format=ndjson'
export_line XLSX 'format=xlsx'
end_server
begun="$(now)"
told="$("$program" duplicates scan 2>/dev/null)"
echo
echo "Looking for duplicates of every file, from a command: $(since "$begun") s, $told."
