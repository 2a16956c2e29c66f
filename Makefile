# Every command a developer needs; `make check` is what must pass before a push.
GO    ?= go
TOOL   = $(GO) tool -modfile=tools/go.mod
FUZZ  ?= 10s
NESTED = bench schema

.PHONY: fmt lint test race cover fuzz bench golden examples nested check

fmt: ## format the code
	$(TOOL) gofumpt -w .

lint: ## the linters of .golangci.yml
	$(TOOL) golangci-lint run ./...
	for mod in $(NESTED); do (cd $$mod && $(GO) tool -modfile=../tools/go.mod golangci-lint run ./...) || exit 1; done

test: ## every test of the root module
	$(GO) test ./...

race: ## the same under the race detector
	$(GO) test -race ./...

cover: ## coverage by function
	$(GO) test -coverprofile=coverage.out -coverpkg=./... ./...
	$(GO) tool cover -func=coverage.out | tail -n 1

fuzz: ## every fuzz target for FUZZ (default 10s) each
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZ) $$pkg || exit 1; \
	  done; \
	done

bench: ## the benchmarks, and those beside other libraries
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(GO) -C bench test -run '^$$' -bench . -benchmem ./...

golden: ## rewrite the golden files and the generated documents
	$(GO) test $$($(GO) list -f '{{join .XTestImports "\n"}}{{"\n"}}{{join .TestImports "\n"}}|{{.ImportPath}}' ./... | \
	  awk -F'|' '/internal\/golden/{hit=1} NF==2{if(hit)print $$2; hit=0}') -update
	$(GO) -C schema test ./... -update
	$(GO) test ./examples -update

examples: ## run every example on its sample
	bash examples/run.sh

nested: ## vet and test the nested modules
	@for dir in $(NESTED); do (cd $$dir && $(GO) vet ./... && $(GO) test ./...) || exit 1; done

check: ## everything CI runs, by the script that it runs
	bash .ci/run
