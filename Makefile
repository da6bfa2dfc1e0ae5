# Countersign. `make` alone prints this help.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-installed
TEST_STAMP := $(VENV)/.test-installed
RUN ?=
SOURCE ?=
SOURCE_DIR ?=
PROFILE ?=
export PYTHONUTF8 = 1

.PHONY: help run setup report drift daily test static tested quick ui promote reproduce compare lint docs bench bench-quality bench-gate bench-report mutants faults fuzz css lock clean dag

help: ## Print this help
	@echo "Countersign: which ratings deserve a second look, as lists exactly as long as a team's time"
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-15s %s\n", $$1, $$2}'
	@echo
	@echo "  make run SOURCE=ktas                  another built-in source (demo, probation, ktas, compas ...)"
	@echo "  make run SOURCE=ktas SOURCE_DIR=path  its records lie elsewhere"
	@echo "  make run PROFILE=my.yaml SOURCE_DIR=path  a profile of your own"

run: $(RUN_STAMP) ## Records in, ranked case lists out (sets everything up first)
	@$(BIN)/python -m pipelines.run --source "$(SOURCE)" --folder "$(SOURCE_DIR)" --profile "$(PROFILE)"

report: run ## The accountability pack: prevalence, fairness, trends, drift and the public record
	@echo "data/09_report/index.html"

drift: $(RUN_STAMP) ## What the last report asks for: exit code 3 where a retrain is due, 4 for a stop
	@$(BIN)/python -m pipelines.drift

setup: $(RUN_STAMP) ## Set up the environment, and run nothing

daily: $(RUN_STAMP) ## Today's lists of people just released; params.yaml keeps the settings of the week
	@$(BIN)/python -m pipelines.daily

test: $(TEST_STAMP) ## Everything that CI runs: format, lint, types, import direction, tests
	@$(MAKE) --no-print-directory -j2 static tested

static: $(TEST_STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

tested: $(TEST_STAMP)
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

quick: $(TEST_STAMP) ## Lint, types, and the tests of what changed since the last commit (under a minute)
	@$(MAKE) --no-print-directory static
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not journey and not browser" $$($(BIN)/python .ci/tests_of_changes.py)

ui: $(RUN_STAMP) ## Open the tracked runs in MLflow, on this machine only
	@$(BIN)/python -m pipelines.ui

promote: $(RUN_STAMP) ## Put the model of a committed run into service: RUN=HEAD, or RUN=previous to go back
	@$(BIN)/python -m pipelines.promote "$(RUN)"

reproduce: $(RUN_STAMP) ## Make a past run again and say whether it is identical: RUN=HEAD, a commit, or a run's id
	@$(BIN)/python -m pipelines.reproduce "$(RUN)"

compare: $(RUN_STAMP) ## This run against the last committed one: data, parameters, metrics, gate, lists
	@$(BIN)/python -m pipelines.compare

dag: $(RUN_STAMP) ## Draw the stages, each below what it needs
	@$(BIN)/python -m pipelines.dag

lint: $(TEST_STAMP) ## Mend what a formatter can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(TEST_STAMP) ## Write anew every page that is made from code, contracts or parameters
	@$(BIN)/python -m pipelines.dictionary
	@$(BIN)/python -m features.reference docs/features.md
	@$(BIN)/python -m contracts.sources.oasys_ndelius.page docs/sources-oasys-ndelius.md
	@$(BIN)/python -m pipelines.parameters_page
	@$(BIN)/python -m worklists.publishing.case_schema worklists/publishing/schema
	@$(BIN)/python .ci/licences.py docs/licences.md

bench: $(TEST_STAMP) ## Time the feature engine beside the bare engine, and the lists (minutes)
	@$(BIN)/python -m benchmarks.timing.features 25000 250000
	@$(BIN)/python -m benchmarks.timing.lists

mutants: $(TEST_STAMP) ## Give 150 lines a small fault each, leave 60 refusals out, and count how many the tests catch (an hour or more)
	@$(BIN)/python -m benchmarks.mutants --refusals 60

faults: $(TEST_STAMP) ## Kill, starve and damage runs of a small project, and run it again plainly (hours)
	@$(BIN)/python -m benchmarks.faults damaged
	@$(BIN)/python -m benchmarks.faults others
	@$(BIN)/python -m benchmarks.faults writes --count 60
	@$(BIN)/python -m benchmarks.faults kills --count 140

fuzz: $(TEST_STAMP) ## Check damaged records by list and by seed, with a second reading beside (hours)
	@$(BIN)/python -m benchmarks.fuzz --listed
	@$(BIN)/python -m benchmarks.fuzz --files 20000

bench-quality: $(TEST_STAMP) ## Measure ranking quality on families of services and on public records (hours)
	@$(BIN)/python -m benchmarks.families
	@$(BIN)/python -m benchmarks.public
	@$(BIN)/python -m benchmarks.ablation 60000

bench-report: $(TEST_STAMP) ## Hold the report's figures against services whose truth is to hand (minutes)
	@$(BIN)/python -m benchmarks.report_simulation 1000
	@$(BIN)/python -m benchmarks.planted_bias 100

bench-gate: $(TEST_STAMP) ## Hold the gate and its intervals against services whose truth is to hand (minutes)
	@$(BIN)/python -m benchmarks.gate_simulation 75

css: ## Compile the style sheet again and compare (needs npm)
	@sh worklists/publishing/web/check_css.sh

lock: ## Resolve the dependencies again and write both locks, without index addresses
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install uv"; exit 2; }
	@uv lock --upgrade --quiet
	@uv export --quiet --frozen --no-emit-project --no-dev --no-header --no-annotate -o requirements.lock
	@uv export --quiet --frozen --no-emit-project --no-header --no-annotate -o requirements-dev.lock
	@rm -f uv.lock

clean: ## Remove the environment and every product (records in data/01_raw stay)
	@rm -rf $(VENV) data/0[2-9]_* mlflow.db mlruns mlartifacts

$(BIN)/python:
	@sh .ci/find-python $(VENV)

$(RUN_STAMP): requirements.lock $(BIN)/python
	@echo "Setting up $(VENV) from requirements.lock (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements.lock
	@touch $@

$(TEST_STAMP): requirements-dev.lock $(BIN)/python
	@echo "Setting up $(VENV) from requirements-dev.lock (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)
