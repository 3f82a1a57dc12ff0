# Sourced by the scripts that start a server: free_port, and serve_on PORT FOLDER PROGRAM, which sets `server` and `port`.

# A port of the loopback on which nobody answers, below the range that the system hands out by itself.
free_port() {
  local candidate
  for _ in $(seq 1 50); do
    candidate=$((20000 + RANDOM % 12000))
    if ! (: <"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

# Migrates and seeds the database in FOLDER, serves it on PORT and comes back when it is ready.
serve_on() {
  port=$1
  local folder=$2 program=$3
  mkdir -p "$folder"
  export OHMYLOT__BIND="127.0.0.1:$port" OHMYLOT__PUBLIC_URL="${OHMYLOT__PUBLIC_URL:-http://127.0.0.1:$port}"
  export OHMYLOT__DATA_DIR="${OHMYLOT__DATA_DIR:-$folder}" OHMYLOT__MAIL_URL="${OHMYLOT__MAIL_URL:-file:$folder/mails}"
  export OHMYLOT__DATABASE_URL="${OHMYLOT__DATABASE_URL:-sqlite://$folder/ohmylot.sqlite}"
  OHMYLOT__LOG_LEVEL=warn "$program" migrate
  OHMYLOT__LOG_LEVEL=warn "$program" seed --demo
  "$program" serve 2>"$folder/server.log" &
  server=$!
  local _
  for _ in $(seq 1 300); do
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/server.log" >&2
  return 1
}
