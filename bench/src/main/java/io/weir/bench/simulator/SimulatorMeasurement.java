package io.weir.bench.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Jars;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Spread;
import io.weir.bench.measure.Table;
import io.weir.bench.measure.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The simulator: records a second and memory, by runs and by records a run. */
public final class SimulatorMeasurement implements Measurement {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many records as a run puts unasked. */
  private static final int USUAL = 200;

  private record Size(int seeds, int records) {}

  private static final List<Size> SIZES =
      List.of(
          new Size(1, USUAL),
          new Size(100, USUAL),
          new Size(1_000, USUAL),
          new Size(10, 2_000),
          new Size(10, 20_000));

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    List<Size> sizes = effort.quick() ? SIZES.subList(0, 1) : SIZES;
    Path output = Files.createTempFile("weir-bench", ".json");
    try {
      List<List<Object>> rows = new ArrayList<>();
      for (Size size : sizes) {
        rows.add(measure(effort, size, output));
      }
      return List.of(table(rows));
    } finally {
      Files.delete(output);
    }
  }

  private static List<Object> measure(Effort effort, Size size, Path output) throws IOException {
    effort
        .progress()
        .accept("simulator: %d runs of %d records".formatted(size.seeds, size.records));
    List<Double> seconds = new ArrayList<>();
    List<Double> rate = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    Done done = new Done(0, 0);
    for (int round = 0; round < effort.rounds(); round++) {
      Tool.Cost cost = tool(effort, size).run(output);
      done = Done.read(output);
      seconds.add(cost.seconds());
      rate.add(done.records / cost.seconds());
      memory.add(cost.peakBytes() / 1e6);
    }
    return List.of(
        size.seeds,
        size.records,
        done.records,
        done.faults,
        Spread.of(seconds),
        Spread.of(rate),
        Spread.of(memory));
  }

  private static Tool tool(Effort effort, Size size) {
    return new Tool(
        List.of(
            effort.javaHome().resolve("bin/java").toString(),
            "-jar",
            Jars.chaos().toString(),
            "simulate",
            "--json",
            "--seeds",
            Integer.toString(size.seeds),
            "--records",
            Integer.toString(size.records)),
        Map.of("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "")));
  }

  /** What all runs did together. */
  private record Done(long records, long faults) {

    static Done read(Path output) throws IOException {
      long records = 0;
      long faults = 0;
      for (String line : Files.readAllLines(output)) {
        if (line.startsWith("{")) {
          JsonNode run = JSON.readTree(line);
          if (run.path("violations").asInt() != 0) {
            throw new IOException("a violated law: " + line);
          }
          records += run.path("records").asLong();
          faults += run.path("faults").asLong();
        }
      }
      return new Done(records, faults);
    }
  }

  private static Table table(List<List<Object>> rows) {
    return new Table(
        "The simulator",
        "java -jar bench/target/bench.jar simulator",
        List.of(
            "`chaos.jar simulate` from the start of its process to its end, on as many threads as"
                + " there are processors: the production function, mapping and replayer with faults,"
                + " and the laws at the end. More records are put than asked for where a producer"
                + " repeats a put whose answer was lost. A violated law counts as failed."),
        List.of(
            "runs",
            "records asked for, each",
            "records put",
            "faults",
            "seconds",
            "records/s",
            "peak memory, MB"),
        rows);
  }
}
