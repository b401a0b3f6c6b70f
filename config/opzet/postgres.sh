# shellcheck shell=bash
# Sourced after lib.sh, to its readers' POSTGRES_URL and POSTGRES_WHY: a PostgreSQL of our own for one run, on a socket in a temporary folder, then gone.
# shellcheck disable=SC2034 # POSTGRES_URL and POSTGRES_WHY are for the script that sources this

# postgres refuses to run as root.
pg() {
    local tool=$1
    shift
    if [ "$(id -u)" != 0 ]; then
        (cd "$PG_DIR" && env -u PGDATA -u PGHOST -u PGPORT -u PGSERVICE -u PGOPTIONS LC_ALL=C.UTF-8 "$PG_BIN/$tool" "$@")
    else
        local user=postgres
        id "$user" >/dev/null 2>&1 || user=nobody
        (cd "$PG_DIR" && env -u PGDATA -u PGHOST -u PGPORT -u PGSERVICE -u PGOPTIONS LC_ALL=C.UTF-8 \
            setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$PG_BIN/$tool" "$@")
    fi
}

# Sets POSTGRES_URL; returns 1, with the reason in POSTGRES_WHY, where it cannot.
start_postgres() {
    POSTGRES_WHY="" POSTGRES_URL=""
    clear_stale_postgres
    if ! PG_BIN=$(find_postgres); then
        POSTGRES_WHY="PostgreSQL is not installed; type: $(to_type postgresql)"
        return 1
    fi
    # In /tmp: a socket's path may have 107 characters, and the user postgres must be able to get there.
    PG_DIR=$(mktemp -d /tmp/thuisstand-pg-XXXXXX)
    mkdir -p var/postgres
    printf '%s\n' "$PG_DIR" >"var/postgres/$$"
    if [ "$(id -u)" = 0 ]; then chown "$(id -u postgres 2>/dev/null || id -u nobody)" "$PG_DIR"; fi
    if pg initdb -D "$PG_DIR/data" -U thuisstand -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"var/postgres.log" 2>&1 &&
        printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$PG_DIR'" 'port = 5432' \
            'fsync = off' 'synchronous_commit = off' 'full_page_writes = off' >>"$PG_DIR/data/postgresql.conf" &&
        pg pg_ctl -D "$PG_DIR/data" -l "$PG_DIR/log" -w -t 60 start >>"var/postgres.log" 2>&1 &&
        pg createdb -h "$PG_DIR" -U thuisstand thuisstand >>"var/postgres.log" 2>&1; then
        POSTGRES_URL="postgresql://thuisstand@${PG_DIR//\//%2F}/thuisstand"
        return 0
    fi
    POSTGRES_WHY="PostgreSQL did not start: see var/postgres.log"
    cat "$PG_DIR/log" >>var/postgres.log 2>/dev/null || true
    stop_postgres
    return 1
}

stop_postgres() {
    [ -n "${PG_DIR:-}" ] || return 0
    if [ -f "$PG_DIR/data/postmaster.pid" ]; then pg pg_ctl -D "$PG_DIR/data" -m immediate -w stop >/dev/null 2>&1 || true; fi
    rm -rf "$PG_DIR" "var/postgres/$$"
    PG_DIR=""
}

# What a run left that was killed: its record carries the number of the process that made it.
clear_stale_postgres() {
    local record pid
    for record in var/postgres/*; do
        [ -f "$record" ] || continue
        ! grep -qs 'config/opzet/' "/proc/${record##*/}/cmdline" || continue
        PG_DIR=$(cat "$record")
        pid=$(head -n 1 "$PG_DIR/data/postmaster.pid" 2>/dev/null || true)
        if [ -n "$pid" ] && grep -qsF -- "$PG_DIR" "/proc/$pid/cmdline"; then kill -QUIT "$pid" || true; fi
        case $PG_DIR in /tmp/thuisstand-pg-*) rm -rf "$PG_DIR" || true ;; esac
        rm -f "$record"
    done
    PG_DIR=""
}
