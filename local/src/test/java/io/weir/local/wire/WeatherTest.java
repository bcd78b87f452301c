package io.weir.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Faults in spells, by a seed and a clock of their own. */
class WeatherTest {

  private static final int CALLS = 20_000;

  private static final Request REQUEST = new Request("POST", "/", Map.of(), new byte[0]);

  private Instant now = Instant.EPOCH;

  @Test
  void theSameSeedMakesTheSameWeather() {
    assertThat(faults(7)).isEqualTo(faults(7)).isNotEqualTo(faults(8));
  }

  @Test
  void everyKindOfFaultComesAndManyCallsPass() {
    List<Optional<Fault>> faults = faults(7);
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    faults.forEach(fault -> fault.map(Fault::kind).ifPresent(kinds::add));

    assertThat(kinds).containsExactlyInAnyOrder(FaultKind.values());
    assertThat(faults.stream().filter(Optional::isEmpty).count()).isGreaterThan(CALLS / 2);
  }

  @Test
  void itBeginsWithAStorm() {
    for (int seed = 1; seed <= 100; seed++) {
      assertThat(faults(seed).subList(0, 30)).as("seed %d", seed).anyMatch(Optional::isPresent);
    }
  }

  @Test
  void onceItIsClearItStaysClear() {
    Weather weather = new Weather(new SplittableRandom(7), () -> now);
    weather.clear();

    for (int i = 0; i < CALLS; i++) {
      now = now.plusMillis(10);
      assertThat(weather.next(AwsService.SQS, REQUEST)).isEmpty();
    }
  }

  private List<Optional<Fault>> faults(long seed) {
    now = Instant.EPOCH;
    Weather weather = new Weather(new SplittableRandom(seed), () -> now);
    List<Optional<Fault>> faults = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      now = now.plus(Duration.ofMillis(10));
      faults.add(weather.next(AwsService.DYNAMODB, REQUEST));
    }
    return faults;
  }
}
