# A fresh clone on Debian with Python 3.11 needs nothing else prepared: each command below
# first makes its own surroundings in .venv, and again only when a requirements file changes.
# `make test ARGS="-k names"` hands arguments on.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
APT := DEBIAN_FRONTEND=noninteractive apt-get
AS_ROOT := [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null
# What marks a text for translation: t("..."), self("...") in Language, t.n("one", "many", ...), N_("...").
KEYWORDS := -k t -k self -k n:1,2 -k N_
CATALOGUE := missionmap.po
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench catalogues browser

help:
	@echo 'make run         open the app at http://localhost:8501'
	@echo 'make test        run every test'
	@echo 'make check       lint, check types, check the record'
	@echo 'make bench       measure how fast the app is'
	@echo 'make catalogues  bring the translations up to date (LANGUAGE=es begins one)'

run: $(VENV)/app.stamp
	@$(PY) -m streamlit run app.py $(ARGS)

test: $(VENV)/dev.stamp browser
	@$(PY) -m pytest $(ARGS)

check: $(VENV)/dev.stamp
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m data.check

bench: $(VENV)/dev.stamp
	@$(PY) -m bench $(ARGS)

# The template lives only as long as the command: the texts in the code are the template.
catalogues: $(VENV)/dev.stamp
	@template=$$(mktemp) && trap 'rm -f "$$template"' EXIT && set -e; \
	pybabel="$(PY) -m babel.messages.frontend --quiet"; \
	$$pybabel extract --no-default-keywords $(KEYWORDS) --project missionmap \
	  --sort-by-file --add-location file --output "$$template" share views charts; \
	if [ -n "$(LANGUAGE)" ] && [ ! -e "locale/$(LANGUAGE)/LC_MESSAGES/$(CATALOGUE)" ]; then \
	  $$pybabel init --input-file "$$template" --output-dir locale --domain missionmap \
	    --locale "$(LANGUAGE)"; \
	fi; \
	$$pybabel update --input-file "$$template" --output-dir locale --domain missionmap \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# The tests drive a real browser: the system's, or else one that Playwright fetches for itself.
browser: $(VENV)/dev.stamp
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome >/dev/null \
	  || { $(AS_ROOT) && $(APT) update -qq \
	       && $(APT) install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || $(PY) -m playwright install chromium

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/app.stamp
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/app.stamp: requirements.txt | $(PY)
	@$(PIP) -r requirements.txt
	@touch $@

$(PY):
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { $(AS_ROOT) && $(APT) update -qq && $(APT) install -y -qq python3-venv >/dev/null; }
	@$(PYTHON) -m venv $(VENV)
