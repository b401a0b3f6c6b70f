#!/usr/bin/env bash
# The demo world and its server; ARGS go to manage.py demo (--zonder-server stops before the server).
# shellcheck source=config/opzet/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
bash config/opzet/setup.sh
exec "$VENV_PYTHON" manage.py demo "$@"
