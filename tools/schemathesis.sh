#!/bin/sh
# Tries every operation of the API with made-up requests, without a token and as several roles, against a server of its
# own on loopback. Fails on an answer that the OpenAPI document does not foresee, and on any 5xx.
#
#   tools/schemathesis.sh [EXAMPLES]      examples for each operation, 30 unless told
#
# Needs Python 3 with venv; schemathesis comes from PyPI into the target folder.
set -eu
cd "$(dirname "$0")/.."
examples=${1:-30}
version=4.32.5
target=${CARGO_TARGET_DIR:-target}
tools=$target/schemathesis
st=$tools/bin/schemathesis
if ! "$st" --version 2>/dev/null | grep -qF "$version"; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
fi
cargo build --quiet --package web --example api_server

work=$(mktemp -d)
mkfifo "$work/stdin"
"$target/debug/examples/api_server" <"$work/stdin" >"$work/server" &
server=$!
# The server ends when this end of the pipe does.
exec 3>"$work/stdin"
stop() {
    exec 3>&-
    wait "$server" || true
    rm -rf "$work"
}
trap stop EXIT
until [ -s "$work/server" ]; do
    kill -0 "$server" || exit 1
    sleep 0.1
done
read_json() { python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(eval(sys.argv[2], {"d": d}))' "$work/server" "$1"; }
address=$(read_json 'd["address"]')

# `use_after_free` and `ensure_resource_availability` guess that a path is the id of what a POST made; ours are not.
# `negative_data_rejection` and `positive_data_acceptance` want a schema for every rule of every question; the rules of
# an instrument are data.
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance
checks=$checks,response_schema_conformance,ignored_auth,unsupported_method

status=0
try() {
    echo "== $1"
    shift
    "$st" --config-file "$config" run "$address/api/openapi.json" --url "$address/api/v1" --phases examples,coverage,fuzzing \
        --checks "$checks" --max-examples "$examples" --seed 2024 --generation-deterministic --no-color \
        --suppress-health-check all --request-timeout 20 "$@" || status=1
}
config=/dev/null
try "without a token, any name in paths"
config=tools/schemathesis.toml
try "without a token"
for role in $(read_json '" ".join(d["tokens"])'); do
    token=$(read_json "d[\"tokens\"][\"$role\"]")
    try "as $role" --header "Authorization: Bearer $token"
done
exit "$status"
