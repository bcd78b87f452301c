package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.BackOff;
import io.weir.local.mapping.engine.MappingSettings;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a record that cannot be stored may affect the others, as long as no fault delays any record.
 *
 * <ul>
 *   <li>The function reports it, and no valid record: valid ones are stored in the first invocation
 *       that has them, so a record waits only until it is first delivered.
 *   <li>With bisect it is given up alone.
 *   <li>It delays those that come behind it in its own shard, and no others, by no more than its
 *       retries take: {@code pauses(R) + (2 * ceil(log2 N) + R + 2) * t}. The pauses are those of
 *       the back-off behind R attempts; with bisect a batch that has it is cut {@code ceil(log2 N)}
 *       times at most, each cut leaves one half that is delivered without it, it is delivered R+1
 *       times alone, and once more at most a batch is answered in part for it.
 *   <li>Nothing else delays a record but its turn: until the shard's next page (a poll, and a look
 *       for shards when it is new), and then a window and an invocation for each batch of what was
 *       in its shard and not done when it came, for the batch at work then, and for its own.
 * </ul>
 *
 * <p>The pauses end with the record's age, where that has a limit: so they do where the retries
 * have none.
 *
 * <p>An invocation takes {@code t}: as many effects as its calls of the table and of the queue,
 * each of at most {@link World#LATENCY}. Where poison is parked nothing is tried again: then the
 * delay is that of the record's turn alone. The law holds until the first fault strikes that may
 * delay a record, and all through the seeds that have none.
 */
final class Isolation {

  private static final Duration UNTIL_READ = Duration.ofMillis(200 + 500);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int STATEMENTS = 25;
  private static final int MESSAGES = 10;

  private final World world;
  private final Truth truth;
  private final MappingSettings settings;
  private final Map<AcceptedRecord, BigInteger> waiting = new HashMap<>();

  /** Watches a mapping that is to have these settings. */
  Isolation(World world, Truth truth, MappingSettings settings) {
    this.world = world;
    this.truth = truth;
    this.settings = settings;
  }

  /** The stream has a record; what is behind the checkpoint may still be at work. */
  void accepted(AcceptedRecord known) {
    waiting.put(known, truth.passed(known.shardId()));
  }

  /**
   * A batch is handed to the function.
   *
   * @param wrong tells what has something wrong with it
   */
  void delivered(List<AcceptedRecord> batch, Wrong wrong) {
    for (AcceptedRecord known : batch) {
      BigInteger done = waiting.remove(known);
      if (done != null && !world.weather().isDisturbed()) {
        Duration may = turn(known, done, wrong);
        Duration was = Duration.between(known.arrival().at(), world.now());
        if (was.compareTo(may) > 0) {
          truth.violation(
              "isolation", "it was first delivered after %s, not %s".formatted(was, may), known);
        }
      }
    }
  }

  /** Tells whether a record cannot be stored, and must be reported. */
  interface Wrong {
    boolean is(AcceptedRecord known);
  }

  private Duration turn(AcceptedRecord known, BigInteger done, Wrong wrong) {
    int before = 0;
    int poison = 0;
    for (AcceptedRecord other :
        truth.records().of(known.shardId()).subMap(done, false, known.number(), false).values()) {
      before++;
      poison += wrong.is(other) ? 1 : 0;
    }
    int batches = 2 + (before + settings.batchSize() - 1) / settings.batchSize();
    return UNTIL_READ
        .plus(settings.batchWindow().plus(invocation()).multipliedBy(batches))
        .plus(poison == 0 ? Duration.ZERO : retries().multipliedBy(poison));
  }

  private Duration invocation() {
    int effects =
        1
            + 2 * ((settings.batchSize() + STATEMENTS - 1) / STATEMENTS)
            + (settings.batchSize() + MESSAGES - 1) / MESSAGES;
    return World.LATENCY.multipliedBy(effects);
  }

  private Duration retries() {
    BackOff backOff = BackOff.ofLambda();
    int most = settings.maximumRetryAttempts().orElse(Integer.MAX_VALUE);
    Duration longest = settings.maximumRecordAge().orElse(LONGEST);
    Duration pauses = Duration.ZERO;
    Duration pause = backOff.first();
    int retries = 0;
    while (retries < most && pauses.compareTo(longest) <= 0) {
      pauses = pauses.plus(pause);
      pause =
          pause.compareTo(backOff.cap().dividedBy(2)) > 0 ? backOff.cap() : pause.multipliedBy(2);
      retries++;
    }
    int deliveries = 2 * BoundedWork.cuts(settings.batchSize()) + retries + 2;
    return pauses.plus(invocation().multipliedBy(deliveries)).plus(World.LATENCY);
  }

  /** The function has answered, and no fault had struck it: what it reports is wrong. */
  void reported(List<AcceptedRecord> batch, Set<String> reported, Wrong wrong) {
    for (AcceptedRecord known : batch) {
      if (reported.contains(known.number().toString()) && !wrong.is(known)) {
        truth.violation("isolation", "it is reported, and nothing is wrong with it", known);
      }
    }
  }

  /** Records are given up because they were tried too often. */
  void givenUp(Covered range) {
    List<AcceptedRecord> inside = List.copyOf(truth.records().in(range));
    if (settings.bisect() && inside.size() > 1) {
      truth.violation(
          "isolation", "it is given up with %d others".formatted(inside.size() - 1), inside.get(0));
    }
  }
}
