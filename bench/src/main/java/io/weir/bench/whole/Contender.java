package io.weir.bench.whole;

import io.weir.bench.measure.Compilers;
import io.weir.bench.measure.Jars;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A function that carries a batch into the table.
 *
 * @param name as the tables have it
 * @param jar as it would be deployed
 * @param handler its class
 * @param compilers what its code is compiled with
 * @param walk how it goes through a batch
 */
record Contender(String name, Path jar, String handler, Compilers compilers, Walk walk) {

  /** A way through a batch, and how many events it puts into a call. */
  enum Walk {
    /** Each record waits for the one before it: a large batch takes minutes. */
    ONE_BY_ONE(1),
    /** One record a call, many calls at once. */
    IN_PARALLEL(1),
    /** Many records a call. */
    BATCHED(25);

    private final int eventsPerCall;

    Walk(int eventsPerCall) {
      this.eventsPerCall = eventsPerCall;
    }
  }

  static Contender ours() {
    return new Contender(
        "Weir", Jars.handler(), "io.weir.handler.StreamHandler", Compilers.C1, Walk.BATCHED);
  }

  /** Weir with Powertools' batch utility, where the profile was built. */
  static Optional<Contender> powertools() {
    return Jars.powertools()
        .map(
            jar ->
                new Contender(
                    "Weir, Powertools' batch",
                    jar,
                    "io.weir.powertools.PowertoolsStreamHandler",
                    Compilers.C1,
                    Walk.BATCHED));
  }

  /** The usual sample: one put after the other. */
  static Contender sample() {
    return new Contender(
        "sequential PutItem",
        Jars.sample(),
        "io.weir.bench.sample.SequentialPuts",
        Compilers.C1,
        Walk.ONE_BY_ONE);
  }

  /** What a user would take instead, the usual sample first. */
  static List<Contender> others() {
    Path jar = Jars.sample();
    return List.of(
        sample(),
        new Contender(
            "enhanced client",
            jar,
            "io.weir.bench.sample.EnhancedPuts",
            Compilers.C1,
            Walk.ONE_BY_ONE),
        new Contender(
            "PutItem on 32 threads",
            jar,
            "io.weir.bench.sample.ParallelPuts",
            Compilers.C1,
            Walk.IN_PARALLEL));
  }

  boolean oneByOne() {
    return walk == Walk.ONE_BY_ONE;
  }

  /** How many events it must have stored before its costs are those of a warm process. */
  int warmUpEvents() {
    // The code that reads payloads is warm after 10,000 events, the client after warmUpCalls.
    return Math.max(10_000, compilers.warmUpCalls() * walk.eventsPerCall);
  }

  /** The same function as Java 25 runs it behind SnapStart (LAM-4). */
  Contender behindSnapStart() {
    return new Contender(name + ", C2 too", jar, handler, Compilers.C1_AND_C2, walk);
  }
}
