#!/usr/bin/env bash
# The frontend: build | dev | check | format. Nothing is done again when it is up to date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ ! -f frontend/package.json ]; then
  echo "no frontend yet"
  exit 0
fi
scripts/npm-install.sh frontend
cd frontend

built_since_last_change() {
  [ -f dist/index.html ] &&
    [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -path ./test-results -prune -o -path ./e2e -prune \
      -o -type f -newer dist/index.html -print -quit)" ]
}

case "${1:?usage: frontend.sh build|dev|check|format}" in
build)
  if built_since_last_change; then
    echo "frontend/dist is up to date"
  else
    npm run --silent build </dev/null
    touch dist/index.html
  fi
  ;;
dev) exec npm run --silent dev -- --host 127.0.0.1 ;;
check)
  npm run --silent check </dev/null
  npm run --silent lint </dev/null
  npm run --silent test </dev/null
  ;;
format) npm run --silent format </dev/null ;;
*)
  echo "unknown: $1" >&2
  exit 2
  ;;
esac
