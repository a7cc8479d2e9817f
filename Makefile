# Two commands do all the set-up: `make practice` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST_JOBS ?= auto
# On how many seeds `make bank` has each solution pass; `make nightly` takes 50.
SEEDS ?= 3
# What `make check` compares with: the last commit, unless BASE names another.
BASE ?= HEAD

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tests start lossquiz some thousand times: without compiled files, a tenth of that time is compiling.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: practice test check nightly install format lint type imports unit bank readme bank-page practice-page choosing-page metrics-page printed-page data-page bench lock ranges oldest newest clean

practice: install
	@$(BIN)/lossquiz practice $(ARGS); code=$$?; printf '%s\n' '' \
		'To go on from here: `. $(VENV)/bin/activate` makes lossquiz a command of this shell.' \
		'Then `lossquiz` opens the home screen, and `lossquiz --help` tells what else there is.' \
		'Without it: $(abspath $(BIN))/lossquiz, or `make practice ARGS="--loss huber"`.' >&2; exit $$code

# What runs on one core goes side by side, each output whole where this make can; the others take all cores.
test: install
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) lint imports type readme
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory bank
	@echo "all checks passed"

# What a small change broke, within a minute.
check: install
	@$(BIN)/python tests/what_changed.py --base $(BASE)

# What takes too long for every change: more seeds, every answer on all of them, and both ends of the ranges.
nightly: install
	$(BIN)/lossquiz bank check --seeds 50 --fresh
	$(BIN)/python benchmarks/accuracy.py --seeds 50
	@$(MAKE) --no-print-directory ranges

install: $(STAMP)

# What builds the package is installed from the lock too: a build environment of pip's own would take the newest. pip
# would compile all files of all packages, on one processor, which takes longer than all else; what is imported compiles
# itself. What every start needs is compiled at the end, for a user who may not write here: an answer is graded.
$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (PyTorch is large; the first time takes a minute or two)" >&2
	@$(BIN)/python -m pip install --quiet --no-compile --constraint constraints.txt torch numpy hatchling editables
	@$(BIN)/python -m pip install --quiet --no-compile --constraint constraints.txt --no-build-isolation \
		--editable '.[dev,parquet,sources,anki,cluster,frameworks]'
	@LOSSQUIZ_HOME=$(VENV) $(BIN)/lossquiz grade --trust-submissions solutions/regression/huber.py > /dev/null
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
	$(BIN)/lossquiz bank check --seeds $(SEEDS)

readme: install
	$(BIN)/python tests/readme_commands.py

# Renews docs/bank.md, which a test holds to the bank.
bank-page: install
	$(BIN)/python tests/bank_page.py

# Renews docs/metrics.md, which a test holds to the advisor.
metrics-page: install
	$(BIN)/python tests/metrics_page.py

# Renews the screens of docs/practice.md, which a test holds to the program.
practice-page: install
	$(BIN)/python tests/practice_page.py

# Renews docs/choosing.md, which a test holds to the rules of the advisor.
choosing-page: install
	$(BIN)/python tests/choosing_page.py

# Renews docs/printed-code.md, which a test holds to what the tests of printed code do.
printed-page: install
	$(BIN)/python tests/printed_page.py

# Renews docs/data.md, which a test holds to what is proposed for tables.
data-page: install
	$(BIN)/python tests/data_page.py

bench: install
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/isolation.py
	$(BIN)/python benchmarks/grading.py

# Renews constraints.txt, every package of every supported Python and platform; constraints.in says what stays.
lock: $(VENV)-tools/bin/uv
	@printf '%s\n' '# What `make` installs, transitive packages too. Written by `make lock`; pyproject.toml keeps the ranges.' > $@.tmp
	@$< pip compile --quiet --universal --python-version 3.10 --all-extras --no-header --no-annotate --upgrade \
		--constraint constraints.in pyproject.toml >> $@.tmp && mv $@.tmp constraints.txt || { rm -f $@.tmp; exit 1; }

# The ends of the ranges in pyproject.toml: the oldest and the newest releases that it allows, each in an environment
# of its own. TORCH= names another release of torch where one end of its range cannot be had, or is too large; TESTS=
# names some tests only.
ranges: oldest newest

oldest: RESOLUTION := lowest-direct
newest: RESOLUTION := highest
oldest newest: $(VENV)-tools/bin/uv
	@rm -rf $(VENV)-$@ && $(PYTHON) -m venv $(VENV)-$@
	@printf '%s\n' '$(if $(TORCH),torch==$(TORCH))' > $(VENV)-$@/override.txt
	@$< pip compile --quiet --resolution $(RESOLUTION) --python $(VENV)-$@/bin/python --no-header --no-annotate \
		--override $(VENV)-$@/override.txt pyproject.toml > $(VENV)-$@/core.txt
	@$(VENV)-$@/bin/python -m pip install --quiet $$(grep -E '^(torch|numpy)==' $(VENV)-$@/core.txt) hatchling editables
	@$(VENV)-$@/bin/python -m pip install --quiet --constraint $(VENV)-$@/core.txt --no-build-isolation --editable '.[dev]'
	@grep -E '^(typer|click|rich|numpy|pyyaml|torch|platformdirs|fsrs|jinja2|pygments|watchfiles)==' $(VENV)-$@/core.txt
	@$(VENV)-$@/bin/python -m pytest -n $(PYTEST_JOBS) --dist loadgroup -q $(TESTS)

$(VENV)-tools/bin/uv:
	@$(PYTHON) -m venv $(VENV)-tools && $(VENV)-tools/bin/python -m pip install --quiet uv

clean:
	rm -rf $(VENV) $(VENV)-tools $(VENV)-oldest $(VENV)-newest dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
