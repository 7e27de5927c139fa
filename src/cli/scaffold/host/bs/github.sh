#!/bin/sh
# Preuzima program Zbor i gradi sajtove. Ništa se ne kompajlira.
#
#   sh .github/objavi.sh                 sve redom
#   sh .github/objavi.sh fetch_binary    samo preuzmi
#   sh .github/objavi.sh pull_answers    samo preuzmi odgovore mještanima
#   sh .github/objavi.sh build_site      samo izgradi
#
# Pokreće se iz fascikle u kojoj je zbor.yaml. Za probu na svom računaru:
#   ZBOR_URL=file:///tmp/zbor ZBOR_SHA256=… ZBOR_OUT=/tmp/dist sh .github/objavi.sh
#
# Izlazni kod: 0 sve je u redu, 1 izgrađeno je, ali ima nalaza, ostalo nije izgrađeno.
set -eu

# Nova verzija: promijenite broj, pa u ZBOR_SHA256 upišite ono što za datoteku
# zbor-x86_64-linux piše u SHA256SUMS, na istoj stranici s izdanjem.
ZBOR_VERSION=${ZBOR_VERSION:-v0.1.0}
ZBOR_URL=${ZBOR_URL:-https://github.com/zbor-mz/zbor/releases/download/$ZBOR_VERSION/zbor-x86_64-linux}
ZBOR_SHA256=${ZBOR_SHA256:-0000000000000000000000000000000000000000000000000000000000000000}
ZBOR_OUT=${ZBOR_OUT:-dist}

# Program postaje ./zbor tek kad se kontrolni zbir složi.
fetch_binary() {
    curl --fail --silent --show-error --location --retry 3 --max-time 120 \
        --output zbor.part "$ZBOR_URL"
    if ! echo "$ZBOR_SHA256  zbor.part" | sha256sum -c - >/dev/null 2>&1; then
        echo "greška: kontrolni zbir se ne slaže, program nije prihvaćen." >&2
        echo "  očekivano: $ZBOR_SHA256" >&2
        echo "  preuzeto:  $(sha256sum zbor.part | cut -d ' ' -f 1)" >&2
        rm -f zbor.part
        return 3
    fi
    chmod +x zbor.part
    mv zbor.part zbor
}

# Objavljeni odgovori, stanja poruka i rezultati anketa. Bez ključa se ništa ne preuzima, a
# ako se prijem poruka ne javlja, na sajtu ostaje ono što je već u repozitoriju.
pull_answers() {
    if [ -n "${ZBOR_FEEDBACK_TOKEN:-}" ]; then
        ./zbor feedback pull --format github || echo "::warning::Odgovori nisu preuzeti."
    fi
}

# Tekst koji danas ima grešku ostaje na sajtu u posljednjoj ispravnoj verziji.
# Vraća kod programa. Na GitHubu ga i zapiše, da ga pročita posljednji korak.
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
    echo "greška: nepoznat korak: $1" >&2
    exit 2
    ;;
esac
