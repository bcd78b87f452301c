package io.weir.infra.stack;

import java.util.Optional;
import software.amazon.awscdk.services.lambda.Code;

/**
 * The code to deploy.
 *
 * @param handler the function's jar
 * @param replayer the replayer's jar, where {@code rescueEvery} is said
 */
public record Jars(Code handler, Optional<Code> replayer) {

  /** Returns the function's jar alone. */
  public static Jars of(Code handler) {
    return new Jars(handler, Optional.empty());
  }
}
