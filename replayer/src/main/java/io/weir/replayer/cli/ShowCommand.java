package io.weir.replayer.cli;

import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.terminal.PayloadText;
import io.weir.replayer.terminal.SafeText;
import io.weir.replayer.terminal.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(
    name = "show",
    description = {
      "Show one dead letter: its records, and why each of them failed.",
      "Payloads are masked unless --reveal, --hex or --raw."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "ID", description = "The message's id, or how it begins.")
  private String id = "";

  @Mixin private ConnectionOptions named;
  @Mixin private ReadOptions options;
  @Mixin private OutputOptions output;

  @Option(names = "--hex", description = "Show payloads as hexadecimal digits.")
  private boolean hex;

  @Option(
      names = "--raw",
      description = "Write the payload's bytes, and nothing else, to standard output.")
  private boolean raw;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (raw) {
      console.refuseFile("--raw", "use --reveal -o json");
    }
    try (LetterSession reading = LetterSession.open(console, named, options)) {
      Peek peek = reading.peek();
      Letter letter = one(peek, reading.source());
      List<ExaminedLetter> examined = new ArrayList<>();
      reading.examine(peek, it -> it.equals(letter), examined::add);
      print(examined.get(0));
      return switch (examined.get(0).recovery().verdict().word()) {
        case "UNREADABLE" -> Exit.NO_ACCESS;
        case "EXPIRED", "GONE", "PARTIAL" -> Exit.AT_RISK;
        default -> Exit.OK;
      };
    }
  }

  private Letter one(Peek peek, String source) {
    List<Letter> found =
        peek.letters().stream()
            .filter(letter -> letter.id().startsWith(id) || letter.id().startsWith("sha256:" + id))
            .toList();
    if (id.isEmpty() || found.size() > 1) {
      throw new Stop(Exit.USAGE, found.size() + " messages have ids that begin with " + safe(id));
    }
    if (found.isEmpty()) {
      throw new Stop(
          Exit.USAGE,
          "no message that could be seen in "
              + source
              + " has an id that begins with "
              + safe(id)
              + (peek.whole() ? "" : "; not all could be seen"));
    }
    return found.get(0);
  }

  private void print(ExaminedLetter letter) {
    if (raw) {
      writeRaw(letter);
      return;
    }
    PrintWriter out = console.out();
    switch (output.format()) {
      case json -> JsonOutput.document(out, LetterJson.letter(letter, output.reveal()));
      case ndjson -> JsonOutput.line(out, LetterJson.letter(letter, output.reveal()));
      case table -> {
        printLetter(out, letter.recovery());
        letter.records().forEach(record -> printRecord(out, record));
        out.flush();
      }
    }
  }

  private void writeRaw(ExaminedLetter letter) {
    if (letter.records().size() != 1) {
      throw new Stop(
          Exit.USAGE, "--raw needs exactly one record in hand, not " + letter.records().size());
    }
    if (Ansi.AUTO.enabled()) {
      throw new Stop(Exit.USAGE, "--raw writes no bytes to a terminal: send them to a file");
    }
    try {
      StandardOutput.PROCESS.write(letter.records().get(0).record().payload().toArray());
    } catch (IOException e) {
      throw new StandardOutput.UnwrittenException(e);
    }
  }

  private static void printLetter(PrintWriter out, Recovery recovery) {
    Letter letter = recovery.letter();
    field(out, "Message", letter.id());
    field(out, "Kind", Summary.kind(letter.content()));
    printContent(out, letter.content());
    field(out, "Sent", letter.sentAt().map(Instant::toString).orElse("?"));
    field(out, "Received", letter.receiveCount() + " times");
    field(out, "Lost in", recovery.expiry().left(Instant.now()).map(Span::of).orElse("?"));
    recovery.expiry().leavesStream().ifPresent(at -> field(out, "  stream", at.toString()));
    recovery.expiry().leavesQueue().ifPresent(at -> field(out, "  queue", at.toString()));
    field(out, "Verdict", recovery.verdict().word());
    if (!recovery.verdict().detail().isEmpty()) {
      field(out, "", recovery.verdict().detail());
    }
  }

  private static void printContent(PrintWriter out, DeadLetter content) {
    if (content instanceof Pointer pointer) {
      field(out, "Condition", pointer.condition() + ", called " + pointer.invokeCount() + " times");
      field(
          out,
          "Answer",
          pointer
              .response()
              .map(answer -> answer.functionError().orElse("records were reported as failed"))
              .orElse("none: the function was not called"));
      field(out, "Function", pointer.functionArn());
      field(out, "Request", pointer.requestId().orElse("?"));
      field(out, "Stream", pointer.range().stream().toString());
      field(out, "Shard", pointer.range().shardId());
      field(out, "From", pointer.range().start().toString());
      field(out, "To", pointer.range().end().toString());
      field(out, "Batch", pointer.range().batchSize() + " records");
      field(out, "Died", pointer.timestamp().toString());
    } else if (content instanceof ParkedRecord parked) {
      field(out, "Rejected", parked.reason() + ": " + parked.detail());
      field(out, "Function", parked.functionArn().orElse("?"));
      field(out, "Request", parked.requestId().orElse("?"));
      field(out, "Died", parked.parkedAt().toString());
    } else if (content instanceof ExportedLetter exported) {
      field(out, "Exported", exported.exportedAt().toString());
      printContent(out, exported.original());
    }
  }

  private void printRecord(PrintWriter out, Examined examined) {
    out.println();
    field(out, "Record", examined.record().coordinates().toString());
    field(out, "  key", examined.record().partitionKey());
    field(out, "  arrived", examined.record().arrivedAt().toString());
    field(
        out,
        "  why",
        (examined.diagnosis().word() + " " + examined.diagnosis().cause()).strip()
            + (examined.diagnosis().detail().isEmpty()
                ? ""
                : ": " + examined.diagnosis().detail()));
    examined.identity().ifPresent(it -> field(out, "  event", it.eventId()));
    Bytes payload = examined.record().payload();
    field(out, "  payload", payload.toString());
    if (hex) {
      PayloadText.hex(payload.toArray()).forEach(line -> out.println("    " + line));
    } else if (output.reveal()) {
      out.println("    " + PayloadText.of(payload.toArray()));
    }
  }

  private static void field(PrintWriter out, String name, String value) {
    out.printf("%-11s%s%n", name, safe(value));
  }

  private static String safe(String text) {
    return SafeText.of(text);
  }
}
