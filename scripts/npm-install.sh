#!/usr/bin/env bash
# Installs the packages of a folder from its committed lock; does nothing when they are up to date.
# `npm ci` is not used: npm 11 writes locks that its own `ci` refuses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../${1:?usage: npm-install.sh FOLDER}"
stamp=node_modules/.installed
if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then
  exit 0
fi
echo "installing the packages of $1"
npm install --no-audit --no-fund --loglevel=error </dev/null
cp package-lock.json "$stamp"
