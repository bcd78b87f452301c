package io.weir.replayer.run;

import io.weir.event.EventSettings;
import io.weir.replayer.examine.Examiner;
import io.weir.replayer.examine.HashTable;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.LeftOut;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.plan.Identities;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.FakeStream;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.LambdaRoute;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.RedriveSetup.RedriveServices;
import io.weir.replayer.run.RedriveSetup.RunControl;
import io.weir.replayer.run.RunStart.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A queue, a stream, a function with its table, and a journal: what outlives a replayer. */
public final class World {

  static final Duration LEASE = Duration.ofMinutes(2);

  private static final RedriveLimits RULES = new RedriveLimits(Ramp.NONE, 3, 0, LEASE);
  private static final Trust TRUST = new Trust(Set.of(FakeStream.ARN), Set.of(Bodies.FUNCTION));

  private final Examiner examiner;
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private int runs;

  /** What each message stands for, whatever the stream has forgotten of it. */
  private final Map<String, List<RecoveredRecord>> contents = new LinkedHashMap<>();

  final FakeQueue queue = new FakeQueue(this::now);
  final FakeStream stream = new FakeStream();
  final FakeFunction function = new FakeFunction();
  final MemoryLog journal = new MemoryLog();

  /** Whether the replayer knows the table. */
  boolean knowsTable = true;

  /** Today's filter of the mapping. */
  MappingFilter filter = MappingFilter.NONE;

  /** How long a pause lasts that was meant to last so long. */
  UnaryOperator<Duration> lasts = time -> time;

  /** The route that a replayer opens. */
  Function<Effects, Route> route =
      effects -> new LambdaRoute(effects.around(FunctionCall.class, function), "role", 4, true);

  World() {
    examiner =
        Examiner.ofOurs(
            Optional.of(HashTable.of(function.table)), new Judge(EventSettings.DEFAULT));
    // A forged message stands for nothing that could be stored.
    queue.mayGo =
        id -> {
          List<RecoveredRecord> all = contents.getOrDefault(id, List.of());
          return !all.isEmpty() && all.stream().allMatch(this::isStored);
        };
  }

  Instant now() {
    return now;
  }

  /** What a process may look at that has no effect on anything. */
  String seen() {
    return now + " " + runs;
  }

  /** Everything that a process may see, except what is in a journal of its own. */
  String state() {
    return seen() + queue.state() + function.state() + entries();
  }

  /** A pointer to these records, numbered from the given one on. */
  World letter(String id, int first, String... keysAndPayloads) {
    List<RecoveredRecord> records = new ArrayList<>();
    for (int i = 0; i < keysAndPayloads.length; i += 2) {
      records.add(record(first + i / 2, keysAndPayloads[i], keysAndPayloads[i + 1]));
    }
    records.forEach(stream::put);
    return message(id, Bodies.pointer(records), records);
  }

  /** Any message, which stands for these records. */
  World message(String id, String body, List<RecoveredRecord> records) {
    queue.put(id, body);
    contents.put(id, List.copyOf(records));
    return this;
  }

  /** The stream forgets a letter's records: they are older than it keeps them now. */
  void expire(String id) {
    contents.getOrDefault(id, List.of()).forEach(stream::forget);
    stream.retention = Duration.ofMinutes(30);
  }

  public static RecoveredRecord record(int number, String key, String payload) {
    return new RecoveredRecord(
        new Coordinates(
            FakeStream.ARN, "shardId-000000000000", SequenceNumber.of(String.valueOf(number))),
        key,
        Bytes.of(payload.getBytes(StandardCharsets.UTF_8)),
        Instant.parse("2026-11-24T09:00:00Z").plusMillis(number));
  }

  /** Every record that a letter stands for, once. */
  Set<RecoveredRecord> records() {
    Set<RecoveredRecord> all = new LinkedHashSet<>();
    contents.values().forEach(all::addAll);
    return all;
  }

  /** What a replayer could get out of a message now. */
  Recovery recovery(String id) {
    Leased leased = new Leased(id, "", queue.body(id));
    return Recoveries.read(List.of(leased), recoverer(Effects.harmless())).get(0);
  }

