package io.weir.bench.whole;

import io.weir.bench.Jars;
import java.nio.file.Path;
import java.util.List;

/**
 * A function that carries a batch into the table.
 *
 * @param name as the tables have it
 * @param jar as it would be deployed
 * @param handler its class
 * @param oneByOne whether it waits for each record: then a large batch takes minutes
 */
record Contender(String name, Path jar, String handler, boolean oneByOne) {

  static Contender ours() {
    return new Contender("Weir", Jars.handler(), "io.weir.handler.StreamHandler", false);
  }

  /** What a user would take instead, the usual sample first. */
  static List<Contender> others() {
    Path jar = Jars.sample();
    return List.of(
        new Contender("sequential PutItem", jar, "io.weir.bench.sample.SequentialPuts", true),
        new Contender("enhanced client", jar, "io.weir.bench.sample.EnhancedPuts", true),
        new Contender("PutItem on 32 threads", jar, "io.weir.bench.sample.ParallelPuts", false));
  }
}
