package io.weir.chaos.simulate;

import io.weir.replayer.plan.Repairs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A filter that an operator types against one kind of damage, and its expected result for any
 * payload.
 *
 * @param against the kind; null for a text that lacks its last brace
 * @param repairs the production code that runs it
 */
record Remedy(@Nullable Damage against, Repairs repairs) {

  /**
   * Returns what a record's payload must become; nothing if the repair must be refused.
   *
   * @param made what is known of the payload if it was damaged
   */
  Optional<byte[]> expected(AcceptedRecord known, Optional<Damages.Made> made) {
    if (against == null) {
      return known.spec().isTorn() ? Optional.of(bytes(known.spec().document())) : Optional.empty();
    }
    return made.filter(this::isFor)
        .map(Damages.Made::change)
        .filter(change -> !change.isRefused())
        .map(change -> bytes(change.after()));
  }

  /** Tells whether it leaves a record's payload as it is, and that is an event. */
  boolean leaves(AcceptedRecord known) {
    return against != null && against.filter().sparing() && known.spec().storable();
  }

  /** Tells whether a payload has the kind of damage that it is for. */
  boolean isFor(Damages.Made made) {
    return made.damage().equals(against);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
