package io.weir.replayer.cli;

import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.archive.Import;
import io.weir.replayer.journal.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an export and keeps its letters where every command can read them. */
@Command(
    name = "import",
    description =
        "Check every byte of an export against its hashes, and keep its letters in a "
            + "place that every command reads with --from. What is there already stays there; "
            + "what is there in part gets the records that the export has more.",
    footer = {
      "",
      "Example:",
      "  jq -c 'select(.verdict == \"COMPLETE\")' all.ndjson | replayer import - --to some/"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The export; - for standard input.")
  private String file = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "A directory, or s3://BUCKET/PREFIX.")
  private String to = "";

  @Mixin private ConnectionOptions named;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.refuseFile("a file", "read objects with --from s3://");
    if (!file.equals("-") && !Files.exists(Path.of(file))) {
      throw new Stop(Exit.USAGE, file + ": there is no such file or directory");
    }
    FileQueue queue = file.equals("-") ? FileQueue.of(System.in) : FileQueue.of(Path.of(file));
    try (io.weir.replayer.aws.AwsClients clients = named.clients()) {
      Import.Report report =
          new Import(RescuedOption.vault(clients, to))
              .run(queue.peek(Integer.MAX_VALUE).letters(), this::say);
      say(
          "%,d kept in %s, %,d were there already, %,d broken"
              .formatted(report.kept(), to, report.before(), report.broken()));
      return report.broken() > 0 ? Exit.SOME_FAILED : Exit.OK;
    } catch (IOException e) {
      throw new Stop(Exit.NO_ACCESS, to + ": " + Fault.of(e), e);
    }
  }

  private void say(String text) {
    console.err().println(io.weir.replayer.terminal.SafeText.of(text));
    console.err().flush();
  }
}
