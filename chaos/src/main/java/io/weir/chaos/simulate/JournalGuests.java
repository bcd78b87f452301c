package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Members of the team whose replayer has another version: what they leave in the team's journal.
 *
 * <p>Version 0.1.0 leaves claims of runs that were killed, and says that a record is stored without
 * saying with which payload. A newer version leaves entries and a mark that this version does not
 * understand: then nothing may be done until they are gone.
 */
final class JournalGuests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SPAN = Duration.ofMinutes(4);
  private static final Duration CLAIM = Duration.ofMinutes(20);
  private static final String MARK = "entry#0000000000000#form";
  private static final Set<String> EFFECTS =
      Set.of("the deletion", "the call of the function", "the put", "the send");

  private final World world;
  private final Truth truth;
  private final JournalItems items;
  private final Set<String> newer = new HashSet<>();
  private int runs;
  private @Nullable Instant newerSince;

  JournalGuests(World world, Truth truth, JournalItems items) {
    this.world = world;
    this.truth = truth;
    this.items = items;
  }

  /** Has them come at times of their own. */
  void plan() {
    for (int i = 0; i < 1 + world.random().nextInt(3); i++) {
      at(world.between(Duration.ZERO, SPAN), this::former);
    }
    if (world.random().nextBoolean()) {
      Duration from = world.between(Duration.ofSeconds(5), SPAN);
      at(from, this::newer);
      world
          .time()
          .at(
              world.now().plus(from).plus(world.between(Duration.ofSeconds(5), SPAN)),
              this::newerIsGone);
    }
  }

  private void at(Duration delay, Runnable call) {
    world
        .time()
        .at(
            world.now().plus(delay),
            () -> {
              if (!world.weather().isCalm()) {
                world.weather().struck(Fault.JOURNAL_SHARED);
                call.run();
              }
            });
  }

  /** Version 0.1.0 refuses a journal that has the mark of a newer one. */
  private void former() {
    List<AcceptedRecord> all = truth.all();
    if (all.isEmpty() || !items.at(key(MARK)).isEmpty()) {
      return;
    }
    String run = "0.1.0-" + ++runs;
    entry(run, 1, "started", started());
    for (int i = 0; i < 1 + world.random().nextInt(4); i++) {
      AcceptedRecord known = all.get(world.random().nextInt(all.size()));
      String record = StreamService.STREAM + "/" + known.coordinates();
      Map<String, AttributeValue> claim = new HashMap<>(key("claim#" + record));
      claim.put("holder", AttributeValue.fromS(run));
      Instant until = world.now().plus(world.between(Duration.ZERO, CLAIM));
      claim.put("heldUntil", AttributeValue.fromN(String.valueOf(until.toEpochMilli())));
      claim.put("fence", AttributeValue.fromN("1"));
      if (world.random().nextBoolean()) {
        claim.put("home", AttributeValue.fromS("in the table"));
      }
      items.put(claim);
      ObjectNode sending = JSON.createObjectNode();
      sending.putArray("records").add(record);
      entry(run, 2 + i, "sending", sending);
    }
    world.note(run + " is killed, with claims in the team's journal");
  }

  private static ObjectNode started() {
    ObjectNode started = JSON.createObjectNode();
    started
        .putObject("what")
        .put("command", "apply")
        .put("door", "lambda")
        .put("queue", "dead-letters")
        .put("messages", 1)
        .put("records", 1);
    return started.put("actor", "a colleague").put("reason", "").put("plan", "");
  }

  private String entry(String run, int number, String effect, ObjectNode more) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put("effect", effect)
            .put("at", world.now().toString())
            .put("run", run);
    entry.setAll(more);
    String place = "entry#%013d#%s#%09d".formatted(world.now().toEpochMilli(), run, number);
    Map<String, AttributeValue> item = new HashMap<>(key(place));
    item.put("entry", AttributeValue.fromS(entry.toString()));
    items.put(item);
    return place;
  }

  /** It marks the journal as its own, or writes an entry alone, as within one form. */
  private void newer() {
    newerSince = world.now();
    newer.add(entry("newer", 1, "teleported", JSON.createObjectNode().put("to", "elsewhere")));
    if (world.random().nextBoolean()) {
      Map<String, AttributeValue> mark = new HashMap<>(key(MARK));
      mark.put("entry", AttributeValue.fromS("{\"effect\":\"form\",\"form\":3}"));
      mark.put("form", AttributeValue.fromN("3"));
      items.put(mark);
      newer.add(MARK);
    }
    world.note("a newer version writes into the team's journal");
  }

  private void newerIsGone() {
    if (newerSince != null) {
      newer.forEach(place -> items.remove(key(place)));
      newer.clear();
      newerSince = null;
      world.note("what a newer version wrote into the team's journal is gone");
    }
  }

  /** The faults have stopped: all have the same version. */
  void leave() {
    newerIsGone();
  }

  /** A command has ended: it has done nothing if it found what it could not understand. */
  void ended(KillableProcess process, Instant begun) {
    if (newerSince == null || begun.isBefore(newerSince)) {
      return;
    }
    for (String effect : EFFECTS) {
      if (process.effects(effect) > 0) {
        String what = "it does more than look, though a newer version's entries are there: ";
        truth.violation(new Truth.Violation("newer journal", what + effect, process.name()));
      }
    }
  }

  private static Map<String, AttributeValue> key(String place) {
    return Map.of("pk", AttributeValue.fromS(Queue.URL), "sk", AttributeValue.fromS(place));
  }
}
