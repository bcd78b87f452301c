package io.weir.chaos.simulate;

import io.weir.replayer.plan.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What an operator selects: most often everything. */
final class Selections {

  private static final int SHARE = 3;
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Selection ALL = Selection.ALL;

  private static final List<Function<Instant, Selection>> SOME =
      List.of(
          at -> causes("poison"),
          at -> causes("POISON  NOT_JSON", "BYSTANDER"),
          at -> causes("NOT_DECIDED"),
          at ->
              new Selection(Set.of(), Set.of("m-000", "m-00"), Set.of(), Set.of(), none(), none()),
          at -> new Selection(Set.of(), Set.of("m-0001"), Set.of(), Set.of(), none(), none()),
          at ->
              new Selection(
                  Set.of(), Set.of(), Set.of("shardId-000000000000"), Set.of(), none(), none()),
          at ->
              new Selection(Set.of(), Set.of(), Set.of(), Set.of("key-1", "key-2"), none(), none()),
          at -> new Selection(Set.of(), Set.of(), Set.of(), Set.of(), Optional.of(at), none()),
          at -> new Selection(Set.of(), Set.of(), Set.of(), Set.of(), none(), Optional.of(at)));

  private Selections() {}

  /** Draws one, with times that are near the beginning of a run. */
  static Selection draw(SplittableRandom random, Instant now) {
    if (random.nextInt(SHARE) > 0) {
      return ALL;
    }
    Instant at = now.plusMillis(random.nextLong(LONGEST.toMillis()));
    return SOME.get(random.nextInt(SOME.size())).apply(at);
  }

  private static Selection causes(String... causes) {
    return new Selection(Set.of(causes), Set.of(), Set.of(), Set.of(), none(), none());
  }

  private static Optional<Instant> none() {
    return Optional.empty();
  }
}
