# Everything starts here: `make help`. From a bare machine with Python 3.11 and make; nothing is asked, nothing outside
# the clone is read, data stays under var/.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
HOST ?= 127.0.0.1
RUN := .venv/bin/python
UV := .venv/bin/uv --quiet
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# One virtual environment serves both: once the development packages are in, a changed lock brings them up to date too.
LOCK = $(if $(wildcard .venv/.synced-dev),requirements/dev.txt,requirements/base.txt)

.PHONY: help demo demo-elasticsearch demo-reset demo-accounts test test-full check bench screenshots lock messages

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' Makefile

demo: .venv/.synced-base .venv/.system-demo ## the portal with real content at http://localhost:8000 (PORT= to change; Ctrl-C ends, data stays)
	@PORT=$(PORT) HOST=$(HOST) $(RUN) -m scripts.demo

demo-elasticsearch: .venv/.synced-base .venv/.system-demo .venv/.system-elasticsearch ## the demo on a genuine Elasticsearch of its own (development only)
	@echo "Starting Elasticsearch: one node without security, for development only; its index goes with it ..."
	@PORT=$(PORT) HOST=$(HOST) $(RUN) -m tests.servers.elasticsearch $(RUN) -m scripts.demo

demo-reset: .venv/.synced-base ## throw away the demo's data under var/ and load it anew
	@$(RUN) -m scripts.demo --reset

demo-accounts: .venv/.synced-base ## show the demo's accounts and passwords
	@$(RUN) -m scripts.demo --accounts

test: .venv/.synced-dev .venv/.system-demo .venv/.system-test .venv/.system-elasticsearch .venv/.node-html ## every check and every test: both databases, browser included
	@$(RUN) -m scripts.check full

test-full: .venv/.synced-dev .venv/.system-demo .venv/.system-test .venv/.system-elasticsearch .venv/.node-html ## test, the isolation crawl with every role, identifier and query, and axe on every screen
	@$(RUN) -m scripts.check everything

check: .venv/.synced-dev ## the quick part: lint, types, contracts, Django's checks, translations
	@$(RUN) -m scripts.check quick

bench: .venv/.synced-dev .venv/.system-demo .venv/.system-bench .venv/.system-test .venv/.node-lighthouse ## measure: SQL counts, CPU, memory, search; writes docs/measurements.md
	@$(RUN) -m bench $(BENCH)

screenshots: .venv/.synced-dev .venv/.system-demo .venv/.system-test ## pictures of the key views into docs/screenshots
	@$(RUN) -m scripts.screenshots

messages: .venv/.synced-dev .venv/.system-test ## collect strings for translation, compile the catalogues
	@$(RUN) -m scripts.messages update

lock: .venv/bin/uv ## resolve pyproject.toml into requirements/*.txt, with hashes (UPGRADE=--upgrade for newer versions)
	@$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/base.txt
	@$(COMPILE) $(UPGRADE) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt

# --- The environment; stamps make a second run start at once ----------------------------------------------------------
.venv/bin/uv: requirements/uv.txt
	@scripts/bootstrap.sh requirements/uv.txt
	@touch $@

.venv/.synced-base: requirements/base.txt .venv/bin/uv
	@echo "Installing Python packages ..."
	@$(UV) pip sync --require-hashes --python $(RUN) $(LOCK)
	@touch $@

.venv/.synced-dev: requirements/dev.txt requirements/base.txt .venv/bin/uv
	@echo "Installing Python packages, development tools included ..."
	@$(UV) pip sync --require-hashes --python $(RUN) requirements/dev.txt
	@touch $@ .venv/.synced-base

.venv/.system-demo: | .venv/bin/uv
	@scripts/system-packages.sh "Finnish is analysed with the dictionary of the pip package pyvoikko instead (same words, twenty times slower)." \
		libvoikko1 voikko-fi
	@touch $@

.venv/.system-bench: | .venv/bin/uv
	@scripts/system-packages.sh "The page cache is not measured without wrk." wrk
	@touch $@

.venv/.system-test: | .venv/.synced-dev
	@scripts/system-packages.sh "Playwright's own browser is used instead; translations cannot be checked without gettext." \
		chromium libatomic1 gettext fonts-dejavu-core
	@test -x /usr/bin/chromium || .venv/bin/playwright install chromium || \
		echo "No browser: install chromium, or let Playwright fetch its own (.venv/bin/playwright install chromium)."
	@touch $@

.venv/.system-elasticsearch: | .venv/bin/uv
	@scripts/system-packages.sh "Tests of Elasticsearch are skipped and counted; make demo-elasticsearch needs Java 17 or newer and Maven." \
		default-jdk-headless maven
	@touch $@

.venv/.node-html: tests/html/package-lock.json | .venv/bin/uv
	@scripts/node-packages.sh "HTML is not validated: the test is skipped and counted." tests/html
	@touch $@

.venv/.node-lighthouse: bench/lighthouse/package-lock.json | .venv/bin/uv
	@scripts/node-packages.sh "Lighthouse is not measured." bench/lighthouse
	@touch $@
