package io.weir.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.settings.TableSettings.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a deployment costs in a month, computed from list prices and a template. The rows are those
 * of {@code docs/deploying.md}.
 */
final class CostTable {

  private static final double HOURS = 730;
  private static final double SECONDS = HOURS * 3_600;
  private static final double EVENT_KB = 1;
  private static final double ITEM_KB = 1.4;

  /** The function's seven counts and ColdStart, three reasons, four of the mapping. */
  private static final int METRICS = 15;

  /**
   * A load, and the template that carries it.
   *
   * @param template with shards, retention and alarms
   * @param events a second
   * @param duration of an invocation, in seconds
   */
  record Load(Golden template, double events, double duration) {

    private double shards() {
      return template.only("AWS::Kinesis::Stream").path("ShardCount").asDouble();
    }

    private double days() {
      return template.only("AWS::Kinesis::Stream").path("RetentionPeriodHours").asDouble() / 24;
    }

    /** A lane is busy once in a window, or as often as its batches fill up. */
    private double invocations() {
      JsonNode mapping = template.only("AWS::Lambda::EventSourceMapping");
      double window = mapping.path("MaximumBatchingWindowInSeconds").asDouble();
      double lanes = shards() * mapping.path("ParallelizationFactor").asDouble();
      double full = events / mapping.path("BatchSize").asDouble();
      return SECONDS * Math.max(full, Math.min(events, lanes / (window + duration)));
    }

    private double gigabytes(double kilobytes) {
      return events * SECONDS * kilobytes / 1_000_000;
    }
  }

  /** One line of the table. */
  private record Line(String name, ToDoubleFunction<Load> dollars) {}

  private static final List<Line> LINES =
      List.of(
          new Line("shards, 0.015 an hour", it -> it.shards() * 0.015 * HOURS),
          new Line("puts, 0.014 a million", it -> it.events * SECONDS / 1e6 * 0.014),
          new Line(
              "retention: 0.02 a shard-hour over 24 h, 0.023 a GB over 7 d", CostTable::retention),
          new Line(
              "Lambda arm64 with SnapStart",
              it -> it.invocations() * (0.20 / 1e6 + it.duration * 0.0000133334)),
          new Line(
              "table and index, 0.625 a million units, 4 an event",
              it -> it.events * SECONDS / 1e6 * 0.625 * units(Index.ALL)),
          new Line(
              "alarms 0.10 a metric, joined 0.50, metrics 0.30, dashboard 3", CostTable::watch),
          new Line(
              "logs, 0.50 a GB, 1.2 KB an invocation", it -> it.invocations() * 1.2e-6 * 0.50));

  private CostTable() {}

  private static double retention(Load load) {
    double extended = load.days() > 1 ? load.shards() * 0.02 * HOURS : 0;
    double days = Math.max(0, load.days() - 7);
    return extended + load.events * EVENT_KB * days * 86_400 / 1e6 * 0.023;
  }

  private static double watch(Load load) {
    double watched =
        load.template.all("AWS::CloudWatch::Alarm").stream()
            .mapToDouble(it -> it.has("Metrics") ? it.findValues("MetricStat").size() : 1)
            .sum();
    double joined = load.template.all("AWS::CloudWatch::CompositeAlarm").size() * 0.50;
    return watched * 0.10 + joined + METRICS * 0.30 + 3;
  }

  /** Write units of an event: an item of 1.4 KB takes two, a copy of its keys one. */
  static int units(Index index) {
    int table = (int) Math.ceil(ITEM_KB);
    return switch (index) {
      case ALL -> 2 * table;
      case KEYS -> table + 1;
      case OFF -> table;
    };
  }

  /** Returns the rows, as the page has them. */
  static List<String> rows(List<Load> loads) {
    List<String> rows = new ArrayList<>();
    LINES.forEach(it -> rows.add(row(it.name, loads, it.dollars)));
    String sum =
        row(
            "sum",
            loads,
            load -> LINES.stream().mapToDouble(it -> it.dollars.applyAsDouble(load)).sum());
    rows.add(sum.replaceAll("\\| ([^|]+) (?=\\|)", "| **$1** "));
    rows.add(
        row(
            "and for each month of events kept: table and index 0.25, backups 0.20 a GB",
            loads,
            it -> it.gigabytes(ITEM_KB) * (2 * 0.25 + 0.20)));
    return rows;
  }

  /** Returns the rows of what a write costs, by what the index holds. */
  static List<String> writes(double events) {
    return List.of(Index.values()).stream()
        .map(
            it ->
                "| `%s` | %d | %s |"
                    .formatted(
                        it.name().toLowerCase(Locale.ROOT),
                        units(it),
                        whole(events * SECONDS / 1e6 * 0.625 * units(it))))
        .toList();
  }

  private static String row(String name, List<Load> loads, ToDoubleFunction<Load> dollars) {
    return loads.stream()
        .map(it -> whole(dollars.applyAsDouble(it)))
        .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
  }

  private static String whole(double dollars) {
    return String.format(Locale.ROOT, "%,d", Math.round(dollars));
  }
}
