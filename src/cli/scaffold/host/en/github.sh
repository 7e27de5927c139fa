#!/bin/sh
# Fetches the program Zbor and builds the site. Nothing is compiled.
#
#   sh .github/publish.sh                 all in turn
#   sh .github/publish.sh fetch_binary    only fetch
#   sh .github/publish.sh pull_answers    only fetch the replies to residents
#   sh .github/publish.sh build_site      only build
#
# Run it from the folder that holds zbor.yaml. To try it on your own computer:
#   ZBOR_URL=file:///tmp/zbor ZBOR_SHA256=… ZBOR_OUT=/tmp/dist sh .github/publish.sh
#
# Exit code: 0 all is well, 1 built, but there are findings, others: not built.
set -eu

# A new version: change the number, and write into ZBOR_SHA256 what SHA256SUMS on the page of the
# release says for the file zbor-x86_64-linux.
ZBOR_VERSION=${ZBOR_VERSION:-v0.1.0}
ZBOR_URL=${ZBOR_URL:-https://github.com/zbor-mz/zbor/releases/download/$ZBOR_VERSION/zbor-x86_64-linux}
ZBOR_SHA256=${ZBOR_SHA256:-0000000000000000000000000000000000000000000000000000000000000000}
ZBOR_OUT=${ZBOR_OUT:-dist}

# The program becomes ./zbor only when the checksum agrees.
fetch_binary() {
    curl --fail --silent --show-error --location --retry 3 --max-time 120 \
        --output zbor.part "$ZBOR_URL"
    if ! echo "$ZBOR_SHA256  zbor.part" | sha256sum -c - >/dev/null 2>&1; then
        echo "error: the checksum does not agree, the program was not accepted." >&2
        echo "  expected: $ZBOR_SHA256" >&2
        echo "  fetched:  $(sha256sum zbor.part | cut -d ' ' -f 1)" >&2
        rm -f zbor.part
        return 3
    fi
    chmod +x zbor.part
    mv zbor.part zbor
}

# Published replies, the state of messages and results of polls. Without a token nothing is fetched; where
# the endpoint does not answer, the site keeps what lies in the repository.
pull_answers() {
    if [ -n "${ZBOR_FEEDBACK_TOKEN:-}" ]; then
        ./zbor feedback pull --format github || echo "::warning::The replies were not fetched."
    fi
}

# A text that has a mistake today stays on the site in its last good version.
# Returns the code of the program. On GitHub it is written down, too, for the last step.
build_site() {
    code=0
    ./zbor build --keep-last --format github --out "$ZBOR_OUT" || code=$?
    if [ -n "${GITHUB_OUTPUT:-}" ]; then
        echo "code=$code" >>"$GITHUB_OUTPUT"
    fi
    return "$code"
}

case ${1:-} in
fetch_binary | pull_answers | build_site) "$1" ;;
'')
    fetch_binary
    pull_answers
    build_site
    ;;
*)
    echo "error: unknown step: $1" >&2
    exit 2
    ;;
esac
