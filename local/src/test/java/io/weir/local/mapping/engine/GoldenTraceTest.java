package io.weir.local.mapping.engine;

import static io.weir.local.mapping.engine.Functions.answering;
import static io.weir.local.mapping.engine.Functions.reporting;
import static io.weir.local.mapping.engine.Functions.throwing;
import static io.weir.local.mapping.engine.VirtualLane.START;
import static io.weir.local.mapping.engine.VirtualLane.record;
import static io.weir.local.mapping.engine.VirtualLane.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.VirtualLane.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The traces that were recorded against AWS, replayed: {@code docs/aws-behaviour.md}, G1 to G12.
 */
class GoldenTraceTest {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final String EXHAUSTED = "RetryAttemptsExhausted";
  private static final String TOO_OLD = "RecordAgeExceeded";

  /** What a message says about the function's error after reported items. */
  private static final Optional<String> NULL = Optional.of("null");

  @Test
  void withoutBisectTheWholeRemainderIsGivenUp() { // G1: ESM-10, ESM-14, ESM-15, ESM-45
    VirtualLane lane = new VirtualLane(Settings.reporting(1), reporting("2")).run(records(4));

    assertThat(lane.batches())
        .containsExactly(
            List.of("1", "2", "3", "4"), List.of("2", "3", "4"), List.of("2", "3", "4"));
    assertThat(pauses(lane)).containsExactly(Duration.ZERO, Duration.ZERO, FIRST_PAUSE);
    assertThat(lane.ids()).containsExactly(0, 1, 1);
    assertThat(lane.told()).containsExactly(new Told(EXHAUSTED, 2, id(lane, 2), NULL, "2", "4", 3));
  }

