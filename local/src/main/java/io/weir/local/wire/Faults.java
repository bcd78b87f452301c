package io.weir.local.wire;

import io.weir.local.http.Request;
import java.util.Optional;

/** Decides of each request what goes wrong with it. Asked by many threads at once. */
@FunctionalInterface
public interface Faults {

  /** Returns the fault of the next request, or nothing: it passes. */
  Optional<Fault> next(AwsService service, Request request);

  /** Nothing goes wrong. */
  static Faults none() {
    return (service, request) -> Optional.empty();
  }
}
