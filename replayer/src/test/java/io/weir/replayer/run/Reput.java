package io.weir.replayer.run;

import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.HashTable;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Identities;
import io.weir.replayer.plan.Moves;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Pause;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.StreamPut;
import io.weir.replayer.route.StreamRoute;
import io.weir.replayer.route.TableProof;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.RedriveSetup.RedriveServices;
import io.weir.replayer.run.RedriveSetup.Reread;
import io.weir.replayer.run.RedriveSetup.RunControl;
import io.weir.replayer.run.RunStart.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A stream that takes records again, and a mapping that stores each of them or writes a pointer to
 * it: the way through the route {@code stream}.
 */
final class Reput {

  private static final StreamArn ORDERS =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();
  private static final String SHARD = "shardId-000000000000";
  private static final String POINTER =
      """
      {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:ingest",\
      "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},"version":"1.0",\
      "timestamp":"2026-11-24T10:00:00Z","KinesisBatchInfo":{"shardId":"%s",\
      "startSequenceNumber":"%d","endSequenceNumber":"%d","approximateArrivalOfFirstRecord":"2026-11-24T09:00:00Z",\
      "approximateArrivalOfLastRecord":"2026-11-24T09:00:00Z","batchSize":%d,\
      "streamArn":"arn:aws:kinesis:us-east-1:123456789012:stream/orders"}}\
      """;

  private final EventDecoder decoder = new EventDecoder(EventSettings.DEFAULT);
  private final TreeMap<Integer, RecoveredRecord> stream = new TreeMap<>();
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private int runs;

  final FakeQueue queue = new FakeQueue(() -> now);
  final MemoryLog journal = new MemoryLog();
  final Map<String, String> table = new LinkedHashMap<>();

  /** Says which payloads the function stores; the others become dead letters again. */
  Predicate<String> stores = payload -> true;

  /** How many dead letters there are for each record that comes back; 0 while it is under way. */
  int pointers = 1;

  private final Map<String, String> bodies = new LinkedHashMap<>();

  Reput() {
    queue.mayGo = id -> held(id).stream().allMatch(event -> isSafe(event, id));
  }

  /** Tells whether an event is in the table, or in another message than this one. */
  private boolean isSafe(Event event, String message) {
    return event.contentHash().equals(table.get(event.eventId()))
        || bodies.keySet().stream()
            .filter(id -> !id.equals(message) && queue.has(id))
            .flatMap(id -> held(id).stream())
            .anyMatch(
                other ->
                    other.eventId().equals(event.eventId())
                        && other.contentHash().equals(event.contentHash()));
  }

  private List<Event> held(String message) {
    String body = java.util.Objects.requireNonNull(bodies.get(message));
    return recover(message, body).records().stream().map(each -> (Event) decode(each)).toList();
  }

  /** Tells whether every record that was ever in the stream is stored or waits. */
  boolean nothingIsLost() {
    return stream.values().stream().allMatch(record -> isSafe((Event) decode(record), ""));
  }

  void record(int number, String payload) {
    record(number, "key-" + number, payload);
  }

  private void record(int number, String key, String payload) {
    Coordinates at = new Coordinates(ORDERS, SHARD, SequenceNumber.of("" + number));
    Bytes bytes = Bytes.of(payload.getBytes(StandardCharsets.UTF_8));
    stream.put(number, new RecoveredRecord(at, key, bytes, now));
  }

  void pointer(String id, int from, int to) {
    String body = POINTER.formatted(SHARD, from, to, to - from + 1);
    bodies.put(id, body);
    queue.put(id, body);
  }

  private Decoded decode(RecoveredRecord record) {
    Coordinates at = record.coordinates();
    Origin origin =
        new Origin(
            at.stream().name(), at.shardId(), at.sequenceNumber().toString(), record.arrivedAt());
    return decoder.decode(
        new StreamRecord(origin, record.partitionKey(), record.payload().buffer()));
  }

  private List<StreamPut.Result> put(List<StreamPut.NewRecord> entries) {
    List<StreamPut.Result> results = new ArrayList<>();
    for (StreamPut.NewRecord entry : entries) {
      int number = Math.max(1_000, stream.lastKey() + 1);
      String payload = new String(entry.payload().toArray(), StandardCharsets.UTF_8);
      record(number, entry.partitionKey(), payload);
      results.add(new StreamPut.Result.Accepted(SHARD, "" + number));
      process(number);
    }
    return results;
  }

