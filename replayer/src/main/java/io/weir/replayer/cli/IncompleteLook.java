package io.weir.replayer.cli;

import io.weir.replayer.queue.LetterSource.Peek;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a look has not seen everything that is in the queue, and what helps. */
final class IncompleteLook {

  private IncompleteLook() {}

  /** Tells whether there are more than were to be looked at. */
  static boolean isCutOff(Peek peek, int limit) {
    return !peek.whole() && peek.letters().size() >= limit;
  }

  /**
   * Returns it for a person; nothing if everything was seen.
   *
   * @param limit how many letters were to be looked at
   */
  static Optional<String> of(Peek peek, int limit) {
    if (peek.whole()) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    if (isCutOff(peek, limit)) {
      reasons.add(
          "there are more than the %,d that were looked at%s: %s"
              .formatted(
                  limit,
                  peek.waiting()
                      .filter(about -> about > limit)
                      .map(", about %,d in all"::formatted)
                      .orElse(""),
                  limit < ReadOptions.MOST ? "raise --limit" : "one run looks at no more"));
    }
    if (peek.inFlight() > 0) {
      reasons.add(HeldMessages.text(peek.inFlight()) + " right now: run it again later");
    }
    return Optional.of(
        reasons.isEmpty()
            ? "not everything in the queue could be seen: run it again"
            : String.join("; ", reasons));
  }
}
