# The only door for people and CI. `make` prints this help.
.DEFAULT_GOAL := help
.PHONY: help build run dev test check format it unit frontend-test e2e openapi seed bench clean

help: ## Print this help
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 22

build: ## Build frontend/dist, then target/release/ohmylot, which carries it
	scripts/frontend.sh build
	cargo build --release --locked --package api

run: ## Build, migrate and seed an embedded database under var/, serve everything on PORT (8080)
	scripts/run.sh

dev: ## The same with hot reload of both sides
	scripts/dev.sh

test: ## Everything that must hold: lints, guards, unit, it on both databases, contract, frontend, browser
	scripts/test.sh

check: ## Format, lints and dependency guards only
	scripts/test.sh format lints guards

format: ## Format the code
	cargo fmt --all
	scripts/frontend.sh format

unit: ## Unit and property tests of the crates
	scripts/test.sh unit

it: ## Integration tests on SQLite and on a throw-away PostgreSQL; T=filter runs some of them
	scripts/test.sh it

frontend-test: ## Type check, lint and tests of the frontend
	scripts/test.sh frontend

e2e: ## Browser journeys in headless Chromium against the built server
	scripts/test.sh e2e

openapi: ## Write openapi/openapi.json, openapi/openapi-3.0.json and the types of the frontend again
	scripts/openapi.sh

seed: ## Demo data into the database of the configuration (done once; again changes nothing)
	cargo run --locked --package api -- seed --demo

bench: ## Figures of the release build on 100,000 files, both databases (ten minutes)
	scripts/bench.sh

clean: ## Remove what was built; var/ stays
	cargo clean
	rm -rf frontend/dist frontend/node_modules tools/node_modules
