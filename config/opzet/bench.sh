#!/usr/bin/env bash
# The measurements of tests/bench; LibreOffice and PostgreSQL are compared with where they are there.
# shellcheck source=config/opzet/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=config/opzet/postgres.sh
. config/opzet/postgres.sh
bash config/opzet/setup.sh libreoffice postgres
command -v soffice >/dev/null || loud "NOT MEASURED: LibreOffice, which is not installed here."
trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if [ -z "${TEST_DATABASE_URL:-}" ]; then
    if start_postgres; then
        export TEST_DATABASE_URL=$POSTGRES_URL
    else
        loud "NOT MEASURED: PostgreSQL. $POSTGRES_WHY"
    fi
fi
"$VENV_PYTHON" -m tests.bench "$@"
