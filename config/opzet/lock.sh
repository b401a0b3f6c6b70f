#!/usr/bin/env bash
# Writes the lock files from pyproject.toml: hashes of every file, for every platform, and no addresses.
# shellcheck source=config/opzet/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
bash config/opzet/setup.sh
tool=$(mktemp -d var/lock-XXXXXX)
trap 'rm -rf "$tool"' EXIT
"$VENV_PYTHON" -m pip install --no-user --quiet --disable-pip-version-check --target "$tool" uv

compile() {
    "$tool/bin/uv" pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-header --quiet "$@"
}

compile pyproject.toml --group dev -o requirements.lock "$@"
compile --group node -o config/opzet/node.lock "$@"
echo 'pip>=25' | compile - -o config/opzet/pip.lock "$@"
say "Written: requirements.lock, config/opzet/node.lock, config/opzet/pip.lock"
