package io.weir.chaos.simulate;

import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.Selection.Arrival;
import io.weir.replayer.plan.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
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

  private static final List<Ago> AGO =
      List.of(
          new Ago("90s", Duration.ofSeconds(90), ZoneOffset.UTC),
          new Ago("30m", Duration.ofMinutes(30), ZoneOffset.ofHours(-5)),
          new Ago("24h", Duration.ofHours(24), ZoneOffset.ofHoursMinutes(5, 30)),
          new Ago("7d", Duration.ofDays(7), ZoneOffset.ofHours(1)));

  private static final List<Function<Instant, Selection>> SOME =
      List.of(
          at -> causes("poison"),
          at -> causes("POISON  NOT_JSON", "BYSTANDER"),
          at -> causes("NOT_DECIDED"),
          at -> causes(" not_an_object ", "INVALID_ORIGIN"),
          at -> causes("no such cause"),
          at -> new Selection(Set.of(), Set.of("x-9999"), Set.of(), Set.of(), Arrival.ANY),
          at ->
              new Selection(
                  Set.of("poison"),
                  Set.of("m-0"),
                  ordered("shardId-000000000000", "shardId-000000000001"),
                  ordered("key-1", "key-3", "key-5"),
                  new Arrival(Optional.of(at.minusSeconds(60)), Optional.of(at.plusSeconds(60)))),
          at -> new Selection(Set.of(), ordered("m-000", "m-00"), Set.of(), Set.of(), Arrival.ANY),
          at -> new Selection(Set.of(), Set.of("m-0001"), Set.of(), Set.of(), Arrival.ANY),
          at ->
              new Selection(
                  Set.of(), Set.of(), Set.of("shardId-000000000000"), Set.of(), Arrival.ANY),
          at -> new Selection(Set.of(), Set.of(), Set.of(), ordered("key-1", "key-2"), Arrival.ANY),
          at ->
              new Selection(
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  new Arrival(Optional.of(at), Optional.empty())),
          at ->
              new Selection(
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  new Arrival(Optional.empty(), Optional.of(at))));

  private Selections() {}

  /** Draws one, with times that are near the beginning of a run. */
  static Selection draw(SplittableRandom random, Instant now) {
    if (random.nextInt(SHARE) > 0) {
      return ALL;
    }
    Instant at = typed(random, now);
    return SOME.get(random.nextInt(SOME.size())).apply(at);
  }

  /** A time as an operator types it: with a zone, or as a duration before a later moment. */
  private static Instant typed(SplittableRandom random, Instant now) {
    Instant at = now.plusMillis(random.nextLong(LONGEST.toMillis()));
    Ago ago = AGO.get(random.nextInt(AGO.size()));
    if (random.nextBoolean()) {
      return TimePoint.parse(at.atOffset(ago.zone()).toString(), now);
    }
    Instant later = at.plus(ago.length());
    Instant parsed = TimePoint.parse(ago.text(), later);
    if (!parsed.equals(at) || !TimePoint.duration(ago.text()).equals(ago.length())) {
      throw new IllegalStateException(ago.text() + " before " + later + " is " + parsed);
    }
    return parsed;
  }

  /** A length as it is typed, and what it says; and any zone. */
  private record Ago(String text, Duration length, ZoneOffset zone) {}

  private static Selection causes(String... causes) {
    return new Selection(ordered(causes), Set.of(), Set.of(), Set.of(), Arrival.ANY);
  }

  /** In the order in which they are typed, so that a trace says the same each time. */
  private static Set<String> ordered(String... typed) {
    return new LinkedHashSet<>(List.of(typed));
  }
}
