#!/usr/bin/env bash
# The walls between the crates, read from cargo's own dependency graph.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0

# Direct dependencies of a package, one name per line (normal and build, not dev).
direct() { cargo tree --locked --package "$1" --edges normal,build --depth 1 --prefix none --format '{p}' | tail -n +2 | awk '{print $1}' | sort -u; }

# may_not PACKAGE NAMES…: none of the names is among its direct dependencies.
may_not() {
  local package=$1 name
  shift
  for name in "$@"; do
    if direct "$package" | grep -qxE "$name"; then
      echo "guard: $package must not depend on $name" >&2
      failed=1
    fi
  done
}

# reaches NAME ALLOWED…: only the allowed packages of ours name it directly.
only() {
  local name=$1 user
  shift
  for user in $(cargo tree --locked --workspace --invert "$name" --depth 1 --prefix none --edges normal,build --format '{p}' |
    tail -n +2 | awk '/\(\// {print $1}' | sort -u); do
    case " $* " in
    *" $user "*) ;;
    *)
      echo "guard: $user must not name $name" >&2
      failed=1
      ;;
    esac
  done
}

may_not domain persistence api migrations serde serde_json sea-orm actix-web tokio 'sqlx.*' utoipa
may_not migrations domain persistence api
may_not persistence api actix-web utoipa
may_not api migrations sea-orm
only sea-orm persistence sea-orm-migration
only sea-orm-migration migrations persistence
only actix-web api
only utoipa api

# Raw SQL and the engine's words stay in persistence and migrations.
if git grep -nE '\b(sea_orm|sea_query|sqlx)::' -- crates/domain crates/api; then
  echo "guard: the lines above name the database outside persistence" >&2
  failed=1
fi
if git grep -nE '#!?\[allow\(' -- '*.rs'; then
  echo "guard: #[expect(…, reason = …)] instead of #[allow]" >&2
  failed=1
fi
if git grep -nE '#\[(ignore|serial)|\b(test|it|describe)\.((only|fixme)\(|skip\(["'"'"'`])' -- tests crates frontend/src frontend/e2e; then
  echo "guard: no test is switched off" >&2
  failed=1
fi
[ "$failed" -eq 0 ] && echo "the walls stand"
exit "$failed"
