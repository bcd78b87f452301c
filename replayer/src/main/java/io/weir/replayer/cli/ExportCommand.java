package io.weir.replayer.cli;

import io.weir.replayer.archive.PrivateFile;
import io.weir.replayer.journal.Fault;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.recover.Recovery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes dead letters and their payloads as NDJSON. */
@Command(
    name = "export",
    description =
        "Write dead letters and their records as NDJSON: every byte and every field, "
            + "one message a line. Payloads are not masked, they are base64. What is written "
            + "reads with --from.",
    footer = {
      "",
      "Examples:",
      "  replayer export --stack Weir > letters.ndjson",
      "  replayer export --stack Weir | jq -r '.records[].data | @base64d'"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "Where to write; - for standard output. Default: ${DEFAULT-VALUE}")
  private String file = "-";

  @Mixin private ConnectionOptions named;
  @Mixin private ReadOptions options;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.refuseFile("an export", "use rescue --to s3://BUCKET");
    try (LetterSession reading = LetterSession.open(console, named, options)) {
      Peek peek = reading.peek();
      Map<String, Integer> verdicts = new TreeMap<>();
      if (file.equals("-")) {
        toStandardOutput(reading, peek, verdicts);
      } else {
        Path path = Path.of(file).toAbsolutePath();
        PrivateFile.write(
            path.resolveSibling("").normalize(),
            path.getFileName().toString(),
            out -> write(reading, peek, out, verdicts));
      }
      reading.note(
          "%,d messages exported: %s%s"
              .formatted(
                  verdicts.values().stream().mapToInt(Integer::intValue).sum(),
                  verdicts,
                  reading.unseen(peek).map("; "::concat).orElse("")));
      if (verdicts.containsKey("UNREADABLE")) {
        return Exit.SOME_FAILED;
      }
      return verdicts.keySet().stream().anyMatch(it -> it.matches("EXPIRED|GONE|PARTIAL"))
          ? Exit.AT_RISK
          : Exit.OK;
    } catch (IOException e) {
      throw unwritten(e);
    } catch (UncheckedIOException e) {
      throw unwritten(Objects.requireNonNull(e.getCause()));
    }
  }

  private Stop unwritten(IOException e) {
    return new Stop(Exit.FAILED, file + " could not be written: " + Fault.of(e), e);
  }

  private static void toStandardOutput(
      LetterSession reading, Peek peek, Map<String, Integer> verdicts) {
    try {
      write(reading, peek, StandardOutput.PROCESS, verdicts);
    } catch (UncheckedIOException e) {
      throw new StandardOutput.UnwrittenException(Objects.requireNonNull(e.getCause()));
    }
  }

  private static void write(
      LetterSession reading, Peek peek, OutputStream out, Map<String, Integer> verdicts) {
    reading.examine(
        peek,
        letter -> true,
        letter -> {
          Recovery recovery = letter.recovery();
          verdicts.merge(recovery.verdict().word(), 1, Integer::sum);
          Bytes line =
              ExportLine.of(
                  recovery.letter(), recovery.verdict().word(), recovery.records(), Instant.now());
          try {
            out.write(line.toArray());
            out.write("\n".getBytes(StandardCharsets.US_ASCII));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
