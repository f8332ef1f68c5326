# Everything a developer or CI does. `make` alone lists it.
SHELL := /bin/sh
BIN := .venv/bin
STAMP := .venv/.synced
LAB := .lab/.installed
UV := $(BIN)/uv
DOCS := docs/configuration.md docs/hooks.md docs/command-line.md $(patsubst %,plugins/%/README.md,cleanup echo ffprobe lidarr radarr sonarr webui whisparr)
PYTEST := $(BIN)/pytest
# One more than there are processors, for many tests wait.
AT_ONCE := -n $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
PAGE := plugins/webui/page
PACKAGES := $(PAGE)/node_modules/.package-lock.json
BUILT := $(PAGE)/node_modules/.built
SOURCES := $(shell find $(PAGE)/src $(PAGE)/public $(PAGE)/scripts -type f) $(addprefix $(PAGE)/,index.html package.json tsconfig.json vite.config.ts)
CONFIGURED := import os, sys; from qbitrr.config.places import CONFIG_FILE, data_folder; sys.exit(not (data_folder(os.environ) / CONFIG_FILE).exists())
WITHOUT_NODE := There is no node 20.19 or newer here

.PHONY: help sync lab page check format docs test test-lab test-others test-fast bench demo pictures run wheels image image-test clean

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

sync: $(STAMP) ## Install everything into .venv

$(STAMP): uv.lock pyproject.toml plugins/*/pyproject.toml
	python=$$(scripts/find-python) && { [ -x $(BIN)/python ] || "$$python" -m venv .venv; }
	[ -x $(UV) ] || $(BIN)/python -m pip install --quiet uv
	$(UV) sync --quiet --locked --all-packages --inexact --python $(BIN)/python
	@touch $@

lab: $(LAB) ## Install real qBittorrent clients, ffmpeg, chromium and PostgreSQL for the lab (Debian; root or sudo)

$(LAB): tests/lab/install.sh
	@mkdir -p .lab
	@tests/lab/install.sh && touch $@ || echo "The lab is incomplete: what needs it is skipped (and fails under CI=true)."

page: ## Build the page into its plugin (needs node)
	@if scripts/has-node; then $(MAKE) --no-print-directory $(BUILT); else echo "$(WITHOUT_NODE): the page is not built, and its API alone is served."; fi

$(PACKAGES): $(PAGE)/package-lock.json
	npm ci --prefix $(PAGE) --no-audit --no-fund
	@touch $@

$(BUILT): $(PACKAGES) $(SOURCES)
	npm run build --prefix $(PAGE) --silent
	@touch $@

check: $(STAMP) ## Format, lint, types, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cog --check $(DOCS)
	@if scripts/has-node; then $(MAKE) --no-print-directory $(PACKAGES) && npm run check --prefix $(PAGE) --silent; else echo "$(WITHOUT_NODE): the page is not checked."; fi

format: $(STAMP) ## Put the code into its format and the generated docs up to date
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/cog -r $(DOCS)

docs: $(STAMP) ## Bring the generated parts of the docs up to date
	$(BIN)/cog -r $(DOCS)

test: $(STAMP) $(LAB) page ## All tests, the real lab included
	@echo "The lab and the other tests run side by side; each shows what it has to say when it has ended."
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-lab test-others
	@if scripts/has-node; then $(MAKE) --no-print-directory $(PACKAGES) && npm test --prefix $(PAGE) --silent; else echo "$(WITHOUT_NODE): the page's unit tests are not run."; fi

test-lab: $(STAMP) $(LAB) page
	$(PYTEST) -n 2 --dist loadfile tests/lab

test-others: $(STAMP) $(LAB) page
	$(PYTEST) $(AT_ONCE) --dist loadfile -m "not lab and not image"

test-fast: $(STAMP) ## The tests that take seconds
	$(PYTEST) $(AT_ONCE) -m "not slow and not lab and not image"

bench: $(STAMP) ## The budgets beside what is measured
	$(BIN)/python -m bench

demo: $(STAMP) $(LAB) page ## The main job, live: real qBittorrent where there is one
	@$(BIN)/python -m tests.lab.demo

pictures: $(STAMP) page ## Take the pictures of the page anew, for docs/pictures
	$(PYTEST) -q tests/page/test_tour.py
	cp build/page/*-desktop-light.jpg build/page/torrents-desktop-dark.jpg build/page/statistics-desktop-dark.jpg build/page/overview-phone-*.jpg build/page/torrents-phone-*.jpg docs/pictures/

run: $(STAMP) page ## Look after your torrents with this checkout; the demo where nothing is configured yet
	@if $(BIN)/python -c "$(CONFIGURED)"; then exec $(BIN)/qbitrr run; else $(MAKE) --no-print-directory demo; fi

wheels: $(STAMP) page ## Build every distribution into dist/
	$(UV) build --quiet --all-packages --wheel --out-dir dist

image: ## Build the container image with Docker, Podman or buildah; IMAGE is its name
	container/build

image-test: $(STAMP) $(LAB) ## Build the image and try it, with a real client (Debian; root)
	@if tests/image/install.sh; then $(PYTEST) tests/image -m image; else echo "The image is neither built nor tried here."; fi

clean: ## Remove what was built and installed here
	rm -rf .venv .lab dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis $(PAGE)/node_modules plugins/webui/qbitrr_webui/static
