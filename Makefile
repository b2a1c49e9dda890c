# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3.11
ifeq (,$(shell command -v $(PYTHON) 2>/dev/null))
PYTHON := python3
endif
BIN := .venv/bin
RUN := .venv/.run-installed
DEV := .venv/.dev-installed

.PHONY: run test check format lint types imports bench fuzz load soak kill kill-store kill-daily load-daily audit lock clean

run: $(RUN)  ## A chat in the terminal, on the notes or on YULU_SEEDS
	@$(BIN)/yulu chat

test: $(DEV)  ## All tests
	$(BIN)/pytest -q -n 2 -m 'not alone and not slow' tests
	$(BIN)/pytest -q -m 'alone and not slow' tests

check: lint types imports test  ## Everything that must hold before a commit

format: $(DEV)  ## Rewrite the code in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

imports: $(DEV)
	$(BIN)/lint-imports

bench: $(DEV)  ## Ours against named libraries, in one run
	$(BIN)/python -m tests.benchmarks

load: $(DEV)  ## The whole of what `make test` has a sample of: 1,000 interactions in 10 s, and the like
	$(BIN)/pytest -q -m slow tests

kill-store: $(DEV)  ## Kill a process at random moments during 1,000 changes, on SQLite and PostgreSQL
	YULU_KILL_CHANGES=1000 $(BIN)/pytest -q -s --timeout=3600 tests/test_store_kill.py

kill-daily: $(DEV)  ## Kill two processes that post daily quotes 1,000 times, and count what arrives
	YULU_KILL_DAILY=1000 $(BIN)/pytest -q -s --timeout=3600 tests/test_daily_kill.py

fuzz: $(DEV)  ## Look for documents that the reader cannot take, for ten minutes
	mkdir -p .fuzz
	$(BIN)/python tests/fuzz/fuzz_reader.py -max_total_time=600 -max_len=4000 .fuzz

load-daily: $(DEV)  ## 10,000 daily quotes due in the same minute, while commands are answered
	YULU_DAILY_LOAD=10000 $(BIN)/pytest -q -s --timeout=3600 tests/test_daily.py -k many_at_once

kill: kill-store kill-daily  ## Every kill test in full

soak: $(DEV)  ## Half an hour of traffic and faults on both local platforms; the figures go to build/soak.md
	$(BIN)/python -m tests.soak --minutes $(or $(MINUTES),30)

audit: $(DEV)  ## Weaknesses of our code, and known ones of the pinned dependencies; needs an advisory source
	$(BIN)/bandit -q -c pyproject.toml -r bot adapters
	@echo 'bandit: nothing found'
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock || { \
	  echo 'pip-audit: not passed. A weakness is named above; or, where it says "could not be audited" or tells of'; \
	  echo 'a connection, no advisory source was reached and nothing is known of the pins.'; exit 1; }

lock: $(DEV)  ## Pin again what pyproject.toml asks for
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  pyproject.toml --extra postgres --group build --group dev --group bench --group fuzz \
	  -c requirements.lock -o requirements-dev.lock
	echo 'asyncpg>=0.30' | $(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 -c requirements-dev.lock - -o deploy/postgres.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(RUN): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
