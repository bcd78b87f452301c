package io.weir.chaos.simulate;

import io.weir.local.mapping.MappingSettings;
import io.weir.local.mapping.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Bugs that lose nothing, and do too much or take too long; each has a law that must see it. */
final class PlantedExcessBugs {

  private static final int FOR_EVER = 10_000;

  private PlantedExcessBugs() {}

  /**
   * A bug.
   *
   * @param law the one that must see it
   */
  record Planted(String law, Supplier<Seams> seams) {}

  static Map<String, Planted> all() {
    Map<String, Planted> all = new LinkedHashMap<>();
    all.put("tries once more than asked", work(() -> retries(1)));
    all.put("never counts its retries down", work(() -> retries(FOR_EVER)));
    all.put("takes a failed batch for a throttled one", work(FailuresAreThrottles::new));
    return all;
  }

  private static Planted work(Supplier<Seams> seams) {
    return new Planted("bounded work", seams);
  }

  private static Seams retries(int more) {
    return mapping(
        asked ->
            new MappingSettings(
                asked.batchSize(),
                asked.batchWindow(),
                OptionalInt.of(
                    Math.min(FOR_EVER, asked.maximumRetryAttempts().orElseThrow() + more)),
                asked.maximumRecordAge(),
                asked.bisect(),
                asked.reportBatchItemFailures(),
                asked.parallelizationFactor(),
                asked.startingPosition(),
                asked.backOff()));
  }

  private static Seams mapping(UnaryOperator<MappingSettings> bug) {
    return new Seams() {
      @Override
      MappingSettings mapping(MappingSettings asked) {
        return bug.apply(asked);
      }
    };
  }

  /** What is throttled costs no attempt: so it begins again and again. */
  private static final class FailuresAreThrottles extends Seams {
    private int times;

    @Override
    Outcome outcome(Outcome outcome) {
      boolean fails =
          outcome instanceof Outcome.Returned returned
              && new String(returned.answer(), StandardCharsets.UTF_8).contains("itemIdentifier");
      return fails && ++times % 10 != 0 ? new Outcome.Throttled() : outcome;
    }
  }
}
