package io.weir.replayer.queue;

import io.weir.replayer.letter.Letter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A source of dead letters that can be looked at without taking anything out of it. */
public interface LetterSource {

  /** Returns its name, for a person. */
  String name();

  /**
   * Looks at up to the given number of letters, and leaves them where they are.
   *
   * @param stop whether to look no further
   * @throws QueueException if it cannot be read at all
   */
  Peek peek(int limit, BooleanSupplier stop);

  /** Looks until it has seen what there is, up to the given number of letters. */
  default Peek peek(int limit) {
    return peek(limit, () -> false);
  }

  /**
   * What was seen.
   *
   * @param letters each message once, however often it was delivered
   * @param waiting how many messages the queue said it has, about; absent if it cannot say
   * @param inFlight about how many of them another receiver held, so that they could not be seen
   * @param retention how long the queue keeps a message; absent for what keeps it for ever
   * @param whole whether everything that was there has been seen
   */
  record Peek(
      List<Letter> letters,
      Optional<Long> waiting,
      long inFlight,
      Optional<Duration> retention,
      boolean whole) {

    /** Takes an unmodifiable copy of the letters. */
    public Peek {
      letters = List.copyOf(letters);
    }
  }
}
