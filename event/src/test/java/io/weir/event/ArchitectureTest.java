package io.weir.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** What this module may know. */
class ArchitectureTest {
  private static final JavaClasses EVENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.weir.event");

  @Test
  void anEventKnowsNoLambdaAndNoClient() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.weir.event..",
            "com.fasterxml.jackson.core..",
            "software.amazon.awssdk.services.dynamodb.model",
            "software.amazon.awssdk.core..",
            "org.jspecify.annotations")
        .check(EVENT);
  }

  @Test
  void aVerdictDependsOnNoClockAndNoChance() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(OffsetDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, InstantSource.class, java.util.Random.class)
        .check(EVENT);
  }

  @Test
  void numbersOfAProducerAreNeverCalculatedWith() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(java.math.BigDecimal.class, java.math.BigInteger.class)
        .check(EVENT);
  }
}
