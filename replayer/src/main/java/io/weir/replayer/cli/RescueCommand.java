package io.weir.replayer.cli;

import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.journal.Fault;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.terminal.ProgressLine;
import io.weir.replayer.terminal.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies payloads out of the stream before they expire. */
@Command(
    name = "rescue",
    description = {
      "Copy dead letters and their payloads before they are lost, the most urgent first.",
      "What was copied before is not read again: safe to run every minute.",
      "The copies can be read with --from."
    },
    footer = {
      "",
      "Examples:",
      "  replayer rescue --stack Weir --to s3://my-bucket/rescued --warn 6h",
      "  replayer inspect --from s3://my-bucket/rescued"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class RescueCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ConnectionOptions named;
  @Mixin private ReadOptions options;
  @Mixin private OutputOptions output;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "A directory, or s3://BUCKET/PREFIX.")
  private String to = "";

  @Option(
      names = "--warn",
      paramLabel = "TIME",
      defaultValue = "6h",
      description =
          "Exit with 5 if anything that is not rescued will be lost within this time, as "
              + "7d, 6h or 30m, or is lost already; or if there is more than --limit. "
              + "Default: ${DEFAULT-VALUE}")
  private String warn = "6h";

  @Spec private CommandSpec spec;

  RescueCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Duration within = within();
    if (!to.startsWith("s3://")) {
      console.refuseFile("a directory", "add --to s3://BUCKET/PREFIX");
    }
    try (LetterSession reading = LetterSession.open(console, named, options)) {
      Vault vault = RescuedOption.vault(reading.clients(), to);
      Peek peek = reading.peek();
      Rescue.Report report = rescue(reading, peek, vault);
      print(report, vault, peek);
      reading.unseen(peek).ifPresent(reading::note);
      int exit = exit(report, within);
      return peek.whole() ? exit : incomplete(exit, reading.isCutOff(peek));
    }
  }

  private static Rescue.Report rescue(LetterSession reading, Peek peek, Vault vault) {
    try (ProgressLine progress = reading.progress(peek.letters().size())) {
      return reading.replayer().rescue(peek, vault, progress::step);
    } catch (IOException e) {
      throw new Stop(Exit.NO_ACCESS, vault.name() + ": " + Fault.of(e), e);
    } catch (InterruptedException e) {
      throw Stop.interrupted("nothing was changed", e);
    }
  }

  /** The next run looks at what is held now; no run looks at what is beyond the limit. */
  private static int incomplete(int exit, boolean cutOff) {
    return cutOff ? Exit.AT_RISK : exit == Exit.OK ? Exit.SOME_FAILED : exit;
  }

  private Duration within() {
    try {
      return Span.parse(warn);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--warn: " + e.getMessage(), e);
    }
  }

  private static int exit(Rescue.Report report, Duration within) {
    Optional<Duration> left = report.nextLoss().map(at -> Duration.between(Instant.now(), at));
    boolean soon = left.map(time -> time.compareTo(within) <= 0).orElse(false);
    if (report.lost() > 0 || report.copiedInPart() > 0 || soon) {
      return Exit.AT_RISK;
    }
    if (report.unreadable() > 0) {
      return Exit.NO_ACCESS;
    }
    return report.refused() > 0 ? Exit.SOME_FAILED : Exit.OK;
  }

  private void print(Rescue.Report report, Vault vault, Peek peek) {
    PrintWriter out = console.out();
    switch (output.format()) {
      case json -> JsonOutput.document(out, json(report, vault, peek));
      case ndjson -> JsonOutput.line(out, json(report, vault, peek));
      case table -> {
        out.printf(
            "%,d messages: %,d copied to %s, %,d were there already%n",
            report.total(), report.copied(), vault.name(), report.before());
        line(out, report.copiedInPart(), "copied in part: the rest of their records is lost");
        line(out, report.lost(), "lost: their payloads have left the stream");
        line(out, report.refused(), "refused: what they point at was not named; see inspect");
        line(out, report.unreadable(), "could not be read now; try again");
        line(out, report.malformed(), "not understood, kept as they are");
        report
            .nextLoss()
            .ifPresent(
                at ->
                    out.println(
                        "Left until the first of the others is lost: "
                            + Span.of(Duration.between(Instant.now(), at))));
        out.flush();
      }
    }
  }

  private static void line(PrintWriter out, int count, String what) {
    if (count > 0) {
      out.printf("%,d %s%n", count, what);
    }
  }

  private static Map<String, Object> json(Rescue.Report report, Vault vault, Peek peek) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("to", vault.name());
    json.put("messages", report.total());
    json.put("copied", report.copied());
    json.put("copiedInPart", report.copiedInPart());
    json.put("before", report.before());
    json.put("lost", report.lost());
    json.put("refused", report.refused());
    json.put("unreadable", report.unreadable());
    json.put("malformed", report.malformed());
    report.nextLoss().ifPresent(at -> json.put("nextLossAt", at.toString()));
    json.put("complete", peek.whole());
    return json;
  }
}
