#!/bin/sh
# Builds the site and copies it to your server.
#
#   ZBOR_TARGET=user@server:/var/www/site sh publish.sh
#
# Exit code: 0 published, 1 published, but there are findings, others: not published.
set -eu

: "${ZBOR_TARGET:?write where to copy, e.g. user@server:/var/www/site}"
ZBOR=${ZBOR:-zbor}

code=0
"$ZBOR" build || code=$?
[ "$code" -le 1 ] || exit "$code"
rsync --recursive --links --times --delete dist/ "$ZBOR_TARGET/"
exit "$code"
