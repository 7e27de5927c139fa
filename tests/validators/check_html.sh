#!/bin/sh
# HTML conformance of every page of an output: check_html.sh OUT
# VNU_JAR is the file vnu.jar of the npm package `vnu-jar`.
set -eu
out=$1
report=$(mktemp)
trap 'rm -f "$report"' EXIT
java -Xss16m -jar "${VNU_JAR:?the path of vnu.jar}" --errors-only --skip-non-html --format json "$out" 2>"$report" || true
python3 - "$report" "$out" <<'PY'
import json, pathlib, sys
messages = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))["messages"]
pages = sum(1 for _ in pathlib.Path(sys.argv[2]).rglob("*.html"))
for one in messages:
    print(f"{one.get('url', '').split(sys.argv[2])[-1]}:{one.get('lastLine', 0)}: {one['message']} `{one.get('extract', '').strip()[:100]}`")
print(f"html: {pages} pages, {len(messages)} mistakes")
sys.exit(bool(messages) or not pages)
PY
