package io.weir.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final JavaClasses CHAOS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.weir.chaos");

  @Test
  void packagesDependOnEachOtherOneWay() {
    slices().matching("io.weir.chaos.(*)..").should().beFreeOfCycles().check(CHAOS);
  }

  /** Its books are read from the services, by code that the product does not share. */
  @Test
  void theSiegeKnowsNothingOfTheFunctionAndTheReplayer() {
    noClasses()
        .that()
        .resideInAPackage("io.weir.chaos.siege")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.handler..", "io.weir.replayer..", "io.weir.chaos.simulate")
        .check(CHAOS);
  }
}
