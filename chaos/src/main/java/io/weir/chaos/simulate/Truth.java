package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * What really happened, seen from above: which records the stream accepted, and where each of them
 * is. It watches while a run goes on, and writes violations down.
 */
final class Truth implements Messages.Watcher {

  private final World world;
  private final Payloads payloads;
  private final StoredEvents storedEvents;
  private final Standing standing;
  private final Accepted records = new Accepted();
  private final Map<String, BigInteger> passed = new HashMap<>();
  private final Letters letters = new Letters();
  private final Archives archives;
  private final Originals originals;
  private final Coverage dropped = new Coverage();
  private final Coverage givenUp = new Coverage();
  private final Order order = new Order(this);
  private final Set<String> forgotten = new HashSet<>();
  private final Map<String, Carried> carried = new HashMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Map<KillableProcess, List<AcceptedRecord>> parked = new HashMap<>();
  private final Set<String> excused = new HashSet<>();
  private final Set<AcceptedRecord> filtered = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Set<String> reported = new TreeSet<>();

  /**
   * A broken promise.
   *
   * @param law which one
   * @param what what is wrong
   * @param record the record concerned, by its coordinates or identity
   */
  record Violation(String law, String what, String record) {}

  Truth(World world, Payloads payloads, Table table) {
    this.world = world;
    this.payloads = payloads;
    this.storedEvents = new StoredEvents(table, payloads);
    this.originals = new Originals(this);
    this.archives = new Archives(world, originals, this::restored);
    this.standing = new Standing(records, letters, storedEvents);
    table.history().watch(this::gone);
    world.weather().vanishing(() -> table.history().vanish(standing.stored()));
  }

  /** The stream has accepted a record, whether or not the producer got the answer. */
  AcceptedRecord accepted(String shardId, String sequenceNumber, PutRecordsRequestEntry entry) {
    byte[] payload = entry.data().asByteArrayUnsafe();
    String place = StreamService.STREAM + "/" + shardId + "/" + sequenceNumber;
    Payloads.Read read = payloads.read(payload, place);
    if (read.isInvented()) {
      violation(
          new Violation("no invention", "a payload that no producer put is in the stream", place));
    }
    AcceptedRecord known =
        new AcceptedRecord(
            shardId,
            new BigInteger(sequenceNumber),
            new AcceptedRecord.Arrival(records.all().size(), world.now(), entry.partitionKey()),
            read.spec(),
            read.identity());
    if (world.time().current().process() == null) {
      records.add(known);
    } else {
      records.addAgain(known);
    }
    order.accepted(known);
    return known;
  }

  /** The mapping's filter drops a record: it must not be delivered to the function. */
  void filtered(AcceptedRecord known) {
    filtered.add(known);
  }

  boolean isFiltered(AcceptedRecord known) {
    return filtered.contains(known);
  }

  /** The mapping hands records to the function. */
  void delivered(List<AcceptedRecord> batch) {
    batch.forEach(order::delivered);
    batch.stream()
        .filter(this::isFiltered)
        .forEach(it -> violation("filter", "it is delivered, and the filter drops it", it));
  }

  /** Returns the last record of a shard that a checkpoint is behind; zero if there is none. */
  BigInteger passed(String shardId) {
    return passed.getOrDefault(shardId, BigInteger.ZERO);
  }

  Accepted records() {
    return records;
  }

  List<AcceptedRecord> all() {
    return records.all();
  }

  /** Tells whether a record's event is in the table. */
  boolean isStored(AcceptedRecord known) {
    return storedEvents.isStored(known);
  }

  StoredEvents storedEvents() {
    return storedEvents;
  }

  @Override
  public void queued(String message, String body, Carried with) {
    List<Covered> covered = Covered.by(body);
    originals.queued(message, body);
    carried.put(message, with);
    KillableProcess sender = world.time().current().process();
    if (sender != null) {
      parked.computeIfAbsent(sender, it -> new ArrayList<>()).addAll(standing.of(covered));
    }
    letters.put(message, covered);
    givenUp.add(covered);
    standing.of(covered).forEach(known -> excused.remove(known.coordinates()));
  }

  /** A message comes back as it was. */
  private void restored(String message, String newMessage) {
    origins.put(newMessage, message);
    Carried before = carried.getOrDefault(message, Carried.NOTHING);
    Carried after = carried.getOrDefault(newMessage, Carried.NOTHING);
    if (!before.equals(after)) {
      String what = "it came back with %s instead of %s".formatted(after, before);
      violation(new Violation("restore", what, message));
    }
  }

  /** Returns the id that a message had when it came into the queue for the first time. */
  String first(String message) {
    String before = origins.get(message);
    return before == null ? message : first(before);
  }

