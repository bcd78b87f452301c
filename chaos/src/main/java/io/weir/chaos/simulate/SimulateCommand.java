package io.weir.chaos.simulate;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs seeds, and counts what was lost. */
@Command(
    name = "simulate",
    description = {
      "Run the production function, mapping and replayer in virtual time, over services in memory,"
          + " in any weather; and count what is lost.",
      "The same seed repeats its run to the byte."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class SimulateCommand implements Callable<Integer> {

  private static final int EVERY = 25;

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
      names = "--faults",
      split = ",",
      paramLabel = "NAME",
      description = "Only these, or none. Default: each seed turns on some of all.")
  private List<String> faults = List.of();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many records are put, a seed. Default: ${DEFAULT-VALUE}")
  private int records;

  @Option(names = "--json", description = "Print one JSON object a seed.")
  private boolean json;

  @Option(names = "--trace", description = "Print everything that happens.")
  private boolean trace;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many seeds run at once. Default: as many as there are cores.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    if (seeds < 1 || records < 1 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seeds, --records and --threads must be 1 or more");
    }
    Set<Fault> allowed = allowed();
    Fleet fleet =
        new Fleet(threads, seed -> new Run.Request(seed, allowed, records, kept(), new Seams()));
    PrintWriter out = spec.commandLine().getOut();
    Report report = new Report(out, json, trace, records);
    long began = System.nanoTime();
    fleet.run(
        LongStream.range(from, from + seeds).boxed().toList(),
        result -> {
          report.add(result);
          tell(result.seed() - from + 1);
        });
    report.end(Duration.ofNanos(System.nanoTime() - began));
    return report.violations() == 0 ? 0 : 1;
  }

  private Trace.Kept kept() {
    if (trace) {
      return Trace.Kept.DIGEST_AND_LINES;
    }
    return json ? Trace.Kept.DIGEST : Trace.Kept.NOTHING;
  }

  /** Says how far it is, to a person. */
  private void tell(long done) {
    if (Ansi.AUTO.enabled() && (done % EVERY == 0 || done == seeds)) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("\r%,d of %,d seeds%s", done, seeds, done == seeds ? "\n" : "");
      err.flush();
    }
  }

  private Set<Fault> allowed() {
    if (faults.isEmpty()) {
      return EnumSet.allOf(Fault.class);
    }
    Set<Fault> allowed = EnumSet.noneOf(Fault.class);
    List<String> unknown = new ArrayList<>();
    for (String name : faults) {
      if (!name.equals("none")) {
        Fault.of(name).ifPresentOrElse(allowed::add, () -> unknown.add(name));
      }
    }
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no fault "
              + String.join(", ", unknown)
              + "; there are none, "
              + String.join(", ", Fault.labels()));
    }
    return allowed;
  }
}
