# All set-up happens here: a machine needs Python >= 3.11 with pip and venv, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LIGHT := tests/figures tests/reading
# a new process that parses all libraries anew takes twice as long, and the tests start hundreds
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test light lint kernel clean

demo: $(STAMP)  ## one story, one sweep, pictures in results/demo
	$(BIN)/batna demo

test: $(STAMP)  ## everything that CI checks
	$(MAKE) -j 2 light kernel
	$(BIN)/python -m pytest -n 3 --dist loadfile $(addprefix --ignore=,$(LIGHT))

light: lint  ## what needs no compiled rules, beside the compiler
	$(BIN)/python -m pytest $(LIGHT)

kernel: $(STAMP)  ## the rules compiled for this machine, once for all workers
	$(BIN)/python -c "from experiments import simulate; simulate('ukraine', runs=1); from agents.swift import prepare; prepare()"

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# not compiled: Python compiles what it loads, and most of it is never loaded
$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
