package io.weir.local.mapping.engine;

import static io.weir.local.mapping.engine.Functions.answering;
import static io.weir.local.mapping.engine.Functions.reporting;
import static io.weir.local.mapping.engine.Functions.throwing;
import static io.weir.local.mapping.engine.VirtualLane.START;
import static io.weir.local.mapping.engine.VirtualLane.record;
import static io.weir.local.mapping.engine.VirtualLane.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Target.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every outcome of an invocation that Lambda tells apart, and what it makes of it: which records
 * the function then receives, one word a call, and what the destination is told, as {@code
 * first-last*count:functionError}.
 */
class OutcomeTest {

  private static final String TOLD_WHOLE = "1-3*2:null";
  private static final Duration MINUTE = Duration.ofSeconds(60);

  /** One outcome. */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // a row of a table
  private record Row(
      String name,
      MappingSettings settings,
      Function<List<ShardRecord>, Outcome> function,
      List<ShardRecord> input,
      String calls,
      String told) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> successes() {
    return Stream.of(
        row("ESM-8 an empty list", "{\"batchItemFailures\":[]}", "123", ""),
        row("ESM-8 a null list", "{\"batchItemFailures\":null}", "123", ""),
        row("ESM-8 an empty object", "{}", "123", ""),
        row("ESM-8 null", "null", "123", ""),
        row("ESM-8 an empty array", "[]", "123", ""),
        row("ESM-8 an empty string", "\"\"", "123", ""),
        row("ESM-8 no answer at all", "", "123", ""));
  }

  static Stream<Row> failuresOfTheWholeBatch() {
    return Stream.of(
        row("ESM-12 an empty identifier", item("\"\""), "123 123", TOLD_WHOLE),
        row("ESM-12 a null identifier", item("null"), "123 123", TOLD_WHOLE),
        row("ESM-12 another key", "{\"batchItemFailures\":[{\"foo\":123}]}"),
        row("ESM-12 another key with null", "{\"batchItemFailures\":[{\"foo\":null}]}"),
        row("ESM-12 a number as identifier", item("123"), "123 123", TOLD_WHOLE),
        row("ESM-12 a number that is in the batch", item("2"), "123 123", TOLD_WHOLE),
        row("ESM-12 an identifier of another batch", item("\"7\""), "123 123", TOLD_WHOLE),
        row("ESM-12 a valid and an unknown one", item("\"2\"},{\"itemIdentifier\":\"7\"")),
        row("ESM-11 an answer that is no JSON", "not JSON"),
        row("ESM-67 a string", "\"abc\""),
        row("ESM-67 a string that says OK", "\"OK\""),
        row("ESM-67 a number", "5"),
        row("ESM-67 true", "true"),
        row("ESM-67 a list with something in it", "[{\"itemIdentifier\":\"2\"}]"),
        row("ESM-67 a string for the list", "{\"batchItemFailures\":\"x\"}"),
        row("ESM-67 an empty string for the list", "{\"batchItemFailures\":\"\"}"),
        row("ESM-67 a number for the list", "{\"batchItemFailures\":5}"),
        row("ESM-67 an object for the list", "{\"batchItemFailures\":{\"itemIdentifier\":\"2\"}}"),
        row("ESM-67 an empty object for the list", "{\"batchItemFailures\":{}}"),
        row("ESM-12 a list of identifiers alone", "{\"batchItemFailures\":[\"2\"]}"));
  }

  static Stream<Row> progress() {
    return Stream.of(
        new Row(
            "ESM-10 one identifier",
            report(1),
            reporting("2"),
            records(3),
            "123 23 23",
            "2-3*2:null"),
        new Row(
            "ESM-10 the lowest",
            report(1),
            reporting("3", "2"),
            records(3),
            "123 23 23",
            "2-3*2:null"),
        new Row(
            "ESM-10 the first one", report(1), reporting("1"), records(3), "123 123", TOLD_WHOLE),
        new Row(
            "ESM-14 progress again",
            report(0),
            OutcomeTest::stepwise,
            records(4),
            "1234 234 34 4",
            ""),
        new Row(
            "ESM-13 reports that are not read", quiet(1), reporting("2"), records(3), "123", ""));
  }

