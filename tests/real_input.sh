#!/bin/sh
# Real Markdown, written by people who never heard of Zbor: the texts of two packages of npm as
# announcements and pages. Checks that the build neither panics nor hangs, and prints how many
# findings of each code there are, with an example each. Needs the network, so CI does not run it.
#
#     sh tests/real_input.sh [PACKAGE…]
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
[ $# -gt 0 ] || set -- next npm
for package; do
    (cd "$dir" && npm pack --silent "$package" >/dev/null)
done
for archive in "$dir"/*.tgz; do
    name=$(basename "$archive" .tgz)
    mkdir "$dir/$name"
    tar xzf "$archive" -C "$dir/$name"
done
ZBOR_REAL=$dir cargo test --test hostile -- --ignored --nocapture real_input
