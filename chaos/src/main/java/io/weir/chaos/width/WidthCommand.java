package io.weir.chaos.width;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs seeds, and tells which branches of the production code they took. */
@Command(
    name = "width",
    description = {
      "Run the simulation, and print which branches of the production code it takes, a row a"
          + " package.",
      "What no seed comes to, no seed proves."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class WidthCommand implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many seeds. Default: ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed. Default: ${DEFAULT-VALUE}")
  private long from;

  @Option(
      names = "--missed",
      split = ",",
      paramLabel = "PACKAGE",
      description = "List the lines of these packages that have branches which no seed took.")
  private List<String> missed = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Format format;

  /** How the result is printed. */
  enum Format {
    table,
    json
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds must be 1 or more");
    }
    List<Measured> listed = missed.stream().map(this::measured).toList();
    PrintWriter err = spec.commandLine().getErr();
    WatchedSimulation simulation =
        WatchedSimulation.run(
            List.of("--seeds", String.valueOf(seeds), "--from", String.valueOf(from)), err);
    if (simulation.exitCode() == ExitCode.USAGE || simulation.taken().getContents().isEmpty()) {
      err.println("chaos.jar: the simulation did not run; what it said stands above");
      return 1;
    }
    List<Width> widths =
        Measured.all().stream().map(it -> Width.of(it, simulation.taken())).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      out.println(json(widths, listed));
    } else {
      table(widths, out);
      widths.stream().filter(it -> listed.contains(it.of())).forEach(it -> lines(it, out));
    }
    out.flush();
    return simulation.exitCode();
  }

  private Measured measured(String name) {
    return Measured.of(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "%s is not measured; these are: %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", Measured.all().stream().map(Measured::name).toList()))));
  }

  private static void table(List<Width> widths, PrintWriter out) {
    out.printf("%-20s %16s %9s %6s%n", "package", "branches taken", "per cent", "goal");
    for (Width width : widths) {
      out.printf(
          "%-20s %16s %9.1f %6d%s%n",
          width.of().name(),
          width.taken() + " of " + width.branches(),
          width.percent(),
          width.of().goal(),
          width.isEnough() ? "" : "  below");
    }
  }

  private static void lines(Width width, PrintWriter out) {
    out.println();
    for (Width.Line line : width.missed()) {
      out.printf(
          "%s:%d  %d of %d branches missed%n",
          line.file(), line.number(), line.missed(), line.branches());
    }
  }

  private String json(List<Width> widths, List<Measured> listed) {
    ObjectNode all = JSON.createObjectNode().put("from", from).put("seeds", seeds);
    for (Width width : widths) {
      ObjectNode row = all.withArray("packages").addObject();
      row.put("package", width.of().name())
          .put("taken", width.taken())
          .put("branches", width.branches())
          .put("percent", Math.round(width.percent() * 10) / 10.0)
          .put("goal", width.of().goal());
      if (listed.contains(width.of())) {
        for (Width.Line line : width.missed()) {
          row.withArray("missed")
              .addObject()
              .put("file", line.file())
              .put("line", line.number())
              .put("missed", line.missed())
              .put("branches", line.branches());
        }
      }
    }
    return all.toString();
  }
}