  @Test
  void withBisectOnlyThePoisonIsGivenUp() { // G2: ESM-16, ESM-17
    VirtualLane lane =
        new VirtualLane(Settings.reportingAndBisecting(1), reporting("2")).run(records(4));

    assertThat(lane.batches())
        .containsExactly(
            List.of("1", "2", "3", "4"),
            List.of("2", "3", "4"),
            List.of("2"),
            List.of("2"),
            List.of("3", "4"));
    assertThat(pauses(lane))
        .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, FIRST_PAUSE, Duration.ZERO);
    assertThat(lane.ids()).containsExactly(0, 1, 2, 2, 3);
    assertThat(lane.told()).containsExactly(new Told(EXHAUSTED, 2, id(lane, 3), NULL, "2", "2", 1));
  }

  @Test
  void withoutReportAnyAnswerIsASuccess() { // G3: ESM-13
    VirtualLane lane = new VirtualLane(Settings.notReporting(1), reporting("2")).run(records(4));

    assertThat(lane.batches()).containsExactly(List.of("1", "2", "3", "4"));
    assertThat(lane.told()).isEmpty();
  }

  @Test
  void progressGivesAFreshBudget() { // G4: ESM-14, ESM-21
    VirtualLane lane =
        new VirtualLane(Settings.inBatchesOf(3, Settings.reporting(3)), reporting("6"))
            .run(records(6));

    List<String> bad = List.of("6");
    assertThat(lane.batches())
        .containsExactly(List.of("1", "2", "3"), List.of("4", "5", "6"), bad, bad, bad, bad);
    assertThat(lane.ids()).containsExactly(0, 1, 2, 2, 2, 2);
    assertThat(lane.told()).containsExactly(new Told(EXHAUSTED, 4, id(lane, 5), NULL, "6", "6", 1));
  }

  @Test
  void anExceptionIsRetriedAndToldAsUnhandled() { // G5: ESM-22
    VirtualLane lane = new VirtualLane(Settings.reporting(1), throwing()).run(records(1));

    assertThat(lane.calls()).hasSize(2);
    assertThat(lane.told())
        .containsExactly(
            new Told(EXHAUSTED, 2, id(lane, 1), Optional.of("Unhandled"), "1", "1", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"foo\":123}]}",
        "{\"batchItemFailures\":[{\"foo\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":123}]}"
      })
  void anInvalidAnswerFailsTheWholeBatch(String answer) { // G6: ESM-12
    VirtualLane lane = new VirtualLane(Settings.reporting(2), answering(answer)).run(records(1));

    assertThat(lane.calls()).hasSize(3);
    assertThat(lane.told()).containsExactly(new Told(EXHAUSTED, 3, id(lane, 2), NULL, "1", "1", 1));
  }

  @Test
  void aRecordThatGrowsOldWhileRetriedIsGivenUpWithoutResponse() { // G7: ESM-19, ESM-22
    VirtualLane lane =
        new VirtualLane(Settings.aging(OptionalInt.empty(), MINUTE), throwing()).run(records(1));

    assertThat(lane.calls()).hasSizeBetween(7, 10); // recorded: 8, with the clock's jitter
    assertThat(lane.told())
        .containsExactly(
            new Told(TOO_OLD, lane.calls().size(), id(lane, 0), Optional.empty(), "1", "1", 1));
  }

  @Test
  void aRecordThatIsOldAlreadyIsNeverDelivered() { // G8: ESM-21
    VirtualLane lane =
        new VirtualLane(Settings.aging(OptionalInt.of(0), MINUTE), reporting("1"))
            .run(List.of(record("1", START.minusSeconds(61))));

    assertThat(lane.calls()).isEmpty();
    Told told = lane.told().get(0);
    assertThat(lane.told())
        .containsExactly(new Told(TOO_OLD, 1, told.requestId(), Optional.empty(), "1", "1", 1));
    assertThat(told.requestId()).matches("[0-9a-f-]{36}");
  }

  @Test
  void theYoungRestOfAMixedBatchIsDelivered() { // G9: ESM-23
    List<ShardRecord> mixed = new ArrayList<>(records(6));
    mixed.set(0, record("1", START.minusSeconds(61)));
    VirtualLane lane =
        new VirtualLane(
                Settings.inBatchesOf(10, Settings.aging(OptionalInt.of(0), MINUTE)), reporting())
            .run(mixed);

    assertThat(lane.batches()).containsExactly(List.of("2", "3", "4", "5", "6"));
    String requestId = lane.told().get(0).requestId();
    assertThat(lane.told())
        .containsExactly(new Told(TOO_OLD, 1, requestId, Optional.empty(), "1", "1", 1));
    assertThat(requestId).isNotEqualTo(id(lane, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void anOversizedRecordIsNeverDeliveredAndTheNextOneIs(int retries) { // G10: ESM-5, ESM-25
    ShardRecord big = record("1", new byte[5 << 20], START);
    VirtualLane lane =
        new VirtualLane(Settings.reporting(retries), reporting())
            .run(List.of(big, record("2", START)));

    assertThat(lane.batches()).containsExactly(List.of("2"));
    String requestId = lane.told().get(0).requestId();
    assertThat(lane.told())
        .containsExactly(
            new Told(EXHAUSTED, retries + 1, requestId, Optional.empty(), "1", "1", 1));
  }

  @Test
  void aReportedRecordWithoutRetriesIsGivenUpAtOnce() { // G11: ESM-2, ESM-26, ESM-32
    VirtualLane lane =
        new VirtualLane(Settings.inBatchesOf(1, Settings.reporting(0)), reporting("1"))
            .run(records(2));

    assertThat(lane.batches()).containsExactly(List.of("1"), List.of("2"));
    assertThat(pauses(lane)).containsExactly(Duration.ZERO, Duration.ZERO);
    assertThat(lane.told()).containsExactly(new Told(EXHAUSTED, 1, id(lane, 0), NULL, "1", "1", 1));
  }

  @Test
  void whatTheDestinationRefusesIsGoneForGood() { // G12: ESM-33, ESM-34
    VirtualLane lane =
        new VirtualLane(Settings.reporting(0), reporting("1", "2", "3")).refused().run(records(3));

    assertThat(lane.calls()).hasSize(1);
    assertThat(lane.counts().deliveryFailures()).isEqualTo(1);
    assertThat(lane.counts().dropped()).isEqualTo(3);
    assertThat(lane.counts().delivered()).isZero();
    assertThat(lane.counts().finished()).isEqualTo(3);
  }

  private static List<Duration> pauses(VirtualLane lane) {
    return lane.calls().stream().map(Call::after).toList();
  }

  private static String id(VirtualLane lane, int call) {
    return lane.calls().get(call).requestId().toString();
  }
}
