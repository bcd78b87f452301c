package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.plan.TimePoint;
import io.weir.replayer.plan.repair.Fix;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong input of an operator: it must be refused before anything is done. */
final class Mistakes {

  private static final int SHARE = 4;

  private static final List<String> FILTERS =
      List.of(
          ".a |",
          ".[",
          ".ts |= todate",
          "nothing(.; 1)",
          "sqrt",
          "pow(.; 2)",
          "builtins",
          "env",
          "$x",
          ". as [$a, {b: $c}] | $d",
          "def f($x; g): $y; f(1; .)",
          "{$name}",
          "break $out",
          "import \"a\" as a; .",
          "a::b",
          "@base58",
          ".a = 0.12345678901234567890",
          ".a = 1e400");

  private static final List<String> TIMES =
      List.of("yesterday", "2h30m", "0h", "-5m", "2026-01-01", "2026-13-01T00:00:00Z", "1w", "");

  private static final List<String> DURATIONS = List.of("5", "24 h", "1h ", "0s", "s", "");

  /** A filter is refused in all runs alike, and to find out costs as much as half a run. */
  private static final Map<String, String> REFUSED = new ConcurrentHashMap<>();

  private Mistakes() {}

  /** Types a filter, perhaps. */
  static void filter(World world, Truth truth) {
    if (world.random().nextInt(SHARE) > 0) {
      return;
    }
    String filter = FILTERS.get(world.random().nextInt(FILTERS.size()));
    String told = REFUSED.computeIfAbsent(filter, it -> refusal(() -> Fix.compile(it, false)));
    world.note(() -> "an operator types " + filter + " and is told: " + told);
    if (!told.startsWith("not a jq filter: ")) {
      truth.violation(new Violation("repair", "a wrong filter is taken: " + told, filter));
    }
  }

  /** Types a time and a duration, perhaps. */
  static void time(World world, Truth truth) {
    if (world.random().nextInt(SHARE) > 0) {
      return;
    }
    String time = TIMES.get(world.random().nextInt(TIMES.size()));
    String length = DURATIONS.get(world.random().nextInt(DURATIONS.size()));
    Instant now = world.now();
    if (!refusal(() -> TimePoint.parse(time, now)).startsWith("a time is ")
        || !refusal(() -> TimePoint.duration(length)).startsWith("a duration is ")) {
      truth.violation(new Violation("selection", "a wrong time is taken", time + ", " + length));
    }
  }

  private static String refusal(Runnable typed) {
    try {
      typed.run();
      return "nothing";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
