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
    accepted += result.records();
    faults += result.struck();
    lost += result.lost();
    duplicated += result.duplicated();
    unexpected += result.unexpected();
    declared += result.declared();
    violations += result.violations().size();
    if (trace) {
      result.trace().forEach(out::println);
    }
    if (json) {
      out.println(line(result));
    }
    if (!result.violations().isEmpty()) {
      out.printf("seed %d broke the promise, with %s%n", result.seed(), result.faults());
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
            .put("records", result.records())
            .put("faults", result.struck())
            .put("lost", result.lost())
            .put("declared", result.declared())
            .put("duplicated", result.duplicated())
            .put("unexpected", result.unexpected())
            .put("violations", result.violations().size())
            .put("trace", result.digest());
    result.faults().forEach(line.putArray("kinds")::add);
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
