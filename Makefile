# `make run` serves the site, `make test` tests it, `make check` is all that a change must pass.

VENV ?= $(or $(VIRTUAL_ENV),.venv)
PORT ?= 8000
export PORT

IN := $(VENV)/bin
APPLICATION := requirements.txt $(if $(DATABASE_URL),requirements-postgres.txt)
DEVELOPMENT := requirements.txt requirements-postgres.txt requirements-dev.txt
# Where a fault would be a breach or a lost word: every line and every branch is tested.
# Sanitising, blocks and parting; then whatever says who may see, change or run what.
EXACT := articles/sanitizing.py,articles/blocks.py,articles/markup.py,articles/models/article.py
# The rest of parting, anchoring and rights: nearly all.
CLOSE := articles/parting/*,annotations/anchoring/*,articles/models/*,newsroom/models/*
CLOSE := $(CLOSE),annotations/models/*,articles/views/access.py,annotations/views/access.py

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check lint format application development

help:
	@echo 'make run        make the site ready and serve it at http://127.0.0.1:$(PORT)/'
	@echo 'make test       the whole suite: SQLite, PostgreSQL, browser'
	@echo 'make test-fast  SQLite alone, without the slow tests'
	@echo 'make check      lint, format, types, deployment, the suite with coverage'
	@echo 'make lint       what ruff, djade and mypy say; make format mends what it can'

run: application
	@exec $(IN)/python manage.py serve

test: development
	@$(IN)/python tests/run_all.py

test-fast: development
	@$(IN)/python tests/run_all.py --fast

check: lint
	$(IN)/ruff format --check .
	$(IN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(IN)/python manage.py makemigrations --check --dry-run
	SAYSO_HTTPS=1 SAYSO_HOSTS=sayso.example $(IN)/python manage.py check --deploy --fail-level WARNING
	$(IN)/coverage erase
	SAYSO_FULL_AXE=1 $(IN)/python tests/run_all.py --coverage
	$(IN)/coverage combine --quiet
	$(IN)/coverage report --fail-under=95
	$(IN)/coverage report --fail-under=97 --include='$(CLOSE)'
	$(IN)/coverage report --fail-under=100 --include='$(EXACT)'

lint: development
	$(IN)/ruff check .
	$(IN)/mypy

format: development
	$(IN)/ruff check --fix .
	$(IN)/ruff format .
	$(IN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

# The virtual environment is made once, and filled again only when the requirements read otherwise
# than those it was filled with. Without ensurepip (Debian's python3-venv) the system's pip fills it.

application: $(IN)/python
	$(call filled_with,$(APPLICATION))

development: $(IN)/python
	$(call filled_with,$(DEVELOPMENT))

$(IN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv $(VENV) >/dev/null 2>&1 || $$python -m venv --clear --without-pip $(VENV); \
	    exit; \
	  fi; \
	done; \
	echo 'Sayso needs Python 3.11 or later. Install it, then run make again.'; exit 1

define filled_with
@cat $(1) | cmp -s - $(VENV)/installed-$(lastword $(1)) || { \
  python=$(abspath $(IN))/python; pip="$$python -m pip"; \
  $$pip --version >/dev/null 2>&1 || $$python -m ensurepip >/dev/null 2>&1 || \
    pip="$$($$python -c 'import sys; print(sys._base_executable)') -m pip --python $$python"; \
  $$pip --version >/dev/null 2>&1 || { \
    echo 'This Python has no pip. Install python3-venv (apt install python3-venv), then run make again.'; \
    exit 1; }; \
  echo 'Installing what $(lastword $(1)) names'; \
  $$pip install --quiet --disable-pip-version-check -r $(lastword $(1)) && \
  cat $(1) >$(VENV)/installed-$(lastword $(1)); }
endef