  /** Returns what an invocation has put into the queue. */
  List<AcceptedRecord> parkedBy(KillableProcess invocation) {
    return parked.getOrDefault(invocation, List.of());
  }

  /** An item is gone by a fault. Its record is excused, unless a letter can still bring it back. */
  private void gone(String id, Map<String, JsonNode> item) {
    for (AcceptedRecord known : records.named(id)) {
      if (storedEvents.isEventOf(known, item) && !isWaiting(known)) {
        excused.add(known.coordinates());
      }
    }
  }

  /** Returns what the queue's messages stand for. */
  Standing standing() {
    return standing;
  }

  Archives archives() {
    return archives;
  }

  /** Lambda has given a batch up, and the destination did not take its pointer (ESM-33). */
  void dropped(String pointer) {
    List<Covered> covered = Covered.by(pointer);
    dropped.add(covered);
    givenUp.add(covered);
  }

  /** The stream has forgotten everything: what no letter and no copy carries is gone for good. */
  void forget() {
    for (AcceptedRecord known : all()) {
      if (!isStored(known) && !archives.isRescued(known) && !letters.coverage().carries(known)) {
        forgotten.add(known.coordinates());
      }
    }
  }

  /** Returns what the queue's messages stand for, by message. */
  Map<String, List<Covered>> letters() {
    return letters.all();
  }

  /** Tells whether the stream has forgotten a record that was not rescued before. */
  boolean isForgotten(AcceptedRecord known) {
    return forgotten.contains(known.coordinates());
  }

  /** Tells whether a fault took the item away when no letter could bring it back. */
  boolean isExcused(AcceptedRecord known) {
    return excused.contains(known.coordinates());
  }

  boolean isDropped(AcceptedRecord known) {
    return dropped.covers(known);
  }

  /** Tells whether the live path has given a record up, wherever its letter is by now. */
  boolean isGivenUp(AcceptedRecord known) {
    return givenUp.covers(known);
  }

  boolean isWaiting(AcceptedRecord known) {
    return letters.coverage().covers(known);
  }

  /**
   * Everything that a message stands for must be safe without it. What was in the table when the
   * run that deletes looked there, with the message in hand, is lost by the fault that took it.
   * What the stream has forgotten stays named by the message, if that is archived.
   */
  @Override
  public void deleting(String message) {
    List<Covered> covered = letters.remove(message);
    KillableProcess process = world.time().current().process();
    for (AcceptedRecord known : standing.of(covered)) {
      boolean seen =
          process != null
              && process.hasSeen(
                  known.identity(), message, item -> storedEvents.isEventOf(known, item));
      boolean gone = isForgotten(known) && archives.hasMessage(message);
      if (!isSafe(known)
          && !seen
          && !gone
          && records.putAgain(known).stream().noneMatch(this::isSafe)) {
        String what = "its message " + message + " is deleted too early";
        violation("pointer discipline", what, known);
      }
    }
    letters.put(message, covered);
  }

  @Override
  public void deleted(String message) {
    for (AcceptedRecord known : standing.of(letters.remove(message))) {
      if (!isSafe(known) && storedEvents.wasStored(known)) {
        excused.add(known.coordinates());
      }
    }
  }

  private boolean isSafe(AcceptedRecord known) {
    return isStored(known)
        || isWaiting(known)
        || isFiltered(known)
        || archives.isDiscarded(known)
        || archives.isKept(known);
  }

  /** The mapping will not come back to what is before its checkpoint: all of that must be safe. */
  void checkpoint(String shardId, Checkpoint checkpoint) {
    NavigableMap<BigInteger, AcceptedRecord> shard = records.of(shardId);
    if (shard.isEmpty()) {
      return;
    }
    BigInteger through =
        checkpoint instanceof Checkpoint.Through it
            ? new BigInteger(it.sequenceNumber())
            : checkpoint instanceof Checkpoint.ShardEnd ? shard.lastKey() : BigInteger.ZERO;
    BigInteger before = passed(shardId);
    if (through.compareTo(before) > 0) {
      for (AcceptedRecord known : shard.subMap(before, false, through, true).values()) {
        if (!isSafe(known) && !isDropped(known) && !isExcused(known)) {
          violation("conservation", "the checkpoint is past it, and it is nowhere", known);
        }
      }
      passed.put(shardId, through);
    }
  }

  void violation(String law, String what, AcceptedRecord known) {
    violation(new Violation(law, what, known.coordinates()));
  }

  /** Notes a violation, once for each record and law. */
  void violation(Violation violation) {
    if (reported.add(violation.law() + " " + violation.record())) {
      world.note(
          "VIOLATION of " + violation.law() + ": " + violation.record() + ": " + violation.what());
      violations.add(violation);
    }
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
