package io.weir.replayer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final JavaClasses REPLAYER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.weir.replayer");

  @Test
  void packagesDependOnEachOtherOneWay() {
    slices().matching("io.weir.replayer.(**)").should().beFreeOfCycles().check(REPLAYER);
  }

  @Test
  void noModuleOfOursButEventIsKnown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.handler..", "io.weir.local..")
        .check(REPLAYER);
  }

  @Test
  void aLetterIsJudgedWithoutAnyService() {
    classes()
        .that()
        .resideInAPackage("io.weir.replayer.letter")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.replayer.letter", "java..", "com.fasterxml.jackson..", "org.jspecify..")
        .check(REPLAYER);
  }

  @Test
  void recoveryKnowsLettersAndItsPortAlone() {
    classes()
        .that()
        .resideInAPackage("io.weir.replayer.recover")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.replayer.recover", "io.weir.replayer.letter", "java..", "org.jspecify..")
        .check(REPLAYER);
  }

  @Test
  void awsIsKnownToItsAdaptersAndTheCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.weir.replayer.aws", "io.weir.replayer.cli")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk..", "io.weir.replayer.aws")
        .check(REPLAYER);
  }

  @Test
  void whatTheReplayerDoesNeedsNoCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.weir.replayer", "io.weir.replayer.cli", "io.weir.replayer.terminal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "io.weir.replayer.cli")
        .check(REPLAYER);
  }

  @Test
  void nothingKnowsTheCommandsButTheFace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.weir.replayer", "io.weir.replayer.cli")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.replayer", "io.weir.replayer.cli")
        .check(REPLAYER);
  }
}
