# Each target does its own set-up (config/opzet/) and can be repeated at will.
OPZET := bash config/opzet

.PHONY: help setup demo test test-sqlite test-postgres test-browser check bench lock
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r t w; do printf 'make %-14s %s\n' "$$t" "$$w"; done

setup: ## Python packages, system libraries and front end; the other targets do it themselves
	@$(OPZET)/setup.sh

demo: ## demo world on http://localhost:8000, with its accounts printed (DATABASE_URL chooses the database)
	@$(OPZET)/demo.sh $(ARGS)

test: ## all tests; one part of them: make test-sqlite, test-postgres (TEST_DATABASE_URL: on your own server), test-browser
	@$(OPZET)/test.sh

# ARGS="-k brief" goes to pytest.
test-sqlite test-postgres test-browser:
	@$(OPZET)/test.sh $(@:test-%=%) $(ARGS)

check: ## lint, format, types, layers, migrations, Django's deployment checks
	@$(OPZET)/check.sh

bench: ## measures speed; ARGS go to tests.bench
	@$(OPZET)/bench.sh $(ARGS)

lock: ## writes the lock files anew from pyproject.toml; ARGS=--upgrade takes the newest versions
	@$(OPZET)/lock.sh $(ARGS)
