package io.weir.handler.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service's batch operation, which answers for each entry on its own.
 *
 * @param <E> an entry
 * @param <R> what an entry's answer is, once it is final
 */
public interface BatchApi<E, R> {

  /** The code of what was not tried at all. */
  String NOT_TRIED = "";

  /**
   * Makes one call, and returns one reply per entry in the entries' order. An exception is a fault
   * of the whole call.
   */
  List<Reply<R>> call(List<E> entries, Duration timeout);

  /** Returns the result of an entry with which the call is refused even when it goes alone. */
  R refused(String code);

  /**
   * Returns the result of an entry whose fate is unknown when the work stops; {@link #NOT_TRIED} is
   * a code too.
   */
  R unsettled(String code);

  /**
   * The reply for one entry.
   *
   * @param result the final answer; null when the entry is to be tried again
   * @param code the reason for another try
   */
  record Reply<R>(@Nullable R result, String code) {

    /** Returns a final answer. */
    public static <R> Reply<R> settled(R result) {
      return new Reply<>(result, "");
    }

    /** Returns the wish to try again. */
    public static <R> Reply<R> again(String code) {
      return new Reply<>(null, code);
    }
  }
}
