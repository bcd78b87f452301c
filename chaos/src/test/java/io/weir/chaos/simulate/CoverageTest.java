package io.weir.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Looking into the index is the same as looking at every range. */
class CoverageTest {

  private static final int NUMBERS = 60;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Coverage coverage = new Coverage();
  private final List<Covered> ranges = new ArrayList<>();

  @Test
  void findsWhatALookAtEveryRangeFinds() {
    for (int i = 0; i < 400; i++) {
      if (random.nextInt(3) > 0 || ranges.isEmpty()) {
        Covered range = range();
        ranges.add(range);
        coverage.add(List.of(range));
      } else {
        coverage.remove(List.of(ranges.remove(random.nextInt(ranges.size()))));
      }
      compare();
      if (i % 40 == 0) {
        coverage.remove(ranges);
        ranges.clear();
      }
    }
  }

  /** Narrow and wide, some twice, some that end before they begin and cover nothing. */
  private Covered range() {
    int from = random.nextInt(NUMBERS);
    int to = from - 1 + random.nextInt(random.nextInt(5) == 0 ? NUMBERS : 4);
    return new Covered(
        shard(), number(from), number(to), random.nextBoolean() ? Spec.sha256(new byte[0]) : "");
  }

  private void compare() {
    for (int number = 0; number < NUMBERS; number++) {
      AcceptedRecord known = known(shard(), number);
      List<Covered> all =
          ranges.stream().filter(it -> it.covers(known.shardId(), known.number())).toList();

      assertThat(coverage.covers(known)).isEqualTo(!all.isEmpty());
      assertThat(coverage.carries(known)).isEqualTo(all.stream().anyMatch(Covered::carries));
    }
  }

  private String shard() {
    return random.nextBoolean() ? "one" : "other";
  }

  private static BigInteger number(int number) {
    return BigInteger.valueOf(number);
  }

  private static AcceptedRecord known(String shard, int number) {
    Spec spec = Spec.event(Optional.empty(), new byte[0]);
    return new AcceptedRecord(
        shard,
        number(number),
        new AcceptedRecord.Arrival(number, Instant.EPOCH, "key"),
        spec,
        "id");
  }
}
