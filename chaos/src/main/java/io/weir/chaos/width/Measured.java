package io.weir.chaos.width;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A package of the production code that is held to a share of its branches: 90 % where records are
 * moved, stored or deleted, 80 % where they are read and told.
 *
 * @param name the package's, behind {@code io.weir.}
 * @param goal in per cent
 */
record Measured(String name, int goal) {

  private static final String ROOT = "io.weir.";

  private static final List<Measured> ALL =
      List.of(
          new Measured("replayer.run", 90),
          new Measured("replayer.queue", 90),
          new Measured("replayer.route", 90),
          new Measured("replayer.plan", 90),
          new Measured("replayer.journal", 90),
          new Measured("replayer.recover", 90),
          new Measured("replayer.archive", 90),
          new Measured("replayer.examine", 80),
          new Measured("replayer.letter", 80),
          new Measured("replayer.plan.repair", 80),
          new Measured("replayer.aws", 80),
          new Measured("handler.store", 90),
          new Measured("handler.call", 90),
          new Measured("handler.park", 90),
          new Measured("local.mapping.engine", 90));

  /** Returns all of them, in the order in which they are told. */
  static List<Measured> all() {
    return ALL;
  }

  /** Returns the one with a name; {@code io.weir.} and {@code replayer.} may be left out. */
  static Optional<Measured> of(String name) {
    String asked = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(it -> List.of(it.name, ROOT + it.name, it.last()).contains(asked))
        .findFirst();
  }

  private String last() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Returns the package's whole name. */
  String whole() {
    return ROOT + name;
  }
}
