#!/bin/sh
# Pravi sajt i kopira ga na vaš server.
#
#   ZBOR_TARGET=korisnik@server:/var/www/sajt sh objavi.sh
#
# Izlazni kod: 0 objavljeno je, 1 objavljeno je, ali ima nalaza, ostalo nije objavljeno.
set -eu

: "${ZBOR_TARGET:?upišite gdje se kopira, npr. korisnik@server:/var/www/sajt}"
ZBOR=${ZBOR:-zbor}

code=0
"$ZBOR" build || code=$?
[ "$code" -le 1 ] || exit "$code"
rsync --recursive --links --times --delete dist/ "$ZBOR_TARGET/"
exit "$code"
