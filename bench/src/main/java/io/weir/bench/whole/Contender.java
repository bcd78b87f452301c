package io.weir.bench.whole;

import io.weir.bench.Compilers;
import io.weir.bench.Jars;
import java.nio.file.Path;
import java.util.List;

/**
 * A function that carries a batch into the table.
 *
 * @param name as the tables have it
 * @param jar as it would be deployed
 * @param handler its class
 * @param compilers what its code is compiled with
 * @param oneByOne whether it waits for each record: then a large batch takes minutes
 */
record Contender(String name, Path jar, String handler, Compilers compilers, boolean oneByOne) {

  static Contender ours() {
    return new Contender(
        "Weir", Jars.handler(), "io.weir.handler.StreamHandler", Compilers.C1, false);
  }

  /** The usual sample: one put after the other. */
  static Contender sample() {
    return new Contender(
        "sequential PutItem",
        Jars.sample(),
        "io.weir.bench.sample.SequentialPuts",
        Compilers.C1,
        true);
  }

  /** What a user would take instead, the usual sample first. */
  static List<Contender> others() {
    Path jar = Jars.sample();
    return List.of(
        sample(),
        new Contender(
            "enhanced client", jar, "io.weir.bench.sample.EnhancedPuts", Compilers.C1, true),
        new Contender(
            "PutItem on 32 threads",
            jar,
            "io.weir.bench.sample.ParallelPuts",
            Compilers.C1,
            false));
  }

  /** The same function as Java 25 runs it behind SnapStart (LAM-4). */
  Contender behindSnapStart() {
    return new Contender(name + ", C2 too", jar, handler, Compilers.C1_AND_C2, oneByOne);
  }
}
