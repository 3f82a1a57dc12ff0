#!/usr/bin/env bash
# Installs system packages that are missing when it may (root and apt), else says what to install.
# usage: needs.sh compiler|chromium|postgres|sqlite|wrk …
set -euo pipefail

has() {
  case "$1" in
  compiler) command -v cc >/dev/null ;;
  chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ;;
  postgres) command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
  sqlite) command -v sqlite3 >/dev/null ;;
  wrk) command -v wrk >/dev/null ;;
  esac
}

package_of() {
  case "$1" in
  compiler) echo build-essential ;;
  chromium) echo chromium ;;
  postgres) echo postgresql ;;
  sqlite) echo sqlite3 ;;
  wrk) echo wrk ;;
  esac
}

missing=()
for need in "$@"; do
  has "$need" || missing+=("$(package_of "$need")")
done
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "please install: ${missing[*]}" >&2
  exit 1
fi
echo "installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
