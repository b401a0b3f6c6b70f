#!/usr/bin/env bash
# Everything that can be said of the code without running it; every check runs, also after one that failed.
# shellcheck source=config/opzet/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
bash config/opzet/setup.sh
unset DATABASE_URL THUISSTAND_MODUS SECRET_KEY ALLOWED_HOSTS EMAIL_URL
failed=()

check() {
    local name=$1
    shift
    say "$name"
    "$@" </dev/null || failed+=("$name")
}

production() {
    env THUISSTAND_MODUS=productie THUISSTAND_HERKENNING=check ALLOWED_HOSTS=thuisstand.example DATABASE_URL=sqlite://:memory: \
        SECRET_KEY="$("$VENV_PYTHON" -c 'import secrets; print(secrets.token_urlsafe(45))')" "$@"
}

check "ruff check" .venv/bin/ruff check
check "ruff format" .venv/bin/ruff format --check
check "mypy" .venv/bin/mypy
check "lint-imports" .venv/bin/lint-imports
check "migrations" env DATABASE_URL=sqlite://:memory: "$VENV_PYTHON" manage.py makemigrations --check --dry-run
check "check --deploy" production "$VENV_PYTHON" manage.py check --deploy --fail-level WARNING

printf '\n'
[ ${#failed[@]} -eq 0 ] || die "make check failed: $(printf '%s; ' "${failed[@]}")"
say "make check: all passed"
