package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.chaos.simulate.Truth.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator does once the faults have stopped: redrive what can be, discard the rest. */
final class Cleanup {

  static final String OPERATOR = "the last operator";
  static final int ATTEMPTS = 1_000;

  /** Claims of a run that was killed hold records in the team's journal for 20 minutes. */
  private static final Duration CLAIMS_END = Duration.ofMinutes(21);

  private static final Duration SETTLED = Duration.ofMinutes(5);

  /** A record that comes back holds up its key, so each round may store only a few. */
  private static final int IDLE_ROUNDS = 3;

  private final Pipeline pipeline;
  private final Operator operator;

  Cleanup(Pipeline pipeline, Operator operator) {
    this.pipeline = pipeline;
    this.operator = operator;
  }

  /** Does it, once; and then everything again, which must change nothing. */
  void run(boolean expired) {
    for (int i = 0; i < IDLE_ROUNDS && !operator.hasJournal(); i++) {
      pipeline.world().note("the last operator must name another journal");
    }
    if (expired && !operator.habits().aims().fromVault()) {
      operator.discards().bringBack(pipeline.vault());
    }
    if (operator.isHeir()) {
      operator.again();
      operator.discards().restoreAll(pipeline, expired);
      if (pipeline.world().random().nextBoolean()) {
        operator.restores().keptOnes(pipeline, expired);
      }
    }
    empty(expired);
    again(expired);
    pipeline.strangers().checkKept();
    if (pipeline.messages().size() > 0) {
      pipeline.truth().violation(new Violation("liveness", "the queue is not empty", "the queue"));
    }
  }

  /** The number of rounds without progress before it ends: each filter that may help is tried. */
  private int rounds() {
    return IDLE_ROUNDS - 1 + operator.remedies();
  }

  private void empty(boolean expired) {
    pipeline.bucketLetters().ifPresent(it -> it.empty(operator));
    int left = rounds();
    while (left > 0 && pipeline.messages().size() > 0) {
      int before = pipeline.table().items().size();
      pipeline.world().pause(pipeline.isTeam() ? CLAIMS_END : Tools.LEASE.plusSeconds(1));
      operator.redrive();
      left = pipeline.table().items().size() > before ? rounds() : left - 1;
    }
    if (pipeline.messages().size() > 0) {
      if (!expired) {
        new Expectations(pipeline.truth())
            .lettersAreNeeded(pipeline.forger(), pipeline.payloads().damages());
      }
      operator.discards().all();
    }
  }

  /** Changes nothing, unless it stores what Lambda had given up. */
  private void again(boolean expired) {
    Map<String, Map<String, JsonNode>> items = pipeline.table().items();
    Map<String, Map<String, JsonNode>> before = new HashMap<>(items);
    Set<String> mayCome = new HashSet<>(givenUp());
    pipeline.mapping().redeliver();
    pipeline.world().pause(SETTLED);
    Truth truth = pipeline.truth();
    if (pipeline.scenario().mapping().maximumRecordAge().isEmpty()) {
      new Expectations(truth).deadLettersHaveReasons();
    }
    operator.again();
    empty(expired);
    mayCome.addAll(givenUp());
    Map<String, Map<String, JsonNode>> after = new HashMap<>(items);
    after.keySet().removeIf(id -> mayCome.contains(id) && !before.containsKey(id));
    if (!after.equals(before)) {
      truth.violation(new Violation("idempotence", "doing it again changed the table", "all"));
    }
  }

  /** Returns the identities of what was given up, is gone by a fault, or was taken out. */
  private Set<String> givenUp() {
    Truth truth = pipeline.truth();
    return truth.all().stream()
        .filter(
            known ->
                truth.isDropped(known)
                    || truth.isForgotten(known)
                    || truth.isFiltered(known)
                    || truth.isExcused(known)
                    || truth.archives().isKept(known)
                    || truth.archives().isDiscarded(known))
        .map(AcceptedRecord::identity)
        .collect(Collectors.toSet());
  }
}
