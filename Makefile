# On Debian with Python 3.11 a fresh clone needs nothing else prepared: each command below
# first makes its own surroundings in .venv, and again only when the requirements change.
# Arguments go through ARGS: make test ARGS="tests/test_docs.py -k readme"

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
AS_ROOT := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench catalogues browser

help:
	@echo 'make run         open the app on http://localhost:8501'
	@echo 'make test        run every test'
	@echo 'make check       check the code, its types and the record'
	@echo 'make bench       measure how fast the app is'
	@echo 'make catalogues  bring the translations in locale/ up to the texts of the code'

run: .venv/app
	@$(PY) -m streamlit run app.py $(ARGS)

test: .venv/dev browser
	@$(PY) -m pytest $(ARGS)

check: .venv/dev
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check .
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m data.check

bench: .venv/dev browser
	@$(PY) -m bench $(ARGS)

catalogues: .venv/app
	@$(PY) -m share.catalogue

# Tests and measurements drive a real browser: the one on the PATH, else Debian's own, else
# the one that Playwright fetches for itself.
browser: .venv/dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	|| command -v google-chrome >/dev/null \
	|| { $(AS_ROOT) && $(APT) update && $(APT) install -y --no-install-recommends chromium >/dev/null; } \
	|| $(PY) -m playwright install chromium

# Empty files that remember when the requirements were installed.
.venv/app: requirements.txt | $(PY)
	@$(PIP) -r $<
	@touch $@

.venv/dev: requirements-dev.txt .venv/app
	@$(PIP) -r $<
	@touch $@

$(PY):
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	|| { $(AS_ROOT) && $(APT) update && $(APT) install -y python3-venv >/dev/null; }
	@$(PYTHON) -m venv .venv
