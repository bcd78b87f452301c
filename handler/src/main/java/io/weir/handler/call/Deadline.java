package io.weir.handler.call;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/**
 * The moment from which an invocation starts no more work, so that it still has time to answer.
 *
 * <p>A function that is cut off has reported nothing: Lambda then repeats the whole batch (ESM-44).
 */
public final class Deadline {

  private final Context context;
  private final Duration margin;

  private Deadline(Context context, Duration margin) {
    this.context = context;
    this.margin = margin;
  }

  /** Returns the deadline that lies the margin before the invocation's end. */
  public static Deadline before(Context context, Duration margin) {
    return new Deadline(context, margin);
  }

  /** Returns the time that may still be spent on work; zero when there is none. */
  public Duration left() {
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(margin);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Says why work that is not begun by now will not be: in one line, for the log. */
  public String whyNotBegun() {
    return passed()
        ? "not decoded: the margin of "
            + margin.toMillis()
            + " ms is not below the time-out; "
            + context.getRemainingTimeInMillis()
            + " ms were left at the start"
        : "not decoded";
  }

  /** Returns a deadline that lies later by so much: for those who only wait for an answer. */
  Deadline later(Duration grace) {
    return new Deadline(context, margin.minus(grace));
  }

  /** Says whether no more work may start. */
  public boolean passed() {
    return left().isZero();
  }
}
