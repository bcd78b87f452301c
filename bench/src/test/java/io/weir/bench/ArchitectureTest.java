package io.weir.bench;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which, and what no measurement may do, because others run after it. */
class ArchitectureTest {

  private static final JavaClasses BENCH =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.weir.bench");

  @Test
  void packagesDependOnEachOtherOneWay() {
    slices().matching("io.weir.bench.(*)..").should().beFreeOfCycles().check(BENCH);
    noClasses()
        .that()
        .resideInAPackage("io.weir.bench.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.weir.bench")
        .check(BENCH);
  }

  /**
   * The JDK's servers are made by {@code io.weir.local.http} alone: one that a measurement made
   * itself would settle for all later ones that each answer waits some 40 ms.
   */
  @Test
  void noMeasurementMakesAServerOfTheJdkItself() {
    noClasses()
        .should()
        .callMethodWhere(target(owner(assignableTo(HttpServer.class))).and(target(name("create"))))
        .check(BENCH);
  }
}
