package io.weir.local.mapping;

import static io.weir.local.mapping.Functions.answering;
import static io.weir.local.mapping.Functions.reporting;
import static io.weir.local.mapping.Functions.throwing;
import static io.weir.local.mapping.VirtualLane.START;
import static io.weir.local.mapping.VirtualLane.names;
import static io.weir.local.mapping.VirtualLane.record;
import static io.weir.local.mapping.VirtualLane.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.Discard.Condition;
import io.weir.local.mapping.Discard.Response;
import io.weir.local.mapping.VirtualLane.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traces that were recorded against AWS, replayed: {@code docs/aws-behaviour.md}, G1 to G9. */
class GoldenTraceTest {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  @Test
  void withoutBisectTheWholeRemainderIsGivenUp() { // G1: ESM-10, ESM-14, ESM-20
    VirtualLane lane = new VirtualLane(Settings.reporting(1), reporting("2")).run(records(4));

    assertThat(lane.batches())
        .containsExactly(
            List.of("1", "2", "3", "4"), List.of("2", "3", "4"), List.of("2", "3", "4"));
    assertThat(lane.calls().stream().map(Call::after))
        .containsExactly(Duration.ZERO, Duration.ZERO, FIRST_PAUSE);
    assertThat(ids(lane)).containsExactly(0, 1, 1);
    Discard discard = onlyDiscard(lane);
    assertThat(names(discard.records())).containsExactly("2", "3", "4");
    assertThat(discard.condition()).isEqualTo(Condition.RETRY_ATTEMPTS_EXHAUSTED);
    assertThat(discard.invokeCount()).isEqualTo(2);
    assertThat(discard.response()).contains(Response.ITEMS_FAILED);
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
    assertThat(lane.calls().stream().map(Call::after))
        .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, FIRST_PAUSE, Duration.ZERO);
    assertThat(ids(lane)).containsExactly(0, 1, 2, 2, 3);
    Discard discard = onlyDiscard(lane);
    assertThat(names(discard.records())).containsExactly("2");
    assertThat(discard.invokeCount()).isEqualTo(2);
  }

  @Test
  void withoutReportAnyAnswerIsASuccess() { // G3: ESM-13
    VirtualLane lane = new VirtualLane(Settings.notReporting(1), reporting("2")).run(records(4));

    assertThat(lane.batches()).containsExactly(List.of("1", "2", "3", "4"));
    assertThat(lane.discards()).isEmpty();
  }

  @Test
  void progressGivesAFreshBudget() { // G4: ESM-14
    VirtualLane lane = new VirtualLane(Settings.reporting(3), reporting("3")).run(records(3));

    assertThat(lane.batches())
        .containsExactly(
            List.of("1", "2", "3"), List.of("3"), List.of("3"), List.of("3"), List.of("3"));
    assertThat(onlyDiscard(lane).invokeCount()).isEqualTo(4);
  }

  @Test
  void anExceptionIsRetriedAndToldAsUnhandled() { // G5: ESM-22
    VirtualLane lane = new VirtualLane(Settings.reporting(1), throwing()).run(records(1));

    assertThat(lane.calls()).hasSize(2);
    assertThat(onlyDiscard(lane).invokeCount()).isEqualTo(2);
    assertThat(onlyDiscard(lane).response()).contains(Response.UNHANDLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"foo\":123}]}",
        "{\"batchItemFailures\":[{\"foo\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":123}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"123\"}]}",
        "not JSON"
      })
  void anInvalidAnswerFailsTheWholeBatch(String answer) { // G6: ESM-11, ESM-12
    VirtualLane lane = new VirtualLane(Settings.reporting(2), answering(answer)).run(records(1));

    assertThat(lane.calls()).hasSize(3);
    assertThat(onlyDiscard(lane).invokeCount()).isEqualTo(3);
    assertThat(onlyDiscard(lane).response()).contains(Response.ITEMS_FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[]}",
        "{\"batchItemFailures\":null}",
        "{}",
        "null",
        "[]",
        "\"\"",
        ""
      })
  void anEmptyAnswerIsASuccess(String answer) { // ESM-8
    VirtualLane lane = new VirtualLane(Settings.reporting(2), answering(answer)).run(records(2));

    assertThat(lane.calls()).hasSize(1);
    assertThat(lane.discards()).isEmpty();
  }

  @Test
  void aRecordThatGrowsOldWhileRetriedIsGivenUpWithoutResponse() { // G7: ESM-19, ESM-22
    VirtualLane lane =
        new VirtualLane(Settings.aging(OptionalInt.empty(), Duration.ofSeconds(60)), throwing())
            .run(records(1));

    assertThat(lane.calls()).hasSizeBetween(7, 10); // recorded: 8, with the clock's jitter
    Discard discard = onlyDiscard(lane);
    assertThat(discard.condition()).isEqualTo(Condition.RECORD_AGE_EXCEEDED);
    assertThat(discard.invokeCount()).isEqualTo(lane.calls().size());
    assertThat(discard.response()).isEmpty();
  }

  @Test
  void aRecordThatIsOldAlreadyIsNeverDelivered() { // G8: ESM-21
    VirtualLane lane =
        new VirtualLane(Settings.aging(OptionalInt.of(0), Duration.ofSeconds(60)), reporting("1"))
            .run(List.of(record("1", START.minusSeconds(61))));

    assertThat(lane.calls()).isEmpty();
    assertThat(onlyDiscard(lane).condition()).isEqualTo(Condition.RECORD_AGE_EXCEEDED);
    assertThat(onlyDiscard(lane).invokeCount()).isEqualTo(1);
    assertThat(onlyDiscard(lane).response()).isEmpty();
  }

  @Test
  void theYoungRestOfAMixedBatchIsDelivered() { // G9: ESM-23
    List<ShardRecord> mixed = new ArrayList<>(records(6));
    mixed.set(0, record("1", START.minusSeconds(61)));

    VirtualLane lane =
        new VirtualLane(Settings.aging(OptionalInt.of(0), Duration.ofSeconds(60)), reporting())
            .run(mixed);

    assertThat(lane.batches()).containsExactly(List.of("2", "3", "4", "5", "6"));
    assertThat(names(onlyDiscard(lane).records())).containsExactly("1");
  }

  private static Discard onlyDiscard(VirtualLane lane) {
    assertThat(lane.discards()).hasSize(1);
    return lane.discards().get(0);
  }

  /** Returns the calls' request ids as numbers: 0 for the first that was seen, and so on. */
  private static List<Integer> ids(VirtualLane lane) {
    var distinct = lane.calls().stream().map(Call::requestId).distinct().toList();
    return lane.calls().stream().map(call -> distinct.indexOf(call.requestId())).toList();
  }
}
