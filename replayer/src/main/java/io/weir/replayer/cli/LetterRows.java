package io.weir.replayer.cli;

import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.terminal.Span;
import io.weir.replayer.terminal.Table;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Letters as rows, or as lines at once. */
final class LetterRows {
  private final OutputOptions output;
  private final PrintWriter out;
  private final Table table =
      new Table(width())
          .text("ID")
          .text("KIND")
          .text("VERDICT")
          .number("RECS")
          .text("LEFT")
          .yieldingText("CAUSES");
  private final List<Map<String, Object>> json = new ArrayList<>();

  LetterRows(OutputOptions output, PrintWriter out) {
    this.output = output;
    this.out = out;
  }

  /** The width of the terminal, as far as its environment tells. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("\\d{2,3}") ? Integer.parseInt(columns) : 80;
  }

  /** Enough of an id to find the letter again, and to fit a table. */
  void add(ExaminedLetter letter) {
    switch (output.format()) {
      case ndjson -> JsonOutput.line(out, LetterJson.letter(letter, output.reveal()));
      case json -> json.add(LetterJson.letter(letter, output.reveal()));
      case table ->
          table.row(
              Letter.shortId(letter.recovery().letter().id()),
              Summary.kind(letter.recovery().letter().content()),
              letter.recovery().verdict().word(),
              letter.records().size(),
              letter.recovery().expiry().left(Instant.now()).map(Span::of).orElse("?"),
              causes(letter));
    }
  }

  private static String causes(ExaminedLetter letter) {
    Summary one = new Summary();
    one.add(letter);
    return one.groups().stream()
        .map(group -> group.cause() + (group.records() > 1 ? " x" + group.records() : ""))
        .collect(Collectors.joining(", "));
  }

  String table() {
    return table.render();
  }

  List<Map<String, Object>> json() {
    return json;
  }
}
