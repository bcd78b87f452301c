package io.weir.local.lambda.inprocess;

import java.time.Duration;

/**
 * What a handler is told about the function that it is.
 *
 * @param name of the function
 * @param arn of the function, without a version
 * @param memoryMb what {@code Context} says; this JVM's memory is not bounded by it
 * @param timeout 1 second to 15 minutes, in whole seconds, enforced
 */
public record FunctionIdentity(String name, String arn, int memoryMb, Duration timeout) {

  /** Checks the timeout as Lambda does when a function is created (LAM-1). */
  public FunctionIdentity {
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofSeconds(900)) > 0
        || timeout.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "1 validation error detected: Value '%s' at 'timeout' failed to satisfy constraint: Member must be 1 to 900 whole seconds"
              .formatted(timeout));
    }
  }
}
