#!/bin/sh
# Provides what some tests need, where it can be installed; says in a sentence what is missing where it cannot.

# TypeScript reads the types in the extension's modules; it is a tool of the tests and goes into build/.
if ! command -v tsc >/dev/null 2>&1 && [ ! -e build/node/node_modules/typescript ]; then
  if command -v npm >/dev/null 2>&1; then
    npm install --prefix build/node --no-save --no-package-lock --silent typescript@5 >/dev/null 2>&1 ||
      echo "TypeScript could not be installed; the extension's types are not checked." >&2
  else
    echo "Not on this machine: npm. The extension's types are not checked." >&2
  fi
fi

missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="chromium"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v kiwix-serve >/dev/null 2>&1 || missing="$missing kiwix-tools"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the tests: $missing"
  # shellcheck disable=SC2086 # several words where several are missing
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    fonts-dejavu-core; } >/dev/null 2>&1 || failed=1
  case "$missing" in # the tests start a server of their own; none is to be left running
    *redis-server*) systemctl disable --now redis-server >/dev/null 2>&1 || true ;;
  esac
  [ -z "$failed" ] && exit 0
  echo "They could not be installed; the tests that need them will be skipped." >&2
else
  echo "Not on this machine: $missing. The tests that need them are skipped; your package manager may have them." >&2
fi
exit 0
