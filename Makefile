# Two commands matter:
#   make demo   install into .venv and draw maps and reports into demo-output/
#   make test   the same environment with the test tools, then all tests
# `make help` lists the others.

# The first Python of the right age; or say which: make demo PYTHON=/path/to/python3.12
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $(p) -c \
	'import sys; print("$(p)") if (3, 11) <= sys.version_info[:2] <= (3, 13) else None' 2>/dev/null)))
VENV ?= .venv
OUT ?= demo-output
PYTEST_ARGS ?= -n auto

BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# Without build isolation, so that the build tool is the pinned one too.
INSTALL_SELF := $(INSTALL) --no-build-isolation
PROJECT := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint style types layers benchmark scripts clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.installed ## maps and reports of two collaboratives, in demo-output/
	$(BIN)/critical-sna demo --force -o $(OUT)

test: $(VENV)/.installed-test ## all tests (PYTEST_ARGS="-k words" for some)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: style types layers ## style, types, layers

style: $(VENV)/.installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-lint
	$(BIN)/mypy

layers: $(VENV)/.installed-lint
	$(BIN)/lint-imports

benchmark: $(VENV)/.installed-test ## speed beside networkx, igraph and others, in docs/benchmarks.md
	$(BIN)/python -m benchmarks.run

scripts: $(VENV)/.installed-test ## the short scripts of pages, after a change in critical_sna/maps/assets
	$(BIN)/python docs/make_scripts.py

clean: ## remove what was made, and the environment
	rm -rf $(VENV) $(OUT) build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache .benchmarks
	find critical_sna tests benchmarks examples docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "critical_sna needs Python 3.11, 3.12 or 3.13, and none was found." \
		"Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.12;" \
		"or python.org) and run make again, or say where it is: make demo PYTHON=/path/to/python3.12"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13." \
		"Say which one to use: make demo PYTHON=/path/to/python3.12"; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments." \
		"Install its venv module (Debian, Ubuntu: apt install python3-venv) and run make again."; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python $(PROJECT)
	$(INSTALL) hatchling editables
	$(INSTALL_SELF) --editable '.[pictures]'
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(INSTALL_SELF) --editable '.[test,pictures]'
	@touch $@

$(VENV)/.installed-lint: $(VENV)/.installed
	$(INSTALL_SELF) --editable '.[lint,test,pictures]'
	@touch $@
