package io.weir.replayer.aws;

import io.weir.replayer.journal.JournalException;
import io.weir.replayer.recover.Pause;
import java.io.Serial;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Repeats a call of a journal's table that was turned away for a reason that passes: a conflict, a
 * throttle, a fault of the service. Each pause may be twice as long as the one before, and is of
 * any length up to that, so that several runs do not come back at the same time.
 */
final class Insistence {

  private static final int TRIES = 12;
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final String location;
  private final Pause pause;
  private final SplittableRandom random;

  Insistence(String location, Pause pause, long seed) {
    this.location = location;
    this.pause = pause;
    this.random = new SplittableRandom(seed);
  }

  /** What turned a call away passes. */
  static final class Passing extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Passing(SdkException cause) {
      super(cause);
    }
  }

  /**
   * Returns the call's answer.
   *
   * @throws ConditionalCheckFailedException if that is the answer
   * @throws JournalException if it failed for good, or too often
   */
  <T> T call(Supplier<T> call) {
    Duration longest = FIRST;
    for (int left = TRIES - 1; ; left--) {
      try {
        return call.get();
      } catch (ConditionalCheckFailedException e) {
        throw e;
      } catch (SdkException | Passing e) {
        if (left == 0 || !passes(e)) {
          throw failed(e);
        }
      }
      await(longest);
      longest = longest.multipliedBy(2);
      longest = longest.compareTo(LONGEST) < 0 ? longest : LONGEST;
    }
  }

  private static boolean passes(RuntimeException e) {
    return e instanceof Passing
        || e instanceof TransactionConflictException
        || e instanceof TransactionInProgressException
        || (e instanceof SdkException fault && Failure.of(fault).kind() == Failure.Kind.PASSING);
  }

  private void await(Duration longest) {
    try {
      pause.pause(Duration.ofNanos(nanos(longest.toNanos())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException(location + ": interrupted", e);
    }
  }

  private synchronized long nanos(long longest) {
    return random.nextLong(1, longest + 1);
  }

  /** Returns a failure for a person. */
  JournalException failed(RuntimeException e) {
    SdkException fault =
        e instanceof Passing && e.getCause() instanceof SdkException cause
            ? cause
            : (SdkException) e;
    return new JournalException(location + ": " + Failure.of(fault).message(), fault);
  }
}
