#!/bin/bash
# The files of docs/deploy as they are run: the unit is read by systemd, and the endpoint stands with its settings behind
# Caddy with the Caddyfile, certificates of Caddy's own apart.
#
#     tests/hosting/run.sh
#
# Wanted: Debian's caddy, systemd-analyze, curl, python3. ZBOR is the program, else it is built.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
deploy="$root/docs/deploy"
work=$(mktemp -d)
running=()
end() {
    [ ${#running[@]} -eq 0 ] || kill "${running[@]}" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT
fail() {
    echo "$1" >&2
    cat "$work"/*.log >&2
    exit 1
}

cd "$root"
if [ -z "${ZBOR:-}" ]; then
    cargo build --quiet
    ZBOR=$PWD/${CARGO_TARGET_DIR:-target}/debug/zbor
fi

# The unit: every line is known to systemd, and what it starts is there.
sed "s|/usr/local/bin/zbor|$ZBOR|" "$deploy/zbor-feedback.service" >"$work/zbor-feedback.service"
systemd-analyze verify --man=no "$work/zbor-feedback.service" 2>"$work/unit.log" || fail "the unit is refused"
if grep -q zbor-feedback "$work/unit.log"; then fail "the unit is doubted"; fi

# The endpoint, with the settings that stand there: only places and ports are those of this test.
mapfile -t ports < <(python3 -c '
import socket
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*(one.getsockname()[1] for one in held), sep="\n")')
public=${ports[0]} listen=${ports[1]} operations=${ports[2]}
mkdir "$work/mz"
printf 'naziv: MZ Proba\nkontakt: {telefon: 037 000 110}\nuho: {adresa: "https://poruke.primjer.ba", rok_dana: 5}\n' >"$work/mz/sajt.yaml"
"$ZBOR" build "$work/mz" --out "$work/out" >"$work/build.log" || fail "the site is not built"
sed -e "s|/var/lib/zbor/poruke|$work/data|" -e "s|/var/lib/zbor/forms.json|$work/out/forms.json|" \
    -e "s|127.0.0.1:8787|127.0.0.1:$listen|" -e "s|127.0.0.1:8786|127.0.0.1:$operations|" \
    "$deploy/feedback.yaml" >"$work/feedback.yaml"
"$ZBOR" feedback serve --config "$work/feedback.yaml" >"$work/endpoint.log" 2>&1 &
running+=($!)

# Caddy, with the Caddyfile: another port, certificates of its own, and nothing outside the folder of this test.
{
    printf '{\n\tadmin off\n\tskip_install_trust\n\tlocal_certs\n\tauto_https disable_redirects\n\tstorage file_system %s\n}\n' "$work/caddy"
    sed -e "s|^poruke.primjer.ba {|poruke.primjer.ba:$public {|" -e "s|127.0.0.1:8787|127.0.0.1:$listen|" "$deploy/Caddyfile"
} >"$work/Caddyfile"
HOME="$work" XDG_CONFIG_HOME="$work" XDG_DATA_HOME="$work" caddy run --adapter caddyfile --config "$work/Caddyfile" >"$work/caddy.log" 2>&1 &
running+=($!)

at="https://poruke.primjer.ba:$public"
ask() {
    curl --silent --show-error --max-time 20 --cacert "$work/caddy/pki/authorities/local/root.crt" \
        --resolve "poruke.primjer.ba:$public:127.0.0.1" "$@"
}
for _ in $(seq 100); do
    [ "$(ask --output /dev/null --write-out '%{http_code}' "$at/s/mz" 2>/dev/null)" = 200 ] && break
    sleep 0.2
done
ask --head "$at/s/mz" >"$work/head.log" || fail "nobody answers through Caddy"

# A message goes through, and the receipt has the public address.
post() { ask --output "$work/answer" --write-out '%{http_code} %{redirect_url}' --data-urlencode "message=$1" --data consent=1 "${@:2}" "$at/f/mz/pitanje"; }
answer=$(post 'Kad počinje kurs?')
case $answer in "303 https://poruke.primjer.ba/r/mz."*) ;; *) fail "no receipt: $answer" ;; esac
receipt=$(ask --compressed --dump-header "$work/headers.log" "$at${answer#303 https://poruke.primjer.ba}")
grep -q 'Kad počinje kurs?' <<<"$receipt" || fail "the receipt does not show the text"
grep -qi '^content-encoding: gzip' "$work/headers.log" || fail "pages are not compressed"

# Whoever writes a forwarding header of their own is still one network: after ten posts there is one more step.
for n in $(seq 9); do
    case $(post "Poruka $n" --header "X-Forwarded-For: 198.51.$n.7") in 303*) ;; *) fail "post $n is refused" ;; esac
done
case $(post 'Još jedna' --header 'X-Forwarded-For: 198.51.77.7') in 428*) ;; *) fail "a forged header made another network" ;; esac

# What is too large ends at Caddy or behind it, and the endpoint goes on.
head -c 28000000 /dev/zero >"$work/large"
code=$(ask --output /dev/null --write-out '%{http_code}' --form "photo=@$work/large" "$at/f/mz/prijava" || true)
case $code in 413 | 400 | 502 | 000) ;; *) fail "28 MB were answered with $code" ;; esac

# The inbox: its cookie is taken over TLS, and its posts are known by the host that Caddy passes on.
password=$("$ZBOR" feedback user add --data "$work/data" --site mz --role owner --name Ana ana@primjer.example 2>>"$work/user.log")
ask --output /dev/null --cookie-jar "$work/jar" --header "Origin: $at" --data-urlencode email=ana@primjer.example \
    --data-urlencode "password=$password" "$at/a/-/login"
ask --cookie "$work/jar" "$at/a/mz" | grep -q 'Kad počinje kurs?' || fail "the inbox does not open"

# Operations are not to be reached from outside.
[ "$(ask --output /dev/null --write-out '%{http_code}' "$at/metrics")" = 404 ] || fail "operations are public"
curl --silent --fail --output /dev/null "http://127.0.0.1:$operations/readyz" || fail "not ready"
echo "hosting: the unit, the settings and the Caddyfile work"
