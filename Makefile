PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
RUNTIME := .venv/runtime.stamp
TOOLS := .venv/tools.stamp
CATALOGS := $(wildcard app/web/translations/*/LC_MESSAGES/messages.po)
MESSAGES := $(CATALOGS:.po=.mo)
PACKAGES := $(foreach name,app courses quizzes certificates,$(if $(wildcard $(name)/*.py),$(name)))
SOURCES := $(PACKAGES) tests $(wildcard wsgi.py) $(if $(wildcard bench/*.py),bench)

.DEFAULT_GOAL := help
.PHONY: help install run test lint format check bench browser readers translations lock clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUNTIME) $(MESSAGES) ## what is needed to run, and nothing else

run: export KADRA_DATA_DIR ?= var
run: export KADRA_DEMO ?= 1
run: $(RUNTIME) $(MESSAGES) ## install, prepare a demo city in var/ and serve it
	$(BIN)/kadra db upgrade
	$(BIN)/kadra demo
	exec $(BIN)/kadra serve

test: $(TOOLS) $(MESSAGES) browser readers ## every test; ARGS goes to pytest: make test ARGS='-k coverage'
	$(BIN)/pytest -n $(JOBS) $(ARGS)

lint: $(TOOLS) ## style, types, layers, templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet $(PACKAGES)

format: $(TOOLS) ## put the code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

check: lint test ## lint, then test

bench: $(TOOLS) $(MESSAGES) ## measure; ARGS goes to the bench
	$(BIN)/python -m bench $(ARGS)

browser: $(TOOLS)
	@$(BIN)/python -m tests.support.chromium

readers: $(TOOLS)
	@$(BIN)/python -m tests.support.readers

translations: $(TOOLS) ## collect the texts of code and templates into the catalogues
	@mkdir -p .cache
	$(BIN)/pybabel -q extract --mapping pyproject.toml --keyword lazy_gettext --keyword _l \
	    --sort-output --add-location file --no-wrap --project Kadra \
	    --output-file .cache/messages.pot $(PACKAGES)
	$(BIN)/pybabel -q update --input-file .cache/messages.pot --output-dir app/web/translations \
	    --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date

lock: LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
    --no-header --python-version 3.11 pyproject.toml $(ARGS)
lock: $(TOOLS) ## pin what pyproject.toml asks for; ARGS=--upgrade takes newer releases
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraints requirements.txt --output-file requirements-dev.txt

clean: ## remove all that make made, except the data in var/
	rm -rf .venv .cache .*_cache .coverage* .hypothesis htmlcov $(MESSAGES)
	find $(SOURCES) -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	    "Kadra needs Python 3.11 or newer. Name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(TOOLS): requirements-dev.txt $(RUNTIME)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

%.mo: %.po | $(RUNTIME)
	$(BIN)/pybabel -q compile --input-file $< --output-file $@