  /** Every record to whose payload a message leads that is there. */
  Set<RecoveredRecord> waiting() {
    List<Leased> all = queue.ids().stream().map(id -> new Leased(id, "", queue.body(id))).toList();
    Set<RecoveredRecord> waiting = new LinkedHashSet<>();
    Recoveries.read(all, recoverer(Effects.harmless()))
        .forEach(found -> waiting.addAll(found.records()));
    return waiting;
  }

  /** The production recoverer over the stream. */
  Recoverer recoverer(Effects effects) {
    return new Recoverer(
        effects.around(StreamReader.class, stream),
        TRUST,
        Bounds.LARGE,
        new ReadPace(1_000_000, this::now, time -> {}),
        this::now);
  }

  /** Tells whether the table holds something under the record's identity. */
  boolean isStored(RecoveredRecord record) {
    return new Judge(EventSettings.DEFAULT)
        .event(record, record.payload())
        .map(event -> event.contentHash().equals(function.table.get(event.eventId())))
        .orElseGet(() -> function.table.containsKey(record.coordinates().toString()));
  }

  List<Entry> entries() {
    return MemoryLog.open(journal, Effects.harmless()).entries();
  }

  Plan plan(Optional<Fix> fix, int maxAttempts) {
    Ledger ledger = Ledger.of(entries());
    Planner planner =
        new Planner(Selection.ALL, fix.map(Repairs::new), ledger, maxAttempts, knowsTable);
    List<PlannedLetter> letters = new ArrayList<>();
    for (String id : queue.ids()) {
      Recovery recovery = recovery(id);
      letters.add(
          planner.plan(
              recovery,
              LeftOut.of(recovery, filter)
                  .mark(
                      examiner.examine(
                          recovery.records().stream()
                              .map(record -> new Examiner.Question(record, Optional.empty()))
                              .toList()))));
    }
    return new Plan(
        1,
        now,
        "test",
        "1",
        "http://localhost/000000000000/orders-dlq",
        Plan.Via.lambda,
        new Plan.Target(List.of("orders"), List.of(), "function", "EventLogs", Map.of()),
        "all",
        new Identities(Optional.of(HashTable.of(function.table)), new Judge(EventSettings.DEFAULT))
            .check(letters));
  }

  Report apply(Plan plan, Effects effects) {
    return apply(plan, effects, RULES, () -> false);
  }

  /** Starts a replayer that applies the plan, from nothing but what is in this world. */
  Report apply(Plan plan, Effects effects, RedriveLimits rules, BooleanSupplier stop) {
    Journal own = MemoryLog.open(journal, effects);
    return apply(plan, effects, new Run(rules, stop), own, route.apply(effects));
  }

  /** Starts a replayer that does not know this world's journal, but another one. */
  Report apply(Plan plan, Effects effects, Journal other) {
    return apply(plan, effects, new Run(RULES, () -> false), other, route.apply(effects));
  }

  private record Run(RedriveLimits rules, BooleanSupplier stop) {}

  /** Applies the plan through another route. */
  Report apply(Plan plan, Route route) {
    Effects effects = Effects.harmless();
    Journal own = MemoryLog.open(journal, effects);
    return apply(plan, effects, new Run(RULES, () -> false), own, route);
  }

  /** Waits, in this world's time. */
  void pause(Duration time) {
    now = now.plus(lasts.apply(time));
  }

  RunStart start(String command, String reason, Journal journal) {
    return new RunStart(journal, "run-" + runs++, command, new Actor("test", reason), this::now);
  }

  private Report apply(Plan plan, Effects effects, Run how, Journal journal, Route route) {
    RedriveServices services =
        new RedriveServices(
            effects.around(LetterQueue.class, queue),
            letters -> Recoveries.read(letters, recoverer(effects)),
            route,
            knowsTable ? effects.around(Proof.class, function) : Proof.NONE,
            filter);
    Pace pace = new Pace(1_000, this::now, this::pause);
    RunControl control = new RunControl(pace, this::pause, Pulse.THREAD, how.stop(), Progress.NONE);
    Apply apply = new Apply(new RedriveSetup(services, control, how.rules()));
    try {
      return apply.run(plan, start("apply", "", journal));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
