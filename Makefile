# One command each. `make demo` to try Roster, `make test` to check it, `make run` for real Slack.
PYTHON ?= python3
BIN := .venv/bin
# Compiled while installing: where Python may write nothing beside them (PYTHONDONTWRITEBYTECODE, a read-only image), every
# start, and so every recovery from a crash, would compile them again, which takes half a second.
PACKAGES := bot crm enrichment handlers storage views workspace
.DEFAULT_GOAL := help

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

install: .venv/installed ## make the environment (.venv, with the roster command in it)

demo: .venv/installed ## start the bot and a local workspace with a browser page; no Slack account, no keys
	@$(BIN)/python -m workspace demo

demo-replicas: .venv/installed-dev ## the same with three bots on PostgreSQL, and what each of them does; SOCKET=1 by Socket Mode
	@$(BIN)/python -m workspace demo --replicas 3 $(if $(SOCKET),--socket-mode)

run: .venv/installed ## start the bot against real Slack
	@$(BIN)/roster run

test: .venv/installed-dev ## every check: format, lint, types, import rules, tests on SQLite and PostgreSQL
	@PYTHON=$(BIN)/python sh .ci/checks

test-faults: .venv/installed-dev ## kill, freeze and starve the bot, on SQLite and on three replicas (an hour), and write docs/reliability.md
	$(BIN)/python -m pytest tests/faults

bench: .venv/installed-dev ## measure, append to benchmarks/results.jsonl and write docs/performance.md
	$(BIN)/python -m benchmarks

pins: .venv/installed-dev ## pin the newest versions that requirements*.in allow, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements.txt requirements-dev.in -o requirements-dev.txt

.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Roster needs Python 3.11 or newer; say which: make install PYTHON=python3.11")'
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Installing Roster into .venv (a minute or two, the first time only)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.PHONY: help install demo demo-replicas run test test-faults bench pins
