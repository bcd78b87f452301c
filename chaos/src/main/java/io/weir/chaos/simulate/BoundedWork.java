package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.MappingSettings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often the live path may hand a record to the function, and how often it did.
 *
 * <p>The bound follows from the set-up and from what struck, for each record alone. Let {@code R}
 * be the retries that are asked for, and {@code n} the size of the largest batch in which the
 * record was delivered.
 *
 * <ul>
 *   <li>An unchanged batch is delivered {@code R+1} times, and is then given up (ESM-15).
 *   <li>With bisect, a failed batch of more than one is cut at once (ESM-16). The larger half has
 *       {@code ceil(n/2)} records, so that a record is in at most {@code ceil(log2 n)} batches that
 *       are cut; then it is alone, {@code R+1} times.
 *   <li>An answer whose lowest failure is not the first record makes what is left a new batch with
 *       a budget of its own (ESM-14). From then on that failure is the first of its batch, so each
 *       record that has something wrong with it does this once, and only to those behind it. Any
 *       other such answer needs a fault that struck in that very invocation.
 *   <li>So does giving up the first records of a batch for their age (ESM-23).
 * </ul>
 *
 * <p>Together: with bisect {@code R+1 + ceil(log2 n) + p}; without it {@code (R+1) * (1 + p + a)}.
 * There {@code p} counts the records with something wrong, up to and with this one, and the answers
 * in part that a fault explains; {@code a} counts those that were given up for their age in front
 * of it. Throttled invocations deliver nothing, and a lost answer or a dead function costs an
 * attempt or a cut, which are counted already.
 *
 * <p>That is the bound of one life. A record has another one each time the mapping dies, or is
 * stopped for a change, before a checkpoint is behind the record, and each time its lane delivers
 * its last batch again (ESM-35): also if that was asked for while the batch was throttled, before
 * any invocation had received it.
 */
final class BoundedWork {

  private final Truth truth;
  private final MappingSettings settings;
  private final int attempts;
  private final Map<AcceptedRecord, List<Life>> lives = new HashMap<>();

  /** How many records the stream had accepted when each redelivery was asked for. */
  private final List<Integer> redeliveries = new ArrayList<>();

  /** What happened to a record between two restarts. */
  private static final class Life {
    private final Set<AcceptedRecord> wrong = new HashSet<>();
    private int deliveries;
    private int largest;
    private int troubled;
    private int expired;
    private int times = 1;
    private int again;
  }

  /** Begins to count, for a mapping that is to have these settings. */
  BoundedWork(Truth truth, MappingSettings settings) {
    this.truth = truth;
    this.settings = settings;
    this.attempts = settings.maximumRetryAttempts().orElse(0) + 1;
  }

  /**
   * A batch is handed to the function.
   *
   * @param wrong those of it that have something wrong with them
   */
  void delivered(List<AcceptedRecord> batch, Set<AcceptedRecord> wrong) {
    Set<AcceptedRecord> soFar = new HashSet<>();
    for (AcceptedRecord known : batch) {
      if (wrong.contains(known)) {
        soFar.add(known);
      }
      Life life = life(known);
      life.deliveries++;
      life.largest = Math.max(life.largest, batch.size());
      life.wrong.addAll(soFar);
    }
  }

  private Life life(AcceptedRecord known) {
    List<Life> all = lives.computeIfAbsent(known, it -> new ArrayList<>());
    if (all.isEmpty()) {
      all.add(first(known));
    }
    Life last = all.get(all.size() - 1);
    if (last.again > 0) {
      Life next = new Life();
      next.times = last.again;
      all.add(next);
      return next;
    }
    return last;
  }

  /** A batch that was turned away so far is its lane's last when it comes through at last. */
  private Life first(AcceptedRecord known) {
    Life life = new Life();
    life.times +=
        (int) redeliveries.stream().filter(count -> known.arrival().place() < count).count();
    return life;
  }

  /** The function has named a record that is not the first; a fault struck while it was at work. */
  void troubled(List<AcceptedRecord> rest) {
    rest.forEach(known -> life(known).troubled++);
  }

  /** A range is given up for its age: what is behind it is a new batch. */
  void expired(Covered range) {
    lastOf(range.shardId(), range.to()).forEach(life -> life.expired++);
  }

  /** Returns the last lives of those that come behind a number, and were delivered. */
  private Stream<Life> lastOf(String shardId, BigInteger number) {
    return truth.records().behind(shardId, number).stream()
        .map(known -> lives.getOrDefault(known, List.of()))
        .filter(all -> !all.isEmpty())
        .map(all -> all.get(all.size() - 1));
  }

  /** The mapping is dead, or was stopped: what is not before a checkpoint is delivered again. */
  void died() {
    for (String shard : truth.records().shards()) {
      lastOf(shard, truth.passed(shard)).forEach(life -> life.again = Math.max(1, life.again));
    }
  }

  /**
   * Each lane is to deliver its last batch again; one that is throttled may have to do it twice.
   */
  void redelivering() {
    redeliveries.add(truth.all().size());
    lives.values().forEach(all -> all.get(all.size() - 1).again++);
  }

  /** Holds what was against what may be: everything, where the retries have no limit. */
  void check() {
    if (settings.maximumRetryAttempts().isEmpty()) {
      return;
    }
    lives.forEach(
        (known, all) -> {
          int were = all.stream().mapToInt(life -> life.deliveries).sum();
          int may = all.stream().mapToInt(this::most).sum();
          if (were > may) {
            String what = "it was delivered %d times, and %d are possible".formatted(were, may);
            truth.violation("bounded work", what, known);
          }
        });
  }

  private int most(Life life) {
    int progress = life.wrong.size() + life.troubled;
    int once =
        settings.bisect()
            ? attempts + cuts(life.largest) + progress
            : attempts * (1 + progress + life.expired);
    return life.times * once;
  }

  /** Returns how often a batch can be cut until each of its records is alone. */
  static int cuts(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }
}
