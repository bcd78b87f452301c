package io.weir.replayer.queue;

import io.weir.replayer.letter.Letter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A source of dead letters that can be looked at without taking anything out of it. */
public interface DeadLetterQueue {

  /** Returns its name, for a person. */
  String name();

  /**
   * Looks at up to the given number of letters, and leaves them where they are.
   *
   * @throws QueueException if the queue cannot be read at all
   */
  Peek peek(int limit) throws QueueException;

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

  /** The queue cannot be read. */
  final class QueueException extends Exception {

    private static final long serialVersionUID = 1;

    /** Makes one with a message for a person. */
    public QueueException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
