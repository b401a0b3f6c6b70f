#!/usr/bin/env bash
# test.sh [sqlite|postgres|browser [PYTEST ARGUMENT...]]: all parts run, also after one that failed.
# shellcheck source=config/opzet/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=config/opzet/postgres.sh
. config/opzet/postgres.sh
parts=(sqlite postgres browser)
if [ $# -gt 0 ]; then
    parts=("$1")
    shift
fi
own_server=${TEST_DATABASE_URL:-}
case ${DATABASE_URL:-} in postgres*) own_server=${own_server:-$DATABASE_URL} ;; esac
needs=()
for name in "${parts[@]}"; do
    case $name in
    sqlite) ;;
    postgres) [ -n "$own_server" ] || needs+=(postgres) ;;
    browser) needs+=(browser) ;;
    *) die "No such part: $name. Choose sqlite, postgres or browser." ;;
    esac
done
bash config/opzet/setup.sh "${needs[@]}"

unset DATABASE_URL THUISSTAND_MODUS SECRET_KEY ALLOWED_HOSTS EMAIL_URL
cores=$(nproc)
workers=$((cores > 8 ? 8 : cores))
summary=() failed=0

done_with() { summary+=("$(printf '%-12s %s' "$1" "$2")"); }

not_run() {
    loud "NOT RUN: the part $1. $2"
    done_with "$1" "NIET GEDRAAID: $2"
    # In CI a part that did not run has not passed.
    if [ -n "${CI:-}" ]; then failed=1; fi
}

part() {
    local name=$1 status=0
    shift
    printf '\n'
    say "Tests: $name"
    "$VENV_PYTHON" -m pytest "$@" </dev/null || status=$?
    case $status in
    0) done_with "$name" geslaagd ;;
    5) not_run "$name" "there are no tests in it" ;;
    *)
        done_with "$name" "mislukt (pytest exit $status)"
        failed=1
        ;;
    esac
}

sqlite_part() { part sqlite -n "$workers" --ignore=tests/browser "$@"; }

postgres_part() {
    if [ -n "$own_server" ]; then
        POSTGRES_URL=$own_server
    elif ! start_postgres; then
        not_run postgres "$POSTGRES_WHY"
        return
    fi
    DATABASE_URL=$POSTGRES_URL part postgres -n "$workers" --ignore=tests/browser "$@"
    stop_postgres
}

# Where Debian's chromium is not to be had (Ubuntu has only a snap), playwright's own build, in var.
fetch_browser() {
    say "No browser from the system's packages: trying playwright's own"
    PLAYWRIGHT_BROWSERS_PATH="$ROOT/var/browser" timeout 600 "$VENV_PYTHON" -m playwright install --only-shell chromium \
        </dev/null >var/browser.log 2>&1 || return 1
    if ! find_chromium >/dev/null && become_root; then
        "${AS_ROOT[@]}" "$VENV_PYTHON" -m playwright install-deps chromium </dev/null >>var/browser.log 2>&1 || true
    fi
    find_chromium
}

browser_part() {
    local browser
    if [ ! -d tests/browser ]; then
        not_run browser "there is no tests/browser"
    elif browser=$(find_chromium) || { fetch_browser && browser=$(find_chromium); }; then
        CHROMIUM=$browser part browser tests/browser "$@"
    else
        case $(apt_candidate chromium) in
        *snap*) not_run browser "Ubuntu's chromium is a snap and var/browser.log says why playwright's own did not come; name any Chrome in CHROMIUM=" ;;
        *) not_run browser "no chromium that starts; type: $(to_type chromium)" ;;
        esac
    fi
}

trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
for name in "${parts[@]}"; do
    case $name in
    sqlite) sqlite_part "$@" ;;
    postgres) postgres_part "$@" ;;
    browser) browser_part "$@" ;;
    esac
done

has_library "$VENV_PYTHON" libpangoft2-1.0.so.0 ||
    done_with "(letters)" "mislukt: libpango is missing; type: $(to_type libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
printf '\n==> make test\n'
printf '    %s\n' "${summary[@]}"
exit "$failed"
