package io.weir.replayer.cli;

import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.disk.Fault;
import io.weir.replayer.letter.Alien;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.DeadLetterQueue.QueueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an export and keeps its letters where every command can read them. */
@Command(
    name = "import",
    description =
        "Check every byte of an export against its hashes, and keep its letters in a "
            + "place that every command reads with --from. What is there already is left as "
            + "it is.",
    footer = {
      "",
      "Example:",
      "  jq -c 'select(.verdict == \"COMPLETE\")' all.ndjson | replayer import - --to some/"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The export; - for standard input.")
  private String file = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "A directory, or s3://BUCKET/PREFIX.")
  private String to = "";

  @Mixin private ConnectionOptions named;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Surroundings.of(spec.commandLine()).refuseFile("a file", "read objects with --from s3://");
    if (!file.equals("-") && !Files.exists(Path.of(file))) {
      throw new Stop(Exit.USAGE, file + ": there is no such file or directory");
    }
    FileQueue queue = file.equals("-") ? FileQueue.of(System.in) : FileQueue.of(Path.of(file));
    int kept = 0;
    int before = 0;
    int broken = 0;
    try (io.weir.replayer.aws.AwsClients clients = named.clients()) {
      Vault vault = Reading.vault(clients, to);
      for (Letter letter : queue.peek(Integer.MAX_VALUE).letters()) {
        if (letter.content() instanceof Alien alien) {
          broken++;
          say(letter.id() + " is no export, or not whole: " + alien.detail());
        } else if (!(letter.content() instanceof ExportedLetter exported)) {
          broken++;
          say(letter.id() + " is a message, and no export of one");
        } else if (vault.has(Vault.fileOf(letter, exported))) {
          before++;
        } else {
          vault.put(
              Vault.fileOf(letter, exported),
              ExportLine.of(letter, exported.verdict(), exported.records(), exported.exportedAt()));
          kept++;
        }
      }
    } catch (QueueException e) {
      throw new Stop(Exit.NO_ACCESS, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new Stop(Exit.NO_ACCESS, to + ": " + Fault.of(e), e);
    }
    say("%,d kept in %s, %,d were there already, %,d broken".formatted(kept, to, before, broken));
    return broken > 0 ? Exit.SOME_FAILED : Exit.OK;
  }

  private void say(String text) {
    spec.commandLine().getErr().println(io.weir.replayer.terminal.SafeText.of(text));
    spec.commandLine().getErr().flush();
  }
}
