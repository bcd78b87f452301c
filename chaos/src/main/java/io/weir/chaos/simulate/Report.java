package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;

/** Adds results up, and prints them. */
final class Report {

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final boolean json;
  private final boolean trace;
  private final int records;
  private long seeds;
  private long accepted;
  private long faults;
  private long lost;
  private long duplicated;
  private long unexpected;
  private long declared;
  private long violations;

  Report(PrintWriter out, boolean json, boolean trace, int records) {
    this.out = out;
    this.json = json;
    this.trace = trace;
    this.records = records;
  }

  void add(Result result) {
    seeds++;
    accepted += result.counts().records();
    faults += result.faults().struck();
    lost += result.counts().lost();
    duplicated += result.counts().duplicated();
    unexpected += result.counts().unexpected();
    declared += result.counts().declared();
    violations += result.violations().size();
    if (trace) {
      result.trace().lines().forEach(out::println);
    }
    if (json) {
      out.println(line(result));
    }
    if (!result.violations().isEmpty()) {
      out.printf("seed %d broke the promise, with %s%n", result.seed(), result.faults().names());
      result
          .violations()
          .forEach(it -> out.printf("  %s: %s: %s%n", it.law(), it.record(), it.what()));
      out.printf(
          "  repeat it: java -jar chaos.jar simulate --from %d --seeds 1 --records %d --trace%n",
          result.seed(), records);
    }
    out.flush();
  }

  private static ObjectNode line(Result result) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("seed", result.seed())
            .put("records", result.counts().records())
            .put("faults", result.faults().struck())
            .put("lost", result.counts().lost())
            .put("declared", result.counts().declared())
            .put("duplicated", result.counts().duplicated())
            .put("unexpected", result.counts().unexpected())
            .put("violations", result.violations().size())
            .put("trace", result.trace().digest());
    result.faults().names().forEach(line.putArray("kinds")::add);
    return line;
  }

  void end(Duration took) {
    out.printf(
        "seeds %d, records %d, faults %d, lost %d, duplicated %d, unexpected %d, violations %d"
            + " (declared %d, %d s)%n",
        seeds,
        accepted,
        faults,
        lost,
        duplicated,
        unexpected,
        violations,
        declared,
        took.toSeconds());
    out.flush();
  }

  long violations() {
    return violations;
  }
}