  private void process(int number) {
    RecoveredRecord record = java.util.Objects.requireNonNull(stream.get(number));
    Decoded decoded = decode(record);
    String payload = new String(record.payload().toArray(), StandardCharsets.UTF_8);
    if (decoded instanceof Event event && stores.test(payload)) {
      table.putIfAbsent(event.eventId(), event.contentHash());
      return;
    }
    for (int i = 0; i < pointers; i++) {
      pointer("again-" + number + (i == 0 ? "" : "-" + i), number, number);
    }
  }

  private Recovery recover(String id, String body) {
    Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
    Letter letter =
        new Letter(
            id,
            Optional.empty(),
            bytes,
            Optional.of(now),
            Optional.empty(),
            0,
            Attributes.NONE,
            LetterReader.read(bytes));
    Pointer pointer = (Pointer) letter.content();
    List<RecoveredRecord> records =
        stream.values().stream()
            .filter(each -> pointer.range().contains(each.coordinates().sequenceNumber()))
            .toList();
    return new Recovery(letter, new RecoveryStatus.Complete(0), records, Expiry.UNKNOWN);
  }

  /** Plans for all letters that can be seen. */
  Plan plan(int maxAttempts) {
    Ledger ledger = Ledger.of(MemoryLog.open(journal, Effects.harmless()).entries());
    Planner planner = new Planner(Selection.ALL, Optional.empty(), ledger, maxAttempts);
    List<PlannedLetter> letters = new ArrayList<>();
    for (Leased leased : queue.lease(Duration.ofSeconds(1))) {
      Recovery recovery = recover(leased.message(), leased.body());
      letters.add(planner.plan(recovery, recovery.records().stream().map(this::examined).toList()));
    }
    queue.forgetLeases();
    List<PlannedLetter> checked =
        new Identities(Optional.empty(), new Judge(EventSettings.DEFAULT)).check(letters);
    return new Plan(
        1,
        now,
        "test",
        "1",
        "http://localhost/000000000000/orders-dlq",
        Plan.Via.stream,
        new Plan.Target(
            List.of(ORDERS.toString()), List.of(), ORDERS.toString(), "EventLogs", Map.of()),
        "all",
        new Moves(ledger).check(checked));
  }

  private Examined examined(RecoveredRecord record) {
    Event event = (Event) decode(record);
    boolean stored = event.contentHash().equals(table.get(event.eventId()));
    return new Examined(
        record,
        stored ? new Diagnosis.Stored() : new Diagnosis.Bystander(),
        Optional.of(new Examined.Identity(event.eventId(), event.contentHash())));
  }

  /** Applies a plan through the stream, and waits for so long. */
  Report apply(Plan plan, Duration within, Effects effects) {
    Reread reread =
        letters -> letters.stream().map(one -> recover(one.message(), one.body())).toList();
    Pause pause = time -> now = now.plus(time);
    LetterQueue seen = effects.around(LetterQueue.class, queue);
    Route route =
        new StreamRoute(
            effects.around(StreamPut.class, this::put),
            "orders",
            true,
            new StreamRoute.Waiting(
                within,
                () -> now,
                pause,
                () -> false,
                new QueueRedeadletteredLookup(seen, reread)));
    RedriveServices services =
        new RedriveServices(
            seen,
            reread,
            route,
            new TableProof(HashTable.of(table), new Judge(EventSettings.DEFAULT)),
            MappingFilter.NONE);
    Pace pace = new Pace(1_000, () -> now, pause);
    RunControl control = new RunControl(pace, pause, Pulse.THREAD, () -> false, Progress.NONE);
    RedriveLimits limits = new RedriveLimits(Ramp.NONE, 3, 0, World.LEASE);
    RunStart start =
        new RunStart(
            MemoryLog.open(journal, effects),
            "run-" + runs++,
            "apply",
            new Actor("test", ""),
            () -> now);
    try {
      return new Apply(new RedriveSetup(services, control, limits)).run(plan, start);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
