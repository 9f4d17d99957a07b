# pemakaman: `make help` lists what can be done.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
BIN := .venv/bin
export PORT

.PHONY: help demo test check bench format lock aset gambar

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

demo: ## Set up everything and run the program with demo data (PORT=8000)
	@deploy/siapkan.sh jalan
	@exec $(BIN)/pemakaman demo

test: ## Set up everything and run all tests (ARGS="-k name" narrows)
	@deploy/siapkan.sh semua
	@$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

check: ## Format, lint, types, import contracts, templates, sizes
	@deploy/siapkan.sh semua
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet templates

bench: ## Measure; writes build/bench.json (ONLY=name narrows)
	@deploy/siapkan.sh semua
	@$(BIN)/python -m bench $(if $(ONLY),--hanya $(ONLY))

format: ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## Resolve the dependencies again and write both lock files (needs uv)
	@UV_PYTHON_DOWNLOADS=never uv lock --upgrade
	@uv export --quiet --no-emit-project --no-header --no-dev --group build -o requirements/jalan.lock >/dev/null
	@uv export --quiet --no-emit-project --no-header --all-groups --all-extras -o requirements/semua.lock >/dev/null
	@! grep -n 'https\?://' requirements/*.lock

aset: ## Build CSS and JavaScript again (needs Node)
	@cd frontend && npm ci && npm run build

gambar: ## Take the pictures of README and manual again
	@deploy/siapkan.sh semua
	@GAMBAR=1 $(BIN)/python -m pytest -n 0 tests/perjalanan
	@$(BIN)/python -m tests.perjalanan.salin_gambar
