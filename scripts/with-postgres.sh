#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL cluster on a unix socket of its own: usage: with-postgres.sh COMMAND…
# The command finds its address in TEST_DATABASE_URL. Nothing is kept; durability is off.
set -euo pipefail

bin="$(dirname "$(readlink -f "$(command -v initdb || echo /none/initdb)")")"
if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/postgres" ]; then
  bin="$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)"
fi
if [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL is missing: initdb is neither on PATH nor in /usr/lib/postgresql/*/bin" >&2
  exit 1
fi

# initdb refuses root: the cluster then belongs to an unprivileged account.
as=()
if [ "$(id -u)" -eq 0 ]; then
  account=nobody
  id -u postgres >/dev/null 2>&1 && account=postgres
  as=(setpriv "--reuid=$account" "--regid=$(id -gn "$account")" --clear-groups)
fi

# A database per test is a thousand files made and dropped, at which ext4 is slow: in memory when there is room. What is
# measured lies on a disk: TMPDIR=/tmp.
room="$(df --output=avail --block-size=1G /dev/shm 2>/dev/null | tail -n 1 | tr -d ' ' || true)"
[ "${room:-0}" -ge 4 ] && folder=/dev/shm || folder=/tmp
home="$(mktemp -d "${TMPDIR:-$folder}/ohmylot-pg.XXXXXX")"
[ ${#as[@]} -eq 0 ] || chown "$account" "$home"
server=
stop() {
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$home"
"${as[@]}" "$bin/initdb" --pgdata="$home/data" --username=ohmylot --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$home/initdb.log" 2>&1 || {
  cat "$home/initdb.log" >&2
  exit 1
}
cd - >/dev/null

# A random port of the loopback; when it is taken the server ends at once and another one is tried.
ready() { [ "$(sed -n 8p "$home/data/postmaster.pid" 2>/dev/null | tr -d ' ')" = ready ]; }
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 12000))
  "${as[@]}" "$bin/postgres" -D "$home/data" -p "$port" -c listen_addresses=127.0.0.1 -k "$home" \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB \
    -c autovacuum=off -c logging_collector=off -c max_wal_size=256MB -c wal_recycle=off >"$home/server.log" 2>&1 </dev/null &
  server=$!
  for _ in $(seq 1 400); do
    if ready; then break 2; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
  done
done
if ! ready; then
  cat "$home/server.log" >&2
  exit 1
fi

export TEST_DATABASE_URL="postgres://ohmylot@127.0.0.1:$port/postgres"
"$@"
