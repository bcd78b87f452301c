package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.Checkpoints.Checkpoint;
import io.weir.replayer.letter.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
  private final Table table;
  private final Accepted records = new Accepted();
  private final Map<String, BigInteger> passed = new HashMap<>();
  private final Letters letters = new Letters();
  private final Coverage archived = new Coverage();
  private final Set<String> archivedLines = new HashSet<>();
  private final Coverage dropped = new Coverage();
  private final Coverage givenUp = new Coverage();
  private final Coverage rescued = new Coverage();
  private final Order order = new Order(this);
  private final Set<String> forgotten = new HashSet<>();
  private final Set<Known> filtered = new HashSet<>();
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
    this.table = table;
  }

  /** The stream has accepted a record, whether or not anybody heard of it. */
  Known accepted(String shardId, String sequenceNumber, PutRecordsRequestEntry entry) {
    BigInteger number = new BigInteger(sequenceNumber);
    Spec spec =
        payloads
            .spec(entry.data().asByteArrayUnsafe())
            .orElseThrow(() -> new IllegalStateException("a payload of nobody's"));
    String identity =
        spec.ownId().orElseGet(() -> StreamService.STREAM + "/" + shardId + "/" + sequenceNumber);
    Known known =
        new Known(
            records.all().size(),
            shardId,
            number,
            world.now(),
            entry.partitionKey(),
            spec,
            identity);
    records.add(known);
    order.accepted(known);
    return known;
  }

  /** The mapping's filter drops a record: that is its place, and nobody is to hand it over. */
  void filtered(Known known) {
    filtered.add(known);
  }

  boolean isFiltered(Known known) {
    return filtered.contains(known);
  }

  /** The mapping hands records to the function. */
  void delivered(List<Known> batch) {
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

  List<Known> all() {
    return records.all();
  }

  /** Tells whether a record's event is in the table, to the byte. */
  boolean isStored(Known known) {
    Map<String, JsonNode> item = table.items().get(known.identity());
    if (item == null) {
      return false;
    }
    String hash = Table.text(item, "contentHash");
    return known.spec().storable()
        ? hash.equals(known.spec().hash())
        : known.spec().repairedHash().map(hash::equals).orElse(false);
  }

  /** Tells whether another event has the record's identity. */
  boolean isTaken(Known known) {
    return table.items().containsKey(known.identity()) && !isStored(known);
  }

  @Override
  public void queued(String message, String body) {
    List<Covered> covered = Covered.by(body);
    letters.put(message, covered);
    givenUp.add(covered);
  }

  /** A journal has taken lines; a copy of a letter among them keeps it, for a reason. */
  void journal(byte[] lines) {
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.contains("\"archived\"")) {
        String letter = Covered.letterIn(line);
        archived.add(Covered.by(letter));
        archivedLines.add(Spec.sha256(letter.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** Tells whether a journal has taken this copy of a letter; operators know each other's. */
  boolean isInAJournal(Bytes line) {
    return archivedLines.contains(line.sha256());
  }

  /** Lambda has given a batch up, and the destination did not take its pointer (ESM-33). */
  void dropped(String pointer) {
    List<Covered> covered = Covered.by(pointer);
    dropped.add(covered);
    givenUp.add(covered);
  }

  /** A copy of a letter is in the vault. */
  void rescued(String letter) {
    rescued.add(Covered.by(letter));
  }

  /** The stream has forgotten everything: what no letter and no copy carries is gone for good. */
  void forget() {
    for (Known known : all()) {
      if (!isStored(known) && !isRescued(known) && !isCarried(known)) {
        forgotten.add(known.coordinates());
      }
    }
  }

  /** Tells whether a letter carries the payload itself. */
  boolean isCarried(Known known) {
    return letters.coverage().carries(known);
  }

  /** Tells whether the vault has the payload. */
  boolean isRescued(Known known) {
    return rescued.carries(known);
  }

  /** Returns what the queue's messages stand for, by message. */
  Map<String, List<Covered>> letters() {
    return letters.all();
  }

  /** Tells whether the stream has forgotten a record that nobody had rescued. */
  boolean isForgotten(Known known) {
    return forgotten.contains(known.coordinates());
  }

  boolean isArchived(Known known) {
    return archived.covers(known);
  }

  boolean isDropped(Known known) {
    return dropped.covers(known);
  }

  /** Tells whether the live path has given a record up, wherever its letter is by now. */
  boolean isGivenUp(Known known) {
    return givenUp.covers(known);
  }

  boolean isWaiting(Known known) {
    return letters.coverage().covers(known);
  }

  /** Everything that a message stands for must be safe without it. */
  @Override
  public void deleting(String message) {
    List<Covered> covered = letters.remove(message);
    for (Covered range : covered) {
      for (Known known : records.in(range)) {
        if (!isSafe(known)) {
          String what = "its message " + message + " is deleted too early";
          violation("pointer discipline", what, known);
        }
      }
    }
    letters.put(message, covered);
  }

  @Override
  public void deleted(String message) {
    letters.remove(message);
  }

  private boolean isSafe(Known known) {
    return isStored(known) || isArchived(known) || isWaiting(known) || isFiltered(known);
  }

  /** The mapping will not come back to what is before its checkpoint: all of that must be safe. */
  void checkpoint(String shardId, Checkpoint checkpoint) {
    NavigableMap<BigInteger, Known> shard = records.of(shardId);
    if (shard.isEmpty()) {
      return;
    }
    BigInteger through =
        checkpoint instanceof Checkpoint.Through it
            ? new BigInteger(it.sequenceNumber())
            : checkpoint instanceof Checkpoint.ShardEnd ? shard.lastKey() : BigInteger.ZERO;
    BigInteger before = passed(shardId);
    if (through.compareTo(before) > 0) {
      for (Known known : shard.subMap(before, false, through, true).values()) {
        if (!isSafe(known) && !isDropped(known)) {
          violation("conservation", "the checkpoint is past it, and it is nowhere", known);
        }
      }
      passed.put(shardId, through);
    }
  }

  void violation(String law, String what, Known known) {
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
