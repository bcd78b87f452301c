package io.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bench.cold.ColdMeasurement;
import io.weir.bench.growth.GrowthMeasurement;
import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Table;
import io.weir.bench.parts.PartsMeasurement;
import io.weir.bench.redrive.RedriveMeasurement;
import io.weir.bench.scaling.ScalingMeasurement;
import io.weir.bench.simulator.SimulatorMeasurement;
import io.weir.bench.size.SizeMeasurement;
import io.weir.bench.table.EngineMeasurement;
import io.weir.bench.whole.HandlerMeasurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar bench.jar handler}. */
@Command(
    name = "bench.jar",
    description = "Measures what an event costs, against what a user would take instead.",
    mixinStandardHelpOptions = true,
    version = "Weir 0.1.0-SNAPSHOT",
    usageHelpAutoWidth = true,
    sortOptions = false)
public final class Bench implements Callable<Integer> {
  /** What {@code docs/benchmarks.md} begins with. */
  private static final String HEAD =
      """
      # What an event costs

      This page is printed by `java -jar bench/target/bench.jar all`. Each figure is the median of
      several rounds in which the contenders take turns, with the least and the most in brackets.
      Client and store run on one machine over the loopback; nothing here was measured on AWS.

      %s
      %s""";

  private static final Map<String, Measurement> MEASUREMENTS = measurements();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "WHAT",
      description = "One or more of: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private List<String> what = List.of();

  @Option(names = "--json", description = "Print one JSON document instead of Markdown.")
  private boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each thing is measured, in turns (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--quick",
      description = "Show in seconds that it works; the figures mean nothing.")
  private boolean quick;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "The most dead letters that the replayer is measured with; 100000 take many minutes"
              + " (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The Java runtime that contenders run on (default: this one).")
  private Path javaHome = Path.of(System.getProperty("java.home"));

  /** Measures, and ends the process with an exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  private static Map<String, Measurement> measurements() {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("handler", new HandlerMeasurement());
    all.put("cold", new ColdMeasurement());
    all.put("parts", new PartsMeasurement());
    all.put("growth", new GrowthMeasurement());
    all.put("replayer", new RedriveMeasurement());
    all.put("simulator", new SimulatorMeasurement());
    all.put("table", new EngineMeasurement());
    all.put("size", new SizeMeasurement());
    all.put("scaling", new ScalingMeasurement());
    return all;
  }

  /** What can be measured. */
  private static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(MEASUREMENTS.keySet());
      add("all");
    }
  }

  @Override
  public Integer call() throws IOException {
    CommandLine command = spec.commandLine();
    List<String> names =
        what.contains("all") ? List.copyOf(MEASUREMENTS.keySet()) : List.copyOf(what);
    for (String name : names) {
      if (!MEASUREMENTS.containsKey(name)) {
        throw new ParameterException(
            command, "cannot measure '" + name + "': say one of " + new Names());
      }
    }
    if (rounds < 1) {
      throw new ParameterException(command, "--rounds must be 1 or more");
    }
    if (most < 1 || most > 100_000) {
      throw new ParameterException(command, "--most must be between 1 and 100000");
    }
    PrintWriter err = command.getErr();
    Effort effort =
        new Effort(
            quick ? 1 : rounds,
            quick,
            most,
            javaHome,
            line -> {
              err.println(line);
              err.flush();
            });
    Map<String, String> machine = Machine.describe(InstantSource.system(), javaHome);
    List<Table> tables = new ArrayList<>();
    for (String name : names) {
      Measurement measurement = MEASUREMENTS.get(name);
      if (measurement != null) {
        tables.addAll(measurement.measure(effort));
      }
    }
    print(command.getOut(), machine, tables);
    return 0;
  }

  private void print(PrintWriter out, Map<String, String> machine, List<Table> tables) {
    if (json) {
      ObjectNode document = new ObjectMapper().createObjectNode();
      document.set("machine", Machine.json(machine));
      document.put("quick", quick);
      ArrayNode array = document.putArray("tables");
      tables.forEach(table -> array.add(table.json()));
      out.println(document.toPrettyString());
    } else {
      String page =
          HEAD.formatted(
              Machine.markdown(machine),
              tables.stream().map(Table::markdown).collect(Collectors.joining("\n")));
      out.println(page.stripTrailing());
    }
    out.flush();
  }
}
