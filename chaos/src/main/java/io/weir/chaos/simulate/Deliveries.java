package io.weir.chaos.simulate;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the mapping hands to the function, and what becomes of it, held against the laws. */
final class Deliveries {

  private final Truth truth;
  private final Weather weather;
  private final boolean parksAll;
  private final BoundedWork work;
  private final Isolation isolation;
  private final Items items;
  private final IdentityHashMap<List<KinesisEventRecord>, Integer> before = new IdentityHashMap<>();

  /** Begins to watch a run that is set up like this. */
  Deliveries(World world, Truth truth, Scenario scenario, Items items) {
    this.truth = truth;
    this.weather = world.weather();
    this.items = items;
    this.parksAll = scenario.handler().parks() && !scenario.load().large();
    this.work = new BoundedWork(truth, scenario.mapping());
    this.isolation = new Isolation(world, truth, scenario.mapping());
  }

  BoundedWork work() {
    return work;
  }

  /** The stream has accepted a record. */
  void accepted(AcceptedRecord known) {
    isolation.accepted(known);
  }

  /** The mapping hands records to the function. */
  void delivered(List<KinesisEventRecord> records) {
    before.put(records, items.losses());
    List<AcceptedRecord> batch = known(records);
    truth.delivered(batch);
    work.delivered(batch, wrong(batch));
    isolation.delivered(batch, this::isWrong);
  }

  /**
   * The function has answered.
   *
   * @param invocation knows whether a fault struck meanwhile, and what it has parked
   */
  void answered(
      List<KinesisEventRecord> records,
      @Nullable StreamsEventResponse answer,
      KillableProcess invocation) {
    if (answer == null || answer.getBatchItemFailures() == null) {
      return;
    }
    Set<String> reported = new HashSet<>();
    for (BatchItemFailure failure : answer.getBatchItemFailures()) {
      reported.add(failure.getItemIdentifier());
    }
    List<AcceptedRecord> batch = known(records);
    int lowest = 0;
    while (lowest < batch.size() && !reported.contains(batch.get(lowest).number().toString())) {
      lowest++;
    }
    parked(batch, lowest, invocation);
    if (!hasLost(records)) {
      blamed(batch, invocation);
    }
    if (invocation.troubles() == 0 && !hasLost(records)) {
      isolation.reported(batch, reported, this::isWrong);
    } else if (lowest > 0) {
      work.troubled(batch.subList(lowest, batch.size()));
    }
  }

  /**
   * What is behind a record that the table did not take comes again: it is not parked now. One that
   * the table refused was to be parked itself.
   */
  private void parked(List<AcceptedRecord> batch, int lowest, KillableProcess invocation) {
    if (lowest < batch.size()
        && isFlawless(batch.get(lowest))
        && !weather.has(Fault.STATEMENT_REFUSED)) {
      List<AcceptedRecord> behind = batch.subList(lowest + 1, batch.size());
      truth.parkedBy(invocation).stream()
          .filter(behind::contains)
          .forEach(
              it -> truth.violation("no letter too many", "it is parked, and comes again", it));
    }
  }

  /** A record is to blame for a refusal only if the table took another one of its batch. */
  private void blamed(List<AcceptedRecord> batch, KillableProcess invocation) {
    for (AcceptedRecord known : truth.parkedBy(invocation)) {
      if (isFlawless(known) && batch.stream().noneMatch(truth::isStored)) {
        truth.violation("no letter too many", "it is parked, and the table took nothing", known);
      }
    }
  }

  private boolean isFlawless(AcceptedRecord known) {
    return known.spec().storable() && !truth.records().isShared(known);
  }

  /** Tells whether an item went away while the function was at work. */
  private boolean hasLost(List<KinesisEventRecord> records) {
    return before.getOrDefault(records, 0) != items.losses();
  }

  /** A pointer goes to the destination. */
  void givenUp(String pointer) {
    if (pointer.contains("\"RecordAgeExceeded\"")) {
      Covered.by(pointer).forEach(work::expired);
    } else {
      Covered.by(pointer).forEach(isolation::givenUp);
    }
  }

  private List<AcceptedRecord> known(List<KinesisEventRecord> records) {
    List<AcceptedRecord> known = new ArrayList<>(records.size());
    for (KinesisEventRecord record : records) {
      String shardId = record.getEventID().substring(0, record.getEventID().indexOf(':'));
      BigInteger number = new BigInteger(record.getKinesis().getSequenceNumber());
      Optional.ofNullable(truth.records().find(shardId, number)).ifPresent(known::add);
    }
    return known;
  }

  private Set<AcceptedRecord> wrong(List<AcceptedRecord> batch) {
    return batch.stream().filter(this::isWrong).collect(Collectors.toSet());
  }

  /** Tells whether the function must report it: it cannot be stored, and is not parked. */
  private boolean isWrong(AcceptedRecord known) {
    return !parksAll && (!known.spec().storable() || truth.records().isShared(known));
  }

  /** The function has failed altogether; no fault had struck it. */
  void broke(List<KinesisEventRecord> records) {
    known(records)
        .forEach(it -> truth.violation("isolation", "the invocation failed as a whole", it));
  }
}
