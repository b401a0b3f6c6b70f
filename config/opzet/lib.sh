# shellcheck shell=bash
# Sourced by the scripts beside it: moves to the checkout's root and says how anything outside Python gets here.
set -euo pipefail
ROOT=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$ROOT"
mkdir -p var
# Another project's leftovers in the shell must not steer this one.
unset DJANGO_SETTINGS_MODULE PYTHONHOME PYTHONPATH
export VENV_PYTHON=.venv/bin/python
export NODE_DISABLE_COMPILE_CACHE=1 # node would leave one in /tmp

say() { printf '==> %s\n' "$*"; }
loud() { printf '\n!!!\n' >&2; printf '!!! %s\n' "$@" >&2; printf '!!!\n\n' >&2; }
die() {
    loud "$@"
    exit 1
}

# --- system packages ---------------------------------------------------------------------------------------------

# Sets AS_ROOT to what must stand before a command to run it as root. A password is asked for only of a person.
become_root() {
    if [ "$(id -u)" = 0 ]; then
        AS_ROOT=()
    elif ! command -v sudo >/dev/null; then
        return 1
    elif sudo -n true 2>/dev/null; then
        AS_ROOT=(sudo -n)
    elif [ -z "${CI:-}" ] && [ -t 0 ] && [ -t 2 ] && sudo -v; then
        AS_ROOT=(sudo)
    else
        return 1
    fi
}

# fd 9 is the set-up lock: a server that a package starts must not inherit it.
apt_get() {
    "${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
        apt-get -qy -o DPkg::Lock::Timeout=300 "$@" </dev/null >>var/apt.log 2>&1 9>&-
}

# The version that apt would install; empty where it knows none.
apt_candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -vx '(none)' || true; }

# The command for a person to type, in one line.
to_type() {
    local how="su -c"
    ! command -v sudo >/dev/null || how="sudo sh -c"
    printf '%s "apt-get update && apt-get install -y --no-install-recommends %s"\n' "$how" "$*"
}

# Installs the packages named; what cannot be had stays away, and the caller looks again at what is there.
apt_install() {
    local package known=()
    if ! command -v apt-get >/dev/null; then
        loud "Not a Debian or Ubuntu. Install what these packages hold, by your system's own means:" "    $*"
        return
    fi
    if ! become_root; then
        loud "These system packages are missing, and installing them needs root. Type:" "" \
            "    $(to_type "$@")" "" "and then the same make command again."
        return
    fi
    say "Installing system packages: $*"
    : >var/apt.log
    for package in "$@"; do
        if [ -z "$(apt_candidate "$package")" ]; then
            apt_get update || true
            break
        fi
    done
    for package in "$@"; do
        case $(apt_candidate "$package") in
        '') loud "apt knows no package $package." ;;
        *snap*) ;; # Ubuntu's chromium: an empty package that fetches a snap
        *) known+=("$package") ;;
        esac
    done
    [ ${#known[@]} -gt 0 ] || return 0
    apt_get install --no-install-recommends "${known[@]}" && return
    # An old package list, or one package that spoils it for the others.
    apt_get update || true
    for package in "${known[@]}"; do
        apt_get install --no-install-recommends "$package" || loud "apt-get install $package failed: see var/apt.log."
    done
}

find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

has_library() { "$1" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$2" 2>/dev/null; }

# A browser that really starts. Ubuntu's chromium is a snap, or a text that asks for one: it cannot reach a profile in /tmp.
find_chromium() {
    local name path
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable "$ROOT"/var/browser/*/*/*headless*shell; do
        path=$(command -v "$name") || continue
        if [ "$name" != "${CHROMIUM:-}" ]; then
            case $(readlink -f -- "$path") in */snap*) continue ;; esac
            ! grep -qs '/snap/bin' "$path" || continue
        fi
        if timeout 30 "$path" --version >/dev/null 2>&1; then
            printf '%s\n' "$path"
            return
        fi
    done
    return 1
}

# The folder with initdb and pg_ctl, of the newest version there is.
find_postgres() {
    local folder
    folder=$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -n 1 || true)
    folder=${folder:-$(command -v initdb || true)}
    [ -n "$folder" ] && dirname -- "$folder"
}
