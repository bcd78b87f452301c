package io.weir.chaos.simulate;

import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.plan.PlannedRecord.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edits plans and recomputes their digests, as any editor of the file can: a digest is no
 * signature.
 *
 * @param stored an event that is stored, if there is one
 */
record Edits(World world, Optional<Expected> stored) {

  private static final List<Action> ACTIONS =
      List.of(Action.SKIP_STORED, Action.SKIP_STORED, Action.SKIP_MOVED, Action.REDRIVE);

  /** Knows an event that is stored: any. */
  static Edits of(World world, Table table) {
    List<String> ids = List.copyOf(table.items().keySet());
    if (ids.isEmpty()) {
      return new Edits(world, Optional.empty());
    }
    String id = ids.get(world.random().nextInt(ids.size()));
    String hash = Table.text(table.items().getOrDefault(id, Map.of()), "contentHash");
    return new Edits(world, Optional.of(new Expected(id, hash)));
  }

  /** Returns a plan with one thing changed in one of its letters. */
  Plan edit(Plan plan) {
    List<PlannedLetter> letters = new ArrayList<>(plan.letters());
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      if (!letters.get(i).records().isEmpty()) {
        some.add(i);
      }
    }
    if (some.isEmpty()) {
      return plan;
    }
    int place = some.get(world.random().nextInt(some.size()));
    letters.set(place, edit(letters.get(place)));
    return new Plan(
        plan.version(),
        plan.plannedAt(),
        plan.plannedBy(),
        plan.code(),
        plan.queue(),
        plan.route(),
        plan.target(),
        plan.selection(),
        letters);
  }

  private PlannedLetter edit(PlannedLetter letter) {
    List<PlannedRecord> records = new ArrayList<>(letter.records());
    int place = world.random().nextInt(records.size());
    PlannedRecord record = records.get(place);
    int sort = world.random().nextInt(6);
    world.note(() -> "the plan is edited: %s, change %d".formatted(record.record(), sort));
    if (sort < ACTIONS.size()) {
      Action action = ACTIONS.get(sort);
      for (int i = 0; i < records.size(); i++) {
        records.set(i, changed(records.get(i), action, records.get(i).expected()));
      }
    } else if (sort == ACTIONS.size()) {
      records.set(place, changed(record, record.action(), stored.orElse(null)));
    } else if (records.size() > 1) {
      records.remove(place);
    }
    return new PlannedLetter(letter.message(), letter.bodyHash(), letter.verdict(), records);
  }

  private static PlannedRecord changed(
      PlannedRecord record, Action action, @Nullable Expected expected) {
    return new PlannedRecord(
        record.record(),
        record.partitionKey(),
        record.arrivedAt(),
        record.payloadHash(),
        record.diagnosis(),
        record.cause(),
        action,
        record.why(),
        expected,
        record.repair());
  }
}
