package io.weir.bench.scaling;

import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The worked table of docs/scaling.md, from its formulas. */
public final class ScalingMeasurement implements Measurement {
  private static final List<Long> RATES = List.of(1_000L, 100_000L, 10_000_000L);
  private static final int BATCH = 800;

  @Override
  public List<Table> measure(Effort effort) {
    return List.of(table());
  }

  /** Returns the table; it is the same on every machine. */
  public static Table table() {
    List<String> columns = new ArrayList<>(List.of("per month, or at once"));
    RATES.forEach(rate -> columns.add("%,d events/s".formatted(rate)));
    List<List<Object>> rows = new ArrayList<>();
    rows.add(row("shards, 80 % full", Load::shards));
    rows.add(row("events per batch", Load::eventsPerBatch));
    rows.add(row("invocations per second", Load::invocationsPerSecond));
    rows.add(row("milliseconds per invocation", load -> 1000 * load.secondsPerBatch()));
    rows.add(row("invocations at once", load -> Math.ceil(load.busy())));
    rows.add(row("parallelization factor", Load::factor));
    rows.add(row("concurrency to reserve", Load::concurrency));
    rows.add(row("write units per second, table and index", Load::writeUnits));
    rows.add(row("stream, 7 d, $", Load::stream));
    rows.add(row("function, $", Load::function));
    rows.add(row("table on demand, $", Load::onDemand));
    rows.add(row("table provisioned instead, $", Load::provisioned));
    rows.add(
        row("sum with on demand, $", load -> load.stream() + load.function() + load.onDemand()));
    return new Table(
        "Scaling on paper",
        "java -jar bench/target/bench.jar scaling",
        List.of("Computed from limits and list prices, never measured: see docs/scaling.md."),
        columns,
        rows);
  }

  private static List<Object> row(String name, ToDoubleFunction<Load> value) {
    List<Object> row = new ArrayList<>(List.of(name));
    for (long rate : RATES) {
      row.add(String.format(Locale.ROOT, "%,.0f", value.applyAsDouble(new Load(rate, BATCH))));
    }
    return row;
  }
}
