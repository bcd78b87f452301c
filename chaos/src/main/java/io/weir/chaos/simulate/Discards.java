package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.run.Discard;
import io.weir.replayer.run.Restore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an operator does with letters besides redriving them: copying, discarding and restoring
 * them.
 */
record Discards(World world, Tools tools, Operator operator) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Discards everything that is in the queue, for a reason. */
  boolean all() {
    return discard(letter -> true, false);
  }

  /** Discards some of it, at times without a copy. */
  boolean some() {
    boolean purge = world.random().nextInt(6) == 0;
    return discard(letter -> world.random().nextInt(4) == 0, purge);
  }

  private boolean discard(Predicate<Letter> selected, boolean purge) {
    return operator.run(
        "discard",
        () -> {
          operator.readJournal();
          Peek peek = tools.peek();
          List<Letter> letters = peek.letters().stream().filter(selected).toList();
          List<Discard.Item> items = new ArrayList<>();
          for (ExaminedLetter examined : tools.examine(letters, peek.retention())) {
            if (operator.habits().aims().selection().takesWhole(examined)) {
              items.add(item(examined));
            }
          }
          try (Journal journal = operator.journal()) {
            Discard.Result result = tools.discard(items, purge, operator.start(journal, "discard"));
            world.note(
                () ->
                    "%s has %s %d of %d"
                        .formatted(
                            operator.name(),
                            purge ? "purged" : "discarded",
                            result.deleted().size(),
                            items.size()));
            if (result.deleted().size() + result.kept().size() + result.left().size()
                != items.size()) {
              operator.violation("accounting", "not each of the discarded is told of");
            }
          }
        });
  }

  private Discard.Item item(ExaminedLetter examined) {
    Letter letter = examined.recovery().letter();
    byte[] line =
        ExportLine.of(
                letter,
                examined.recovery().verdict().word(),
                examined.recovery().records(),
                world.now())
            .toArray();
    return new Discard.Item(
        letter.id(), letter.body().sha256(), new String(line, StandardCharsets.UTF_8));
  }

  /** Copies every letter and its payloads into a vault; returns whether all of them were seen. */
  boolean rescue(SimulatedVault vault) {
    boolean[] whole = {false};
    boolean done =
        operator.run(
            "rescue",
            () -> {
              Peek peek = tools.peek();
              List<Letter> parts = peek.letters().stream().filter(vault::hasPart).toList();
              Rescue.Report report =
                  tools
                      .seams()
                      .rescued(
                          tools
                              .replayer()
                              .rescue(peek, tools.seams().vault(vault.client()), () -> {}));
              whole[0] = peek.whole() && report.unreadable() == 0;
              toldOf(peek.letters(), parts, report, vault);
              world.note(() -> operator.name() + " has rescued: " + report);
            });
    return done && whole[0];
  }

  /**
   * What is not in the vault with all of its records is told of by each run that sees it; what was
   * there in part before the run and is still. Others may add a part while it runs.
   */
  private void toldOf(
      List<Letter> letters, List<Letter> parts, Rescue.Report report, SimulatedVault vault) {
    long left = parts.stream().filter(vault::hasPart).count();
    int told = report.copiedInPart() + report.unreadable() + report.lost() + report.refused();
    if (told < left || report.total() != letters.size()) {
      String what = "%d of %d letters copied in part are told of, %d of %d in all";
      operator.violation("rescue", what.formatted(told, left, report.total(), letters.size()));
    }
    long lacking = letters.stream().filter(letter -> !operator.isRescued(letter)).count();
    if (lacking > told) {
      String what = "%d letters are not in the vault with all of their records: %s";
      operator.violation("rescue", what.formatted(lacking, report));
    }
  }

  /**
   * Brings rescued letters back into the queue, with their payloads: those of the vault are
   * discarded in its form, and restored.
   */
  boolean bringBack(SimulatedVault vault) {
    return operator.run(
        "bring back what was rescued",
        () -> {
          List<Discard.Item> items = new ArrayList<>();
          List<Letter> letters = vault.letters();
          operator.dealsWith(letters.size());
          for (ExaminedLetter examined : tools.examine(letters, Optional.empty())) {
            items.add(item(examined));
          }
          try (Journal journal = operator.journal()) {
            tools.discard(items, false, operator.start(journal, "discard"));
            restore(journal, entry -> true);
          }
        });
  }

  private void restore(Journal journal, Predicate<Restore.Copy> selected)
      throws InterruptedException {
    List<Restore.Copy> open =
        Restore.open(journal.entries()).values().stream().filter(selected).toList();
    operator.restores().restore(open, journal);
  }

  /**
   * Brings everything back that was discarded. What fits into the queue must be there then: a
   * pointer alone says nothing once the stream has expired, so that its payloads must fit, too; and
   * a forged one may name what the stream never had.
   */
  void restoreAll(Pipeline pipeline, boolean expired) {
    operator.run(
        "restore everything",
        () -> {
          try (Journal journal = operator.journal()) {
            restore(journal, entry -> true);
          }
        });
    operator.run(
        "look what is still archived",
        () -> {
          try (Journal journal = operator.journal()) {
            for (Restore.Copy left : Restore.open(journal.entries()).values()) {
              if (fits(pipeline, left, expired)
                  && !pipeline.forger().isForged(pipeline.truth().first(left.message()))) {
                String what = "it is not brought back, though it fits";
                pipeline.truth().violation(new Violation("restore", what, left.message()));
              }
            }
          }
        });
  }

  /** Tells whether the queue must take a copy: where the stream has expired, with its payloads. */
  static boolean fits(Pipeline pipeline, Restore.Copy copy, boolean expired) {
    int limit = pipeline.messages().limit();
    return (expired ? copy.line().length() : bodySize(copy)) <= limit;
  }

  /** Returns the bytes of a message's own text, read by the checker's code. */
  private static int bodySize(Restore.Copy archived) {
    try {
      JsonNode message = JSON.readTree(archived.line()).path("message");
      return Base64.getDecoder().decode(message.path("body").asText()).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
