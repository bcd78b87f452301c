package io.weir.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.weir.local.http.LoopbackServers;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.weir.local");

  @Test
  void packagesDependOnEachOtherOneWay() {
    slices().matching("io.weir.local.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingOfOursOutsideThisModuleIsKnown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.event..", "io.weir.handler..")
        .check(CLASSES);
  }

  @Test
  void amazonsOwnTypesAreKnownWhereHandlersAreAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.weir.local.lambda.inprocess", "io.weir.local.testing")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.amazonaws..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("com.amazonaws..")
                .and(not(resideInAPackage("com.amazonaws.services.lambda.runtime.."))))
        .check(CLASSES);
  }

  @Test
  void theCommandsRunWithoutATestFramework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.local.testing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.local.testing", "org.junit..", "org.assertj..")
        .check(CLASSES);
  }

  @Test
  void noServiceKnowsHowItIsPutTogether() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.weir.local",
            "io.weir.local.console",
            "io.weir.local.pipeline",
            "io.weir.local.testing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.local", "io.weir.local.console", "io.weir.local.pipeline")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.weir.local", "io.weir.local.console")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.weir.local", "io.weir.local.console", "picocli..")
        .check(CLASSES);
  }

  /** The first server settles how all others write: made elsewhere, it costs some 40 ms a call. */
  @Test
  void theJdksServersAreMadeInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(LoopbackServers.class.getName())
        .should()
        .callMethodWhere(target(owner(assignableTo(HttpServer.class))).and(target(name("create"))))
        .check(CLASSES);
  }

  @Test
  void theMappingKnowsItsPortsAlone() {
    classes()
        .that()
        .resideInAPackage("io.weir.local.mapping.engine")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.local.mapping.engine",
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
            "io.weir.local.books",
            "java..",
            "com.fasterxml.jackson..",
            "software.amazon.awssdk..",
            "org.jspecify..")
        .check(CLASSES);
  }

  /** An independent witness shares no code with what it judges. */
  @Test
  void theBooksKnowTheServicesAlone() {
    classes()
        .that()
        .resideInAPackage("io.weir.local.books")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.weir.local.books",
            "java..",
            "com.fasterxml.jackson..",
            "software.amazon.awssdk..",
            "org.jspecify..")
        .check(CLASSES);
  }
}
