package io.weir.handler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and what the module shows of itself. */
class ArchitectureTest {

  private static final JavaClasses HANDLER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.weir.handler");

  @Test
  void dependsOnNoModuleButEvent() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.handler..",
            "io.weir.event..",
            "java..",
            "javax.net.ssl",
            "org.jspecify..",
            "org.slf4j..",
            "org.apache.logging..",
            "org.crac",
            "com.fasterxml.jackson.core..",
            "com.amazonaws.services.lambda.runtime..",
            "software.amazon.awssdk..",
            "software.amazon.lambda.powertools..")
        .check(HANDLER);
  }

  @Test
  void knowsLog4jOnlyWhereItIsConfigured() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.handler.log")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.logging..")
        .check(HANDLER);
  }

  @Test
  void callsNoServiceFromItsFace() {
    noClasses()
        .that()
        .resideInAPackage("io.weir.handler.call")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.handler", "io.weir.handler.store", "io.weir.handler.park")
        .check(HANDLER);
    slices().matching("io.weir.(handler.*)").should().beFreeOfCycles().check(HANDLER);
    slices().matching("io.weir.handler.(*)..").should().beFreeOfCycles().check(HANDLER);
  }

  @Test
  void showsItsFaceAndNothingElse() {
    assertThat(HANDLER)
        .filteredOn(type -> type.getPackageName().equals("io.weir.handler"))
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder(
            "StreamHandler",
            "EventOutcome",
            "GuardException",
            "IdempotencyGuard",
            "KinesisBatch",
            "Ledger",
            "RecordHandler",
            "Steps",
            "Wiring");
  }
}
