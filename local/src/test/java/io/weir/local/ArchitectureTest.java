package io.weir.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.weir.local");

  @Test
  void packagesDependOnEachOtherOneWay() {
    slices().matching("io.weir.local.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingOfOursOutsideThisModuleIsKnown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.event..", "io.weir.handler..", "com.amazonaws..")
        .check(CLASSES);
  }

  @Test
  void noServiceKnowsHowItIsPutTogether() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.local")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.weir.local")
        .check(CLASSES);
  }

  @Test
  void theMappingKnowsItsPortsAlone() {
    classes()
        .that()
        .resideInAPackage("io.weir.local.mapping")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.local.mapping",
            "java..",
            "com.fasterxml.jackson..",
            "software.amazon.event.ruler..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theTourSeesThePipelineAsAnyUserDoes() {
    classes()
        .that()
        .resideInAPackage("io.weir.local.demo")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.local.demo",
            "java..",
            "com.fasterxml.jackson..",
            "software.amazon.awssdk..",
            "org.jspecify..")
        .check(CLASSES);
  }
}
