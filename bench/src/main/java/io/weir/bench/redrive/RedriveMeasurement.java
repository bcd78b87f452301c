package io.weir.bench.redrive;

import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Table;
import io.weir.bench.measure.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The replayer's own jar, and a plain sequential reader, over more and more dead letters. */
public final class RedriveMeasurement implements Measurement {
  private static final List<Integer> LETTERS = List.of(1, 100, 10_000, 100_000);

  private static final int MOST_ONE_BY_ONE = 1_000;
  private static final int SHARDS = 4;
  private static final int QUICK = 50;
  private static final String REPLAYER = "replayer";
  private static final String PLAIN = "plain reader";

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    List<Integer> sizes = LETTERS.stream().filter(letters -> letters <= effort.most()).toList();
    int most = effort.quick() ? QUICK : sizes.get(sizes.size() - 1);
    try (Pipeline pipeline = Pipeline.start(SHARDS, most)) {
      // The first call starts the function; that cost is not measured.
      measure(effort, pipeline, Redrive.Kind.PARKED, 1, PLAIN);
      if (effort.quick()) {
        rows.add(measure(effort, pipeline, Redrive.Kind.PARKED, 1, REPLAYER));
        rows.add(measure(effort, pipeline, Redrive.Kind.POINTER, QUICK, REPLAYER));
        rows.add(measure(effort, pipeline, Redrive.Kind.POINTER, QUICK, PLAIN));
        return List.of(table(rows));
      }
      for (Redrive.Kind kind : Redrive.Kind.values()) {
        for (int letters : sizes) {
          rows.add(measure(effort, pipeline, kind, letters, REPLAYER));
        }
        // One after the other grows in a straight line: the most that is bearable says it all.
        rows.add(measure(effort, pipeline, kind, Math.min(most, MOST_ONE_BY_ONE), PLAIN));
      }
    }
    return List.of(table(rows));
  }

  private static Table table(List<List<Object>> rows) {
    return new Table(
        "The replayer",
        "java -jar bench/target/bench.jar replayer --most 100000",
        NOTES,
        List.of(
            "dead letters",
            "number",
            "by",
            "seconds",
            "records/s",
            "peak memory, MB",
            "calls / record",
            "calls"),
        rows);
  }

  private static final List<String> NOTES =
      List.of(
          "`replayer redrive --yes --rps 100000 --read-rate 5 --batch-size 100`, from the start of"
              + " its process to its end; its first second is the virtual machine's. The plain"
              + " reader receives one message, reads its record, invokes, deletes: without plan,"
              + " proof, journal, or a thought for live consumers.",
          "The function is the real `handler.jar`, warm, over a stand-in store; the queue is a"
              + " stand-in too, Kinesis and Lambda are the local ones. Afterwards each record is in the"
              + " store, and the queue is empty: else it counts as failed. One round each. The calls"
              + " are all that the tool made, not the function's.");

  private static List<Object> measure(
      Effort effort, Pipeline pipeline, Redrive.Kind kind, int letters, String by)
      throws IOException {
    effort.progress().accept("replayer: %d %s by %s".formatted(letters, kind.text(), by));
    try (Redrive redrive =
        Redrive.prepare(pipeline, kind, letters, "dead-letters-" + System.nanoTime())) {
      Tool.Cost cost =
          by.equals(REPLAYER)
              ? redrive.byReplayer(effort.javaHome())
              : redrive.byPlainReader(effort.javaHome());
      Map<String, Long> calls = redrive.calls();
      long sum = calls.values().stream().mapToLong(Long::longValue).sum();
      return List.of(
          kind.text(),
          letters,
          by,
          cost.seconds(),
          letters / cost.seconds(),
          cost.peakBytes() / 1e6,
          sum / (double) letters,
          text(calls));
    }
  }

  private static String text(Map<String, Long> calls) {
    return calls.entrySet().stream()
        .map(call -> call.getKey() + " " + call.getValue())
        .collect(Collectors.joining(", "));
  }
}
