# The front door. `make` alone prints what there is.
export JAVA_HOME := $(shell bin/find-jdk)
MVN := mvn -B -ntp

.PHONY: help build test check format bench plain nano claims screenshots

help: ## print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

build: ## compile and package, no tests
	$(MVN) -q package -DskipTests

test: ## the fast tests
	$(MVN) package -P fast

check: ## everything that must hold: format, lint, all tests, architecture
	$(MVN) spotless:check package

format: ## fix formatting
	$(MVN) -q spotless:apply

bench: ## benchmarks, results in docs/benchmarks; BENCH="crawl steps kernels" for some
	$(MVN) -q package -DskipTests dependency:build-classpath -Dmdep.outputFile=target/test.classpath
ifneq ($(filter-out kernels,$(or $(BENCH),all)),)
	CLASSPATH=cli/target/test-classes:cli/target/classes:$$(cat cli/target/test.classpath) \
	  $(JAVA_HOME)/bin/java @conf/jvm.options -Ddeepsearch.log-level=WARN \
	  io.deepsearch4j.cli.bench.Benchmarks $(filter-out kernels,$(BENCH))
endif
ifneq ($(filter kernels,$(or $(BENCH),kernels)),)
	CLASSPATH=engine/target/test-classes:engine/target/classes:$$(cat engine/target/test.classpath) \
	  $(JAVA_HOME)/bin/java @conf/jvm.options \
	  io.deepsearch4j.engine.bench.KernelBench docs/benchmarks/kernels.json
endif

plain: ## tokens/s of the training step, ours and written plainly; PYTHON needs PyTorch
	$(MVN) -q package -DskipTests dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	CLASSPATH=trainer/target/test-classes:trainer/target/classes:$$(cat trainer/target/test.classpath) \
	  $(JAVA_HOME)/bin/java @conf/jvm.options io.deepsearch4j.trainer.TrainingBench
	$(or $(PYTHON),python3) trainer/src/test/python/plain_step.py

nano: ## train nano-R from nothing, in runs/nano; hours; goes on where it was stopped
	runs/nano.sh

claims: ## measure what is said for the architecture into docs/claims.md; CLAIMS="sinks norms" for some
	./deepsearch train claims --to docs/claims.md $(foreach name,$(CLAIMS),--only $(name))

screenshots: ## pictures of the page, in docs/images; needs chromium and node
	$(MVN) -q package -DskipTests dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	CLASSPATH=server/target/test-classes:server/target/classes:$$(cat server/target/test.classpath) \
	  $(JAVA_HOME)/bin/java @conf/jvm.options io.deepsearch4j.server.Screenshots docs/images
