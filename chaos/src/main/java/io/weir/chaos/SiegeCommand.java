package io.weir.chaos;

import io.weir.chaos.siege.Destination;
import io.weir.chaos.siege.Jars;
import io.weir.chaos.siege.Siege;
import io.weir.chaos.siege.SiegeReport;
import io.weir.chaos.siege.SiegeSettings;
import io.weir.chaos.siege.Target;
import io.weir.local.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Besieges the real jars on this machine, and says where every record is afterwards. */
@Command(
    name = "siege",
    description = {
      "Runs local.jar up with handler.jar in processes of their own, puts records through a wire"
          + " that fails, splits and merges shards, lets two operators work on the same dead letters"
          + " with replayer.jar, has items vanish and letters copied and forged, kills function,"
          + " mapping and replayer with kill -9 at random moments, and goes through the books"
          + " afterwards: every record that the stream accepted"
          + " is stored once, waits in the queue, or was discarded with a reason.",
      "Works on loopback and in a temporary directory, which is kept if the promise was broken. The"
          + " table's disk is what it waits for: --in=/dev/shm, where there is one, is much faster."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class SiegeCommand implements Callable<Integer> {

  private static final int BROKEN = 1;
  private static final int MOST_RECORDS = 10_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Records to put (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "How often to kill, each target as often as the others (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "TARGET",
      description =
          "What to kill: ${COMPLETION-CANDIDATES}; mapping is the whole process of local.jar up"
              + " (default: all).")
  private Set<Target> targets = EnumSet.allOf(Target.class);

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description =
          "Over which records, kills and reshards are spread, fractions allowed; what is not done by then"
              + " follows (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of the stream (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--reshards",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "How often to split or merge shards, over the same time (default: ${DEFAULT-VALUE}).")
  private int reshards;

  @Option(
      names = "--destination",
      paramLabel = "DESTINATION",
      defaultValue = "sqs",
      description =
          "Where the mapping writes what it gives up: ${COMPLETION-CANDIDATES}. From a bucket the"
              + " replayer reads and copies, and everything stays there; the mapping's writes to it"
              + " do not cross the wire (default: ${DEFAULT-VALUE}).")
  private Destination destination = Destination.SQS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "What chance starts from: the same seed makes the same records, targets and spells of"
              + " faults (default: another one each time, printed).")
  private @Nullable Long seed;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "90",
      description =
          "How long nothing may happen, after the last fault, before what is missing counts as lost"
              + " (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--up",
      paramLabel = "OPTION",
      description =
          "A further option for local.jar up, which wins over ours, such as --up=--on-failure=none to see what a siege"
              + " says when records are lost. May be repeated.")
  private List<String> up = new ArrayList<>();

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description = "Where to make the temporary directory (default: where the system has them).")
  private Path in = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--json", description = "Print one JSON object, on one line.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    check(records >= 1 && records <= MOST_RECORDS, "--records must be between 1 and 10000000");
    check(kills >= 0 && kills <= records, "--kills must be between 0 and the number of records");
    check(shards >= 1 && shards <= 100, "--shards must be between 1 and 100");
    check(reshards >= 0 && reshards <= 200, "--reshards must be between 0 and 200");
    check(minutes > 0 && minutes <= 1_440, "--minutes must be above 0 and up to 1440");
    check(patience >= 1 && patience <= 3_600, "--patience must be between 1 and 3600 seconds");
    long start = seed == null ? System.nanoTime() : seed;
    SiegePrinter printer =
        new SiegePrinter(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    Path directory = directory();
    printer.progress("seed " + start + ", in " + directory);
    try {
      SiegeReport report = Siege.lay(settings(directory, start), printer::progress);
      printer.report(report);
      if (report.holds()) {
        WorkDirectory.delete(directory);
        return 0;
      }
    } catch (IllegalStateException e) {
      printer.progress("chaos.jar siege: " + e.getMessage());
    }
    printer.howToLook(directory, start);
    return BROKEN;
  }

  private SiegeSettings settings(Path directory, long start) {
    List<Malformed> kinds = Malformed.all();
    return new SiegeSettings(
        start,
        new SiegeSettings.Load(
            records,
            random -> kinds.get(random.nextInt(kinds.size())).payload(random),
            Duration.ofMillis(Math.round(minutes * 60_000))),
        new SiegeSettings.Disruptions(kills, targets, reshards),
        new SiegeSettings.Deployment(Jars.built(), directory, shards, destination, up),
        Duration.ofSeconds(patience));
  }

  private Path directory() {
    try {
      return Files.createTempDirectory(in, "weir-siege-").toRealPath();
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--in " + in + " does not take a directory: " + e.getMessage(), e);
    }
  }

  private void check(boolean good, String message) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
