package io.weir.chaos.simulate;

import io.weir.replayer.plan.Repairs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A filter that somebody types against one kind of damage, and what it must make of any payload.
 *
 * @param against the kind; null for a text that lacks its last brace
 * @param repairs the production code that runs it
 */
record Remedy(@Nullable Damage against, Repairs repairs) {

  /**
   * Returns what makes of a record's payload what it must become; nothing if the repair must be
   * refused.
   *
   * @param made what is known of the payload if it was damaged
   */
  Optional<UnaryOperator<byte[]>> change(Known known, Optional<Damages.Made> made) {
    if (against == null) {
      boolean torn = made.isEmpty() && known.spec().isEvent() && !known.spec().storable();
      return torn ? Optional.of(Remedy::closed) : Optional.empty();
    }
    return made.filter(this::isFor)
        .map(Damages.Made::change)
        .filter(change -> !change.isRefused())
        .map(change -> original -> change.after().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] closed(byte[] torn) {
    return (new String(torn, StandardCharsets.UTF_8) + Spec.MISSING)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether it leaves a record's payload as it is, and that is an event. */
  boolean leaves(Known known) {
    return against != null && against.sparing() && known.spec().storable();
  }

  /** Tells whether a payload has the kind of damage that it is for. */
  boolean isFor(Damages.Made made) {
    return made.damage().equals(against);
  }
}
