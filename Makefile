# Two commands do all the set-up: `make practice` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST_JOBS ?= auto

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: practice test install format lint type imports unit bank readme bench clean

practice: install
	@$(BIN)/lossquiz practice $(ARGS)

test: lint type imports unit bank readme
	@echo "all checks passed"

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (PyTorch is large; the first time takes a minute or two)" >&2
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt torch numpy
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,parquet]'
	@touch $(STAMP)

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

type: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

unit: install
	$(BIN)/pytest -n $(PYTEST_JOBS) --dist loadgroup -q

bank: install
	$(BIN)/lossquiz bank check

readme: install
	$(BIN)/python tests/readme_commands.py

bench: install
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/isolation.py
	$(BIN)/python benchmarks/grading.py

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
