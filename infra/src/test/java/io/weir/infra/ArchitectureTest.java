package io.weir.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages. */
class ArchitectureTest {

  private static final JavaClasses INFRA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.weir.infra");

  @Test
  void theAppKnowsAllAndNothingKnowsTheApp() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("app")
        .definedBy("io.weir.infra")
        .layer("stack")
        .definedBy("io.weir.infra.stack")
        .layer("settings")
        .definedBy("io.weir.infra.settings")
        .layer("loss")
        .definedBy("io.weir.infra.loss")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("stack")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers("app", "stack")
        .whereLayer("loss")
        .mayOnlyBeAccessedByLayers("app")
        .check(INFRA);
  }

  @Test
  void settingsAreReadWithoutCdk() {
    noClasses()
        .that()
        .resideInAPackage("io.weir.infra.settings")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "software.constructs..")
        .check(INFRA);
  }
}
