package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.run.CrashRun.Way;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A replayer that dies anywhere, is started again, and has lost and doubled nothing. Every call of
 * the queue, the stream, the route, the table and the journal's disk is an effect that it may die
 * before or after.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CrashTest {

  private static List<String> effects(Way way) {
    Effects effects = Effects.harmless();
    CrashRun run = new CrashRun(way);
    run.check(run.apply(effects), 0);
    return effects.seen();
  }

  @ParameterizedTest
  @EnumSource
  void withoutACrashEverythingEndsWhereItBelongs(Way way) {
    List<String> effects = effects(way);
    assertThat(effects.size()).isGreaterThan(30);
    assertThat(effects)
        .contains(
            "StreamReader.iterator",
            "StreamReader.read",
            "LetterQueue.lease",
            "LetterQueue.extend",
            "LetterQueue.delete",
            "LogFile.append",
            "Proof.look",
            way == Way.LAMBDA ? "FunctionCall.invoke" : "StreamPut.put");
  }

  @ParameterizedTest
  @EnumSource
  void dyingBeforeOrAfterAnyEffectLosesAndDoublesNothing(Way way) {
    int count = effects(way).size();
    for (int k = 0; k < 2 * count; k++) {
      new CrashRun(way).crashAndFinish(List.of(Effects.death(k)), 0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "SLOW_STREAM"})
  void aPutWhoseAnswerIsLostIsStoredOnceAllTheSame(Way way) {
    CrashRun run = new CrashRun(way);
    run.loseTheFirstAnswer();
    run.apply(Effects.harmless());
    run.check(run.apply(Effects.harmless()), 1);
  }

  @Test
  void dyingTwiceAnywhereLosesAndDoublesNothing(TestReporter output) {
    long seed = Long.getLong("weir.seed", System.nanoTime());
    output.publishEntry("seed", String.valueOf(seed));
    SplittableRandom random = new SplittableRandom(seed);
    Map<Way, Integer> counts = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      counts.put(way, effects(way).size());
    }
    for (int i = 0; i < 2_000; i++) {
      Way way = List.of(Way.values()).get(random.nextInt(3));
      int count = counts.getOrDefault(way, 0);
      List<Effects> deaths =
          List.of(Effects.anyDeath(random, count), Effects.anyDeath(random, count));
      try {
        new CrashRun(way).crashAndFinish(deaths, random.nextInt(3) * random.nextInt(40));
      } catch (AssertionError e) {
        throw new AssertionError("-Dweir.seed=" + seed + ", pair " + i + ", " + way, e);
      }
    }
  }
}
