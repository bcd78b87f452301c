package io.weir.dynamodb.expression;

import java.util.List;

/** The rule that no two paths of an expression lead to the same value, or disagree about it. */
final class Overlap {

  private Overlap() {}

  static void refuse(Binding binding, List<Path> paths) {
    for (int second = 1; second < paths.size(); second++) {
      for (int first = 0; first < second; first++) {
        Path one = paths.get(first);
        Path two = paths.get(second);
        if (one.overlaps(two)) {
          throw refused(binding, "overlap", one, two);
        }
        if (one.conflicts(two)) {
          throw refused(binding, "conflict", one, two);
        }
      }
    }
  }

  private static RuntimeException refused(Binding binding, String how, Path one, Path two) {
    return binding.invalid(
        "Two document paths "
            + how
            + " with each other; must remove or rewrite one of these paths; path one: "
            + one
            + ", path two: "
            + two);
  }
}
