#!/bin/sh
# The tests that drive browsers, which mostly wait, beside all others: 8 minutes instead of 14 on two cores.
# usage: side_by_side.sh PYTHON [and not slow]
set -u
python=$1
also=${2:-}
mkdir -p build
"$python" -m pytest -m "browser $also" > build/browsers.txt 2>&1 &
browsers=$!
trap 'kill "$browsers" 2> /dev/null' INT TERM
"$python" -m pytest -m "not browser $also"
rest=$?
wait "$browsers"
seen=$?
cat build/browsers.txt
if [ "$rest" != 0 ] || [ "$seen" != 0 ]; then
  echo "Tests failed: exit $rest without browsers, $seen with them; both reports stand above." >&2
  exit 1
fi
