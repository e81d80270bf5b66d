# Everything that a developer, an operator or CI runs. `make run` and `make test` need nothing but Python 3.11+.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-faults prove bench mutants test-scale test-boards test-races test-slow test-pages test-deployed check format package deploy destroy smoke pin key audit clean

run: $(READY)  ## the sandbox: the whole product on http://127.0.0.1:$${PORT:-8000}
	@$(BIN)/python -m sandbox

test: $(READY)  ## the fast suite
	$(BIN)/python -m pytest -n auto --maxschedchunk 2 -m "not local and not deployed and not faults and not prove and not slow and not scale and not crowd and not pages"

test-faults: $(READY)  ## every call of every flow failed, in each way that can differ
	$(BIN)/python -m pytest -n auto --maxschedchunk 2 -m faults

prove: $(READY)  ## every promise tried, with a table of what was tried and what broke (Java and npm); under 45 minutes
	$(BIN)/python -m proof

bench: package  ## every figure with its floor and budget, as a table and a picture in build/bench (valgrind for CPU)
	$(BIN)/python -m benchmarks $(ONLY)

mutants: $(READY)  ## every small change to the rules tried; an hour, not part of CI (make prove tries some)
	$(BIN)/python -m tests.mutants --least 85

test-races: $(READY)  ## races, limits and scale on AWS's DynamoDB Local (Java and npm)
	$(BIN)/python -m pytest -m "local and not prove"

test-scale: $(READY)  ## moves a society of MEMBERS (40,000) in, on DynamoDB Local; takes long, not part of CI
	$(BIN)/python -m pytest -m scale

test-boards: $(READY)  ## 100,000 members (MEMBERS) on one board, on DynamoDB Local; some minutes, not part of CI
	$(BIN)/python -m pytest -m crowd

test-slow: $(READY)  ## the larger fault sweeps; hours, not part of CI
	$(BIN)/python -m pytest -n auto -m slow

test-pages: $(READY)  ## every page in a real browser: axe-core, keyboard, phone and desk (Chromium or npm); pictures in build/pages
	$(BIN)/python -m pytest -m pages

test-deployed: $(READY)  ## the packaged CloudFormation stack in an emulator, driven over HTTP
	$(BIN)/python -m pytest -m deployed

check: $(READY)  ## the gate: format, lint, types, the import rule
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

package: $(READY)  ## what Lambda gets, in build/package, for the newest Python here, or RUNTIME=3.11 (on Linux x86_64)
	$(BIN)/python -m deploy.package --stage $(or $(STAGE),dev) --out build/package --python $(or $(RUNTIME),newest)

deploy: package  ## a running stack with what deploy/stages.toml says: make deploy STAGE=prod MAIL_FROM=club@example.org
	$(BIN)/python -m deploy --stage $(or $(STAGE),dev) $(if $(BUCKET),--bucket $(BUCKET)) $(if $(MAIL_FROM),--parameter MailFrom=$(MAIL_FROM))

destroy: $(READY)  ## takes the stack away, but for its table: make destroy STAGE=dev CONFIRM=laurel-dev (KEEP_TABLE=no)
	$(BIN)/python -m deploy.destroy --stage $(or $(STAGE),dev) $(if $(BUCKET),--bucket $(BUCKET)) $(if $(CONFIRM),--confirm $(CONFIRM)) --keep-table $(or $(KEEP_TABLE),yes)

smoke: $(READY)  ## whether a deployed stack works, over HTTP, with nothing left behind: make smoke STAGE=prod
	$(BIN)/python -m deploy.smoke --stage $(or $(STAGE),dev)

key: $(READY)  ## the first key of a tenant, in AWS: make key TENANT=club ROLE=admin
	$(BIN)/python -m laurel key add --tenant $(TENANT) --role $(or $(ROLE),admin)

audit: $(READY)  ## whether boards and points agree with what they are made of: make audit TENANT=club
	$(BIN)/python -m laurel audit $(TENANT)

.PHONY: audit-dependencies sbom

audit-dependencies: $(READY)  ## whether a pin has a known hole, by OSV; no answer fails (OFFLINE=skip says SKIPPED)
	@$(BIN)/python -m deploy.supply.audit --offline $(or $(OFFLINE),fail)

sbom: $(READY)  ## what a release is made of, with licences and hashes: build/sbom.cdx.json
	$(BIN)/python -m deploy.supply.sbom

PIN := CUSTOM_COMPILE_COMMAND="make pin" $(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --generate-hashes

pin: $(READY)  ## requirements*.in → requirements*.txt, with hashes
	$(PIN) --allow-unsafe -o requirements-audit.txt requirements-audit.in
	$(PIN) -o requirements.txt requirements.in
	$(PIN) -o requirements-papers.txt requirements-papers.in
	$(PIN) --allow-unsafe -o requirements-dev.txt requirements-dev.in
	$(PIN) --allow-unsafe -o requirements-package.txt requirements-package.in

$(READY): requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build .cache .sandbox .pytest_cache .mypy_cache .ruff_cache .hypothesis
