# The commands of this project; `make help` lists them. What they do is in ci/.

SHELL := bash
.DEFAULT_GOAL := synth

# Writes everything that is generated from the facts and from the declaration of the spec; the specs
# of tests/covering/ are made by their test.
GENERATE ?= ci/cargo.sh run --locked --no-default-features --features generator --bin ess-cfn-generate -- write

.PHONY: help synth test ready e2e generate refresh-facts bench fuzz policy mutations agreement agreement-diff

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

synth: ## (default) build, and synthesise every spec of stacks/ into assembly/
	bash ci/synth.sh

test: ## run every check and end with a summary; what continuous integration runs
	bash ci/test.sh

ready: ## before a commit: format the code, then run every check
	bash ci/cargo.sh fmt
	bash ci/test.sh

e2e: ## deploy the specs of stacks/, or SPEC=file, to an emulator of AWS, as README.md says
	bash ci/venv.sh
	bash ci/e2e.sh $(SPEC)

generate: ## write bindings, JSON Schemas, the reference in the README and the covering specs anew
	bash $(GENERATE)
	ESS_CFN_WRITE_COVERING=1 bash ci/cargo.sh test --locked --all-features --test it covering_set_on_disk

refresh-facts: ## download the pinned sources of schemas/SOURCES.toml, write the facts anew
	python3 schemas/refresh.py

bench: ## measure `synth`, `diff` and `validate` beside the CDK, troposphere and cfn-lint; BENCH='--record' keeps the result
	bash ci/bench.sh $(BENCH)

policy: ## ask checkov, cdk-nag and AWS's own rules about every template; POLICY='--record' writes docs/policy.md
	bash ci/policy.sh $(POLICY)

fuzz: ## fuzz every target of fuzz/, FUZZ_SECONDS (60) each
	bash ci/fuzz.sh

mutations: ## compare with cfn-lint on mistakes drawn at random; MUTATIONS='--record' writes docs/mutations.md
	bash ci/mutations.sh $(MUTATIONS)

agreement: ## show where our findings in the templates of DIR and cfn-lint's differ
	bash ci/agreement.sh $(AGREEMENT) $(DIR)

agreement-diff: ## show where what we and the CDK say is replaced differs; AGREEMENT='--count', '--pair OLD NEW'
	bash ci/agreement-diff.sh $(AGREEMENT)
