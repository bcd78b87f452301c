package io.weir.replayer.act;

import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.letter.Alien;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Identities;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.recover.Expiry;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Verdict;
import io.weir.replayer.repair.Fix;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A queue, a stream, a function with its table, and a journal: what outlives a replayer. */
final class World {

  static final Duration LEASE = Duration.ofMinutes(2);

  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final Map<String, Recovery> stream = new LinkedHashMap<>();
  private final EventDecoder decoder = new EventDecoder();
  private int runs;

  final FakeQueue queue = new FakeQueue(this::now);
  final FakeFunction function = new FakeFunction();
  final MemoryLog journal = new MemoryLog();

  World() {
    queue.mayGo = message -> recovery(message).records().stream().allMatch(this::isHome);
  }

  Instant now() {
    return now;
  }

  /** A dead letter with these records, numbered from the given one on. */
  World letter(String id, int first, String... keysAndPayloads) {
    List<RecoveredRecord> records = new ArrayList<>();
    for (int i = 0; i < keysAndPayloads.length; i += 2) {
      records.add(record(first + i / 2, keysAndPayloads[i], keysAndPayloads[i + 1]));
    }
    return letter(id, new Verdict.Complete(0), records);
  }

  World letter(String id, Verdict verdict, List<RecoveredRecord> records) {
    String body = "body of " + id;
    queue.put(id, body);
    Letter letter =
        new Letter(
            id,
            Optional.empty(),
            Bytes.of(body.getBytes(StandardCharsets.UTF_8)),
            Optional.of(now),
            Optional.empty(),
            0,
            new Alien(Alien.Kind.EMPTY, "made by a test"));
    stream.put(id, new Recovery(letter, verdict, records, Expiry.UNKNOWN));
    return this;
  }

  /** The stream forgets a letter's records. */
  void expire(String id) {
    Recovery before = recovery(id);
    stream.put(
        id,
        new Recovery(before.letter(), new Verdict.Expired("too old"), List.of(), Expiry.UNKNOWN));
  }

  static RecoveredRecord record(int number, String key, String payload) {
    return new RecoveredRecord(
        new Coordinates(STREAM, "shardId-000000000000", SequenceNumber.of("" + number)),
        key,
        Bytes.of(payload.getBytes(StandardCharsets.UTF_8)),
        Instant.parse("2026-11-24T09:00:00Z").plusMillis(number));
  }

  /** Every record that lies in a letter, once. */
  Set<RecoveredRecord> records() {
    Set<RecoveredRecord> all = new LinkedHashSet<>();
    stream.values().forEach(recovery -> all.addAll(recovery.records()));
    return all;
  }

  Recovery recovery(String id) {
    return Objects.requireNonNull(stream.get(id));
  }

  private Decoded decode(RecoveredRecord record) {
    Coordinates at = record.coordinates();
    Origin origin =
        new Origin(
            at.stream().name(), at.shardId(), at.sequenceNumber().toString(), record.arrivedAt());
    return decoder.decode(
        new StreamRecord(origin, record.partitionKey(), record.payload().buffer()));
  }

  private Examined examined(RecoveredRecord record) {
    Decoded decoded = decode(record);
    if (decoded instanceof Event event) {
      boolean stored = event.contentHash().equals(function.table.get(event.eventId()));
      return new Examined(
          record,
          stored ? new Diagnosis.Stored() : new Diagnosis.Bystander(),
          Optional.of(event.eventId()));
    }
    return new Examined(record, new Diagnosis.Poison("NOT_JSON", "line 1"), Optional.empty());
  }

  /** Tells whether the table holds something under the record's identity. */
  boolean isHome(RecoveredRecord record) {
    return decode(record) instanceof Event event
        ? event.contentHash().equals(function.table.get(event.eventId()))
        : function.table.containsKey(record.coordinates().toString());
  }

  Plan plan(Optional<Fix> fix, int maxAttempts) {
    Ledger ledger = Ledger.of(MemoryLog.open(journal, Effects.harmless()).entries());
    Planner planner = new Planner(Selection.ALL, fix.map(Repairs::new), ledger, maxAttempts);
    List<PlannedLetter> letters = new ArrayList<>();
    for (Recovery recovery : stream.values()) {
      if (queue.has(recovery.letter().id())) {
        letters.add(
            planner.plan(recovery, recovery.records().stream().map(this::examined).toList()));
      }
    }
    return new Plan(
        Plan.VERSION,
        now,
        "test",
        "1",
        "http://localhost/000000000000/orders-dlq",
        "lambda",
        new Plan.Target(List.of("orders"), List.of(), "function", "EventLogs"),
        "all",
        new Identities(Optional.of(ids -> Map.copyOf(function.table))).check(letters));
  }

  Report apply(Plan plan, Effects effects) {
    return apply(plan, effects, new Rules(Ramp.NONE, 3, LEASE), Stop.NEVER);
  }

  /** Starts a replayer that applies the plan, from nothing but what is in this world. */
  Report apply(Plan plan, Effects effects, Rules rules, Stop stop) {
    return apply(plan, effects, rules, stop, journal);
  }

  /** Starts a replayer with a journal of its own. */
  Report apply(Plan plan, Effects effects, Rules rules, Stop stop, MemoryLog journal) {
    Door door = new LambdaDoor(effects.around(FunctionCall.class, function), "role", 4);
    return apply(plan, effects, new Run(rules, stop), journal, door);
  }

  private record Run(Rules rules, Stop stop) {}

  /** Applies the plan through another door. */
  Report apply(Plan plan, Door door) {
    Rules rules = new Rules(Ramp.NONE, 3, LEASE);
    return apply(plan, Effects.harmless(), new Run(rules, Stop.NEVER), journal, door);
  }

  private Report apply(Plan plan, Effects effects, Run how, MemoryLog journal, Door door) {
    Pause pause = time -> now = now.plus(time);
    Means means =
        new Means(
            door,
            effects.around(Proof.class, function),
            new Pace(1_000, this::now, pause),
            how.stop(),
            Progress.NONE);
    Reread reread = letters -> letters.stream().map(letter -> recovery(letter.message())).toList();
    Apply apply =
        new Apply(
            effects.around(LetterQueue.class, queue),
            effects.around(Reread.class, reread),
            means,
            how.rules(),
            pause);
    Apply.Start start =
        new Apply.Start(
            MemoryLog.open(journal, effects),
            "run-" + runs++,
            "apply",
            new Actor("test", ""),
            this::now);
    try {
      return apply.run(plan, start);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
