package io.weir.local.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.StartingPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings between runs. */
final class KeptTest {

  private static final UUID ID = new UUID(1, 2);

  @TempDir private Path directory;

  @Test
  void aMappingIsReadBackAsItWas() {
    MappingSettings settings =
        MappingSettings.awsDefaults().toBuilder()
            .batchSize(7)
            .batchWindow(Duration.ofSeconds(3))
            .maximumRetryAttempts(OptionalInt.of(4))
            .maximumRecordAge(Optional.of(Duration.ofSeconds(60)))
            .bisect(true)
            .reportBatchItemFailures(true)
            .parallelizationFactor(5)
            .startingPosition(
                new StartingPosition.AtTimestamp(Instant.parse("2026-09-19T09:11:52.059Z")))
            .build();
    assertReadBack(
        definition(settings, "{\"data\":{\"a\":[1]}}", Optional.of(FakeConnections.QUEUE), false));
    assertReadBack(definition(MappingSettings.awsDefaults(), "", Optional.empty(), true));
  }

  @Test
  void aDeletedMappingIsNotReadBack() {
    Kept kept = new Kept(Optional.of(directory));
    kept.load();
    kept.save(ID, definition(MappingSettings.awsDefaults(), "", Optional.empty(), true));

    kept.delete(ID);

    assertThat(new Kept(Optional.of(directory)).load()).isEmpty();
  }

  private void assertReadBack(Definition definition) {
    Kept kept = new Kept(Optional.of(directory));
    kept.load();
    kept.save(ID, definition);

    assertThat(new Kept(Optional.of(directory)).load()).containsEntry(ID, definition).hasSize(1);
  }

  private static Definition definition(
      MappingSettings settings, String pattern, Optional<String> destination, boolean enabled) {
    return new Definition(
        "arn:aws:lambda:us-east-1:123456789012:function:f",
        FakeConnections.STREAMS + "orders",
        settings,
        pattern.isEmpty() ? Filters.none() : Filters.of(List.of(pattern)),
        destination,
        enabled,
        new Definition.Extras(List.of("EventCount"), new TreeMap<>(Map.of("team", "a"))));
  }
}
