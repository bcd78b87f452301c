package io.weir.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.BiPredicate;

/**
 * One thing that goes wrong with one request.
 *
 * @param kind what it is
 * @param delay how long the request is held up first; may be zero
 * @param refused says which entries of a batch are refused, by their place, from 0, and their JSON,
 *     if the batch is throttled in part
 */
public record Fault(FaultKind kind, Duration delay, BiPredicate<Integer, JsonNode> refused) {

  /** Makes one that refuses every other entry of a batch that is throttled in part. */
  public Fault(FaultKind kind, Duration delay) {
    this(kind, delay, Fault::isEveryOther);
  }

  private static boolean isEveryOther(int place, JsonNode entry) {
    return place % 2 == 1;
  }
}
