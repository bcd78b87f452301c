package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.route.StreamPut;
import io.weir.replayer.route.StreamRoute;
import io.weir.replayer.run.Report.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A replayer over a mixed queue that dies and is started again; and what must hold in the end. */
final class CrashRun {

  /** The route, and how fast what is behind it is. */
  enum Way {
    LAMBDA,
    STREAM,
    SLOW_STREAM
  }

  private final Way way;
  private final World world = MixedQueue.world();
  private final FakePuts puts = new FakePuts(world.function);

  CrashRun(Way way) {
    this.way = way;
    if (way != Way.LAMBDA) {
      puts.slow = way == Way.SLOW_STREAM;
      world.route =
          effects ->
              new StreamRoute(
                  effects.around(StreamPut.class, puts),
                  "orders",
                  true,
                  new StreamRoute.Waiting(
                      Duration.ofSeconds(3),
                      world::now,
                      this::await,
                      () -> false,
                      resent -> Map.of()));
    }
  }

  private void await(Duration time) {
    world.pause(time);
    puts.deliver();
  }

  /** The first put is done, and its answer is lost. */
  void loseTheFirstAnswer() {
    puts.loseAnswer = true;
  }

  Report apply(Effects effects) {
    return world.apply(MixedQueue.PLAN, effects);
  }

  /** Dies as given, each death tearing the journal's tail, then runs to the end and checks. */
  void crashAndFinish(List<Effects> deaths, int torn) {
    for (Effects death : deaths) {
      boolean died = Crash.of(() -> apply(death));
      if (died && torn > 0 && death.diedAfter("LogFile.append")) {
        world.journal.tear(torn);
      }
    }
    Report report = apply(Effects.harmless());
    check(report, deaths.size());
  }

  void check(Report report, int restarts) {
    assertThat(report.result()).as(report.notes().toString()).isEqualTo(Result.DONE);
    puts.deliver();
    assertThat(world.queue.deletedEarly).isEmpty();
    assertThat(world.queue.ids()).containsExactlyElementsOf(MixedQueue.STAY);
    Set<RecoveredRecord> waiting = world.waiting();
    for (RecoveredRecord record : world.records()) {
      boolean lostBefore = record.partitionKey().equals("l") || record.toString().contains("/24");
      assertThat(world.isStored(record) || waiting.contains(record) || lostBefore)
          .as(record.toString())
          .isTrue();
    }
    assertThat(world.function.table).containsOnlyKeys(MixedQueue.HOME);
    if (way == Way.LAMBDA) {
      assertThat(world.function.order.get("a")).containsExactly("10", "11", "22", "31");
      checkTimes(world.function.deliveries, 1, restarts);
    } else {
      // Only where the table cannot show yet what was put may a restart put it again.
      checkTimes(puts.puts, way == Way.STREAM ? 1 : 1 + restarts, restarts);
    }
  }

  private static void checkTimes(Map<String, Integer> sent, int most, int restarts) {
    sent.forEach(
        (number, times) -> {
          if (!number.equals(MixedQueue.STUBBORN)) {
            assertThat(times).as("times that %s was sent", number).isBetween(1, most);
          }
        });
    assertThat(sent.getOrDefault(MixedQueue.STUBBORN, 0)).isBetween(0, 1 + restarts);
    // Behind the stubborn one, hopeless, lost, stored before, or in no letter.
    assertThat(sent).doesNotContainKeys("16", "19", "20", "21", "24", "25", "40");
  }
}
