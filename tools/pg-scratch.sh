#!/bin/sh
# A throw-away PostgreSQL server for tests, in a temporary folder and on a free port of the loopback interface.
#
#   eval "$(tools/pg-scratch.sh start)"    starts one and sets TERBUKA_TEST_POSTGRES and TERBUKA_TEST_POSTGRES_DIR
#   tools/pg-scratch.sh stop [DIR]         stops it and removes the folder (default: TERBUKA_TEST_POSTGRES_DIR)
#
# Nothing in it is meant to last: no fsync, no password, reachable from this machine only. Needs PostgreSQL 15 or
# newer; set PG_BIN when initdb is not found. PostgreSQL refuses to run as root, so root becomes `postgres` or `nobody`.
set -eu

die() { echo "pg-scratch: $*" >&2; exit 1; }

find_bin() {
    if [ -n "${PG_BIN:-}" ]; then echo "$PG_BIN"; return; fi
    for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/pgsql/bin; do
        if [ -x "$dir/initdb" ]; then echo "$dir"; fi
    done | sort -V | tail -n 1 | grep . && return
    found=$(command -v initdb) || die "initdb not found; install PostgreSQL or set PG_BIN"
    dirname "$found"
}

# Runs a command as the user who may run PostgreSQL.
as_server() {
    if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
    if id postgres >/dev/null 2>&1; then user=postgres; else user=nobody; fi
    (cd / && setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups env HOME="$dir" "$@")
}

# If another program listens there, the start fails and is tried again with another port.
some_port() { echo $(( $(od -An -N2 -tu2 /dev/urandom) % 20000 + 20000 )); }

start() {
    bin=$(find_bin)
    dir=$(mktemp -d "${TMPDIR:-/tmp}/terbuka-pg.XXXXXX")
    if [ "$(id -u)" -eq 0 ]; then
        if id postgres >/dev/null 2>&1; then chown postgres "$dir"; else chown nobody "$dir"; fi
    fi
    as_server "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir.log" 2>&1 \
        || { cat "$dir.log" >&2; die "initdb failed"; }
    rm -f "$dir.log"
    for _ in 1 2 3 4 5; do
        port=$(some_port)
        if as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -s -o "-p $port -k $dir \
            -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
            -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off" start >/dev/null 2>&1; then
            echo "export TERBUKA_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres"
            echo "export TERBUKA_TEST_POSTGRES_DIR=$dir"
            return
        fi
    done
    cat "$dir/log" >&2
    die "the server did not start"
}

stop() {
    dir=${1:-${TERBUKA_TEST_POSTGRES_DIR:-}}
    [ -n "$dir" ] || die "which one? give the folder"
    case "$dir" in */terbuka-pg.*) ;; *) die "$dir is no folder of this script" ;; esac
    if [ -f "$dir/data/postmaster.pid" ]; then
        as_server "$(find_bin)/pg_ctl" -D "$dir/data" -m immediate -w -s stop || die "the server did not stop"
    fi
    rm -rf "$dir"
}

case "${1:-}" in
    start) start ;;
    stop) shift; stop "$@" ;;
    *) die "usage: pg-scratch.sh start | stop [DIR]" ;;
esac
