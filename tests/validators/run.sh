#!/bin/sh
# Builds the example and checks every file of it with programs that were written elsewhere.
#
#     tests/validators/run.sh [WORKSPACE]
#
# Wanted: the packages of requirements.txt (PYTHON names the interpreter, else python3), Java and the
# file vnu.jar of the npm package `vnu-jar` (VNU_JAR; without it pages are not checked for conformance,
# and that is said). ZBOR is the program, else it is built; ZBOR_FEATURES are those that it was built with beyond the usual.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
workspace=$(cd "${1:-$root/example-site}" && pwd)
python=${PYTHON:-python3}
now=${ZBOR_NOW:-2026-11-24T10:00:00Z}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root"
if [ -z "${ZBOR:-}" ]; then
    cargo build --quiet
    ZBOR=${CARGO_TARGET_DIR:-target}/debug/zbor
fi
# In a copy: the state of the workspace stays as it is.
cp -R "$workspace" "$work/mz"
rm -rf "$work/mz/.zbor" "$work/mz/dist"
"$ZBOR" build "$work/mz" --out "$work/out" --now "$now" >"$work/log" || { cat "$work/log"; exit 1; }
ZBOR_WORKSPACE="$work/mz" ZBOR_NOW="$now" ZBOR_AGENDA="$work/agenda.json" \
    cargo test --quiet ${ZBOR_FEATURES:+--features "$ZBOR_FEATURES"} --test outputs -- --ignored --exact export_agenda >/dev/null

failed=0
"$python" "$here/check_feeds.py" "$work/out" || failed=1
"$python" "$here/check_calendars.py" "$work/out" "$work/agenda.json" || failed=1
"$python" "$here/check_pages.py" "$work/out" || failed=1
"$python" "$here/check_endpoint.py" "$ZBOR" "$work/out/forms.json" || failed=1
"$python" "$here/red.py" "$work/out" "$work/agenda.json" || failed=1
if [ -n "${VNU_JAR:-}" ]; then
    "$here/check_html.sh" "$work/out" || failed=1
    # The same texts in the other built-in theme.
    printf '\ntheme: tekst\n' >>"$work/mz/zbor.yaml"
    "$ZBOR" build "$work/mz" --out "$work/tekst" --now "$now" >"$work/log" || { cat "$work/log"; exit 1; }
    "$here/check_html.sh" "$work/tekst" || failed=1
else
    echo "html: not checked, VNU_JAR is not set"
fi
exit $failed
