package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.run.Restore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an operator brings back what a journal has a copy of: by name, by run, or all that was
 * discarded; what a redrive without a table kept only where he names it.
 */
record Restores(World world, Tools tools, Operator operator) {

  /** Brings some of it back. */
  boolean some() {
    return operator.run(
        "restore",
        () -> {
          try (Journal journal = operator.journal()) {
            List<Entry> entries = journal.entries();
            List<Restore.Copy> all = List.copyOf(Restore.archived(entries).values());
            if (all.isEmpty()) {
              return;
            }
            Restore.Copy one = all.get(world.random().nextInt(all.size()));
            List<Restore.Copy> selected =
                switch (world.random().nextInt(6)) {
                  case 0, 1 -> selected(entries, List.of(one.message()), "");
                  case 2 -> selected(entries, List.of(one.message()), all.get(0).run());
                  case 3 -> selected(entries, List.of("m-none"), ""); // mistyped on purpose
                  case 4 -> selected(entries, List.of(), one.run());
                  default -> selected(entries, List.of(), "");
                };
            restore(selected, journal);
          }
        });
  }

  /** Only what was discarded is restored, unless something is named. */
  private static List<Restore.Copy> selected(List<Entry> entries, List<String> names, String run) {
    Map<String, Restore.Copy> copies = new LinkedHashMap<>();
    if (!names.isEmpty() || !run.isEmpty()) {
      Restore.selected(Restore.kept(entries), names, run)
          .forEach(copy -> copies.put(copy.message(), copy));
    }
    Restore.selected(Restore.open(entries), names, run)
        .forEach(copy -> copies.put(copy.message(), copy));
    if (copies.isEmpty() && !Restore.selected(Restore.archived(entries), names, run).isEmpty()) {
      return List.of(); // it is back already
    }
    return new ArrayList<>(copies.values());
  }

  void restore(List<Restore.Copy> copies, Journal journal) throws InterruptedException {
    operator.dealsWith(copies.size());
    Restore.Result result = tools.replayer().restore(copies, operator.start(journal, "restore"));
    world.note(
        () ->
            "%s has restored %d of %d, %s do not fit"
                .formatted(
                    operator.name(), result.ids().size(), copies.size(), result.kept().keySet()));
    if (result.ids().size() + result.kept().size() != copies.size()) {
      operator.violation("restore", "not each of the copies is told of");
    }
  }

  /**
   * Brings back what redrives without a table kept: not all of it must be stored yet. Then no copy
   * is left in this journal that fits into the queue.
   */
  void keptOnes(Pipeline pipeline, boolean expired) {
    operator.run(
        "restore what was kept",
        () -> {
          try (Journal journal = operator.journal()) {
            restore(List.copyOf(Restore.kept(journal.entries()).values()), journal);
          }
        });
    operator.run(
        "look what is still kept",
        () -> {
          try (Journal journal = operator.journal()) {
            for (Restore.Copy left : Restore.kept(journal.entries()).values()) {
              if (Discards.fits(pipeline, left, expired)) {
                String what = "it was kept and is not brought back, though it fits";
                pipeline.truth().violation(new Violation("restore", what, left.message()));
              }
            }
          }
        });
  }
}
