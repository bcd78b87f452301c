package io.weir.chaos.simulate;

import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Trust;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How an operator has the stream read while he looks and plans.
 *
 * @param bounds how much one letter may ask for
 * @param readsPerSecond of each shard
 * @param several whether he names more streams and functions than these letters are about
 */
record Reading(Bounds bounds, double readsPerSecond, boolean several) {

  /** What the command line has without any option. */
  static final Reading PLAIN = new Reading(Bounds.DEFAULT, 1, false);

  private static final StreamArn STREAM = StreamArn.parse(StreamService.ARN).orElseThrow();
  private static final List<Bounds> SOME =
      List.of(new Bounds(1, 64_000), new Bounds(3, 64_000), new Bounds(50, 400), Bounds.LARGE);
  private static final List<Double> RATES = List.of(0.2, 1.0, 4.5);

  /** Draws one: most often the bounds of the command line. */
  static Reading draw(SplittableRandom random) {
    Bounds bounds = random.nextInt(3) == 0 ? SOME.get(random.nextInt(SOME.size())) : Bounds.DEFAULT;
    return new Reading(bounds, RATES.get(random.nextInt(RATES.size())), random.nextInt(4) == 0);
  }

  /** What is named on the command line. */
  Trust trust() {
    return several
        ? new Trust(
            new LinkedHashSet<>(List.of(STREAM, named("orders"), named("payments"))),
            Set.of(FunctionHost.ARN, FunctionHost.ARN + "-second"))
        : new Trust(Set.of(STREAM), Set.of(FunctionHost.ARN));
  }

  /** The streams of a journal are known, and its functions do not matter, where it is restored. */
  static Trust ofStream() {
    return new Trust(Set.of(STREAM), Set.of());
  }

  private static StreamArn named(String name) {
    return new StreamArn(STREAM.partition(), STREAM.region(), STREAM.account(), name);
  }
}
