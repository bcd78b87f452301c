package io.weir.replayer.cli;

import io.weir.replayer.app.DiscardChoice;
import io.weir.replayer.run.Discard;
import io.weir.replayer.terminal.SafeText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The account of a discard.
 *
 * @param choice what was to go, and what not
 * @param copies where the copies are; empty if none is kept
 */
record DiscardView(DiscardChoice choice, String copies) {

  /** Prints it as it was asked for. */
  void print(String run, Discard.Result result, OutputOptions.Format format, PrintWriter out) {
    int bare = choice.bare(result.deleted());
    if (format == OutputOptions.Format.table) {
      out.printf(
          "messages: %d discarded, %d kept%n",
          result.deleted().size(), result.kept().size() + choice.unread().size());
      result.kept().forEach((id, why) -> out.println("  " + SafeText.of(id + ": " + why)));
      if (!result.left().isEmpty()) {
        out.printf("stopped: %d are left in the queue as they were%n", result.left().size());
      }
      out.println(copies.isEmpty() ? "no copy was kept" : sentence(bare));
      out.println("run " + run);
      out.flush();
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run);
    document.put("discarded", result.deleted().stream().sorted().toList());
    document.put("withoutPayload", bare);
    Map<String, String> kept = new LinkedHashMap<>(result.kept());
    kept.putAll(choice.unread());
    document.put("kept", kept);
    document.put("left", result.left().stream().sorted().toList());
    JsonOutput.line(out, document);
  }

  private String sentence(int bare) {
    String where = "copies are in " + copies + "; restore brings them back";
    return bare == 0
        ? where
        : where + ",%n%d of them without a payload: it was lost, or not read".formatted(bare);
  }
}
