#!/bin/sh
# Provides what the browser tests need, where it can be installed; says in a sentence what is missing where it cannot.
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="chromium"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the browser tests: $missing"
  # shellcheck disable=SC2086 # two words where two are missing
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    fonts-dejavu-core; } >/dev/null 2>&1 && exit 0
  echo "They could not be installed; the tests that need them will be skipped." >&2
else
  echo "Not on this machine: $missing. The browser tests are skipped; install them by your package manager to run them." >&2
fi
exit 0
