package io.deepsearch4j.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/// The rules of docs/architecture.md that a compiler does not see, over the classes of all modules.
class ArchitectureTest {
  private static final JavaClasses CLASSES = allModules();
  private static final String ENGINE = "io.deepsearch4j.engine..";

  private static JavaClasses allModules() {
    // The rules look at names, so nothing outside needs to be read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages("io.deepsearch4j");
  }

  @Test
  void arrowsBetweenModulesPointDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("cli")
        .definedBy("io.deepsearch4j.cli..")
        .layer("server")
        .definedBy("io.deepsearch4j.server..")
        .layer("report")
        .definedBy("io.deepsearch4j.report..")
        .layer("trainer")
        .definedBy("io.deepsearch4j.trainer..")
        .layer("synthesis")
        .definedBy("io.deepsearch4j.synthesis..")
        .layer("evaluation")
        .definedBy("io.deepsearch4j.evaluation..")
        .layer("agent")
        .definedBy("io.deepsearch4j.agent..")
        .layer("practice")
        .definedBy("io.deepsearch4j.practice..")
        .layer("engine")
        .definedBy("io.deepsearch4j.engine..")
        .layer("web")
        .definedBy("io.deepsearch4j.web..")
        .layer("documents")
        .definedBy("io.deepsearch4j.documents..")
        .layer("chat")
        .definedBy("io.deepsearch4j.chat..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("cli", "server")
        .whereLayer("trainer")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("synthesis")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("evaluation")
        .mayOnlyBeAccessedByLayers("cli", "synthesis")
        .whereLayer("agent")
        .mayOnlyBeAccessedByLayers("cli", "synthesis", "evaluation", "server", "report")
        .whereLayer("practice")
        .mayOnlyBeAccessedByLayers("cli", "synthesis")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("cli", "trainer")
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers(
            "cli", "agent", "practice", "evaluation", "synthesis", "server", "report")
        .whereLayer("documents")
        .mayOnlyBeAccessedByLayers(
            "cli", "agent", "practice", "web", "evaluation", "synthesis", "server", "report")
        .whereLayer("chat")
        .mayOnlyBeAccessedByLayers(
            "cli", "agent", "engine", "trainer", "evaluation", "synthesis", "server", "report")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.deepsearch4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theEngineStandsOnNothingButChatAndJackson() {
    classes()
        .that()
        .resideInAPackage(ENGINE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                ENGINE,
                "io.deepsearch4j.chat..",
                "java..",
                "jdk.incubator.vector..",
                "com.sun.nio.file..",
                "com.sun.management..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "org.slf4j..",
                "org.jspecify.."))
        .check(CLASSES);
  }

  @Test
  void onlyVectorClassesOfTheEngineUseTheVectorApi() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.deepsearch4j\\.engine\\.tensor\\.Vector[^.]*")
        .should()
        .dependOnClassesThat(resideInAPackage("jdk.incubator.vector.."))
        .check(CLASSES);
  }

  @Test
  void onlyWebChatAndPracticeTouchTheNetwork() {
    noClasses()
        .that(resideInAPackage("io.deepsearch4j.."))
        .and()
        .resideOutsideOfPackages(
            "io.deepsearch4j.web..",
            "io.deepsearch4j.chat..",
            "io.deepsearch4j.practice..",
            "io.deepsearch4j.server..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net.http..",
                    "okhttp3..",
                    "com.sun.net.httpserver..",
                    "java.nio.channels..")
                .and(
                    DescribedPredicate.describe(
                        "are about the network",
                        one ->
                            !one.getPackageName().equals("java.nio.channels")
                                || one.getSimpleName().contains("Socket"))))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.ServerSocket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLConnection")
        .check(CLASSES);
  }

  @Test
  void onlyTheDoorPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.deepsearch4j.cli..")
        .and()
        .haveSimpleNameNotEndingWith("Worker")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void nobodyReadsSerialisedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(CLASSES);
  }

  // Row C2: the reader of documents and the servers of tools that the settings name, and no more.
  @Test
  void onlyTwoPlacesStartProgramsAndNobodyRunsCode() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.deepsearch4j\\.(documents\\.WorkerProcess|server\\.mcp\\.ProcessTransport).*")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .check(CLASSES);
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "starts a program",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("javax.script..", "jdk.jshell..", "javax.tools.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheAgentSpeaksToDatabases() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.deepsearch4j.agent..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer.."))
        .check(CLASSES);
  }
}