  static Stream<Row> failuresOfTheFunction() {
    return Stream.of(
        new Row(
            "ESM-44 an exception", report(1), throwing(), records(2), "12 12", "1-2*2:Unhandled"),
        new Row(
            "ESM-17 an exception, cut",
            bisect(0),
            throwing(),
            records(2),
            "12 1 2",
            each("Unhandled")),
        new Row(
            "ESM-17 with reports", both(0), throwing(), records(2), "12 1 2", each("Unhandled")),
        new Row(
            "ESM-16 a report, cut there",
            both(1),
            reporting("3"),
            records(4),
            "1234 34 3 3 4",
            "3-3*2:null"),
        new Row(
            "ESM-17 a report of the first",
            both(0),
            reporting("1"),
            records(3),
            "123 1 23",
            "1-1*1:null"));
  }

  static Stream<Row> callsThatDoNotHappen() {
    return Stream.of(
        new Row("ESM-24 a throttle", report(0), throttledOnce(), records(2), "12 12", ""),
        new Row(
            "ESM-25 an event that is too large",
            report(1),
            reporting(),
            List.of(record("1", new byte[5 << 20], START), record("2", START)),
            "2",
            "1-1*2:absent"));
  }

  static Stream<Row> ages() {
    List<ShardRecord> mixed = new ArrayList<>(records(3));
    mixed.set(0, record("1", START.minusSeconds(61)));
    MappingSettings once = Settings.aging(OptionalInt.of(0), MINUTE);
    return Stream.of(
        new Row(
            "ESM-19 an old one alone", once, reporting(), mixed.subList(0, 1), "", "1-1*1:absent"),
        new Row("ESM-23 an old one first", once, reporting(), mixed, "23", "1-1*1:absent"));
  }

  @ParameterizedTest
  @MethodSource({
    "successes",
    "failuresOfTheWholeBatch",
    "progress",
    "failuresOfTheFunction",
    "callsThatDoNotHappen",
    "ages"
  })
  void isJudgedAsLambdaJudgesIt(Row row) {
    VirtualLane lane = new VirtualLane(row.settings(), row.function()).run(row.input());

    assertThat(lane.batches().stream().map(batch -> String.join("", batch)))
        .containsExactly(words(row.calls()));
    assertThat(lane.told().stream().map(OutcomeTest::word)).containsExactly(words(row.told()));
    assertThat(lane.counts().finished()).isEqualTo(row.input().size());
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" ", -1);
  }

  private static String word(Told told) {
    return "%s-%s*%d:%s"
        .formatted(
            told.first(), told.last(), told.invokeCount(), told.functionError().orElse("absent"));
  }

  private static String item(String identifier) {
    return "{\"batchItemFailures\":[{\"itemIdentifier\":" + identifier + "}]}";
  }

  private static String each(String error) {
    return "1-1*1:" + error + " 2-2*1:" + error;
  }

  private static Row row(String name, String answer) {
    return row(name, answer, "123 123", TOLD_WHOLE);
  }

  private static Row row(String name, String answer, String calls, String told) {
    return new Row(name, report(1), answering(answer), records(3), calls, told);
  }

  private static MappingSettings report(int retries) {
    return Settings.reporting(retries);
  }

  private static MappingSettings bisect(int retries) {
    return Settings.bisecting(retries);
  }

  private static MappingSettings both(int retries) {
    return Settings.reportingAndBisecting(retries);
  }

  private static MappingSettings quiet(int retries) {
    return Settings.notReporting(retries);
  }

  /** Does the first record of each batch and reports the second, as long as there is one. */
  private static Outcome stepwise(List<ShardRecord> batch) {
    return batch.size() == 1
        ? reporting().apply(batch)
        : reporting(batch.get(1).sequenceNumber()).apply(batch);
  }

  private static Function<List<ShardRecord>, Outcome> throttledOnce() {
    List<String> seen = new ArrayList<>();
    return batch -> {
      seen.add(batch.stream().map(ShardRecord::sequenceNumber).collect(Collectors.joining()));
      return seen.size() == 1 ? new Outcome.Throttled() : reporting().apply(batch);
    };
  }
}
