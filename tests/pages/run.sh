#!/bin/sh
# What residents see, in a real browser: builds the workspace beside this file for `/` and for `/repo/`, checks its HTML
# and runs the tests of this folder.
#
#     tests/pages/run.sh [NAME.test.mjs …]
#
# Wanted: Node 20, Debian's Chromium (CHROMIUM names another), `npm ci` in this folder, Java and VNU_JAR for the
# conformance of HTML (see ../validators/check_html.sh). ZBOR is the program, else it is built. With ZBOR_PICTURES each
# page is also photographed into that folder, for people to look at; no test compares pictures.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ZBOR_NOW=2026-11-24T10:00:00Z ZBOR_PAGES="$work"

cd "$root"
if [ -z "${ZBOR:-}" ]; then
    cargo build --quiet
    ZBOR=${CARGO_TARGET_DIR:-target}/debug/zbor
fi
for which in root repo; do
    cp -R "$here/workspace" "$work/workspace"
    [ "$which" = root ] || sed -i 's|^base_url: https://primjer.example/|&repo/|' "$work/workspace/zbor.yaml"
    "$ZBOR" build "$work/workspace" --out "$work/$which" --now "$ZBOR_NOW" >"$work/log" || { cat "$work/log"; exit 1; }
    rm -r "$work/workspace"
done

export ZBOR
"$here/../validators/check_html.sh" "$work/root"
cd "$here"
[ $# -gt 0 ] || set -- ./*.test.mjs
node --test --test-concurrency=1 --test-reporter="${REPORTER:-spec}" "$@"
