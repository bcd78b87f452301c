package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A damaged payload, and what must become of it.
 *
 * @param before as the producer puts it
 * @param after as it must be once it is repaired, to the byte; empty where the repair is to be
 *     refused
 * @param document what is to be stored then: as after, without a tag that carries an origin
 * @param id the identity that it names then, if it names one
 */
record Change(byte[] before, String after, String document, Optional<String> id) {

  static Change of(String before, String after, Optional<String> id) {
    return new Change(before.getBytes(StandardCharsets.UTF_8), after, after, id);
  }

  /** A payload of which the repair must be refused. */
  static Change none(String before) {
    return of(before, "", Optional.empty());
  }

  boolean isRefused() {
    return after.isEmpty();
  }

  Spec spec() {
    return isRefused() ? Spec.poison(before) : Spec.repaired(id, before, document);
  }
}
