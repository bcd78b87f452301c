package io.weir.local.wire;

import io.weir.local.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Faults in spells: for some seconds none, a few, or a great many, of some kinds only. A service
 * that fails evenly is easier to live with than one that fails now and then for good. It begins
 * with a storm, so that a short siege meets faults too.
 */
public final class Weather implements Faults {

  private static final double WORST_RATE = 0.5;
  private static final double[] RATES = {0, 0.05, 0.2, WORST_RATE};
  private static final int LONGEST_SPELL_MILLIS = 6_000;
  private static final int LONGEST_DELAY_MILLIS = 1_500;
  private static final int SHORT_DELAY_MILLIS = 20;

  private final SplittableRandom random;
  private final InstantSource clock;
  private Spell spell = new Spell(Instant.MIN, 0, List.of());
  private boolean over;

  /**
   * Begins.
   *
   * @param random decides; the same numbers make the same spells, though which request meets which
   *     fault is up to time
   */
  public Weather(SplittableRandom random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  private record Spell(Instant end, double rate, List<FaultKind> kinds) {}

  @Override
  public synchronized Optional<Fault> next(AwsService service, Request request) {
    Instant now = clock.instant();
    if (!over && now.isAfter(spell.end())) {
      spell = newSpell(now);
    }
    if (over || random.nextDouble() >= spell.rate()) {
      return Optional.empty();
    }
    FaultKind kind = spell.kinds().get(random.nextInt(spell.kinds().size()));
    int longest = kind == FaultKind.DELAY ? LONGEST_DELAY_MILLIS : SHORT_DELAY_MILLIS;
    return Optional.of(new Fault(kind, Duration.ofMillis(random.nextInt(longest))));
  }

  /** Lets everything pass from now on. */
  public synchronized void clear() {
    over = true;
  }

  private Spell newSpell(Instant now) {
    List<FaultKind> kinds = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (random.nextInt(3) == 0) {
        kinds.add(kind);
      }
    }
    if (kinds.isEmpty()) {
      kinds.add(FaultKind.DELAY);
    }
    double rate = RATES[random.nextInt(RATES.length)];
    int millis = random.nextInt(LONGEST_SPELL_MILLIS);
    return spell.end().equals(Instant.MIN)
        ? new Spell(now.plusMillis(LONGEST_SPELL_MILLIS), WORST_RATE, kinds)
        : new Spell(now.plusMillis(millis), rate, kinds);
  }
}
