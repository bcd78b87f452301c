package io.weir.replayer.examine;

import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;

/**
 * Today's filter of the mapping that a pointer comes from. The pointer may be older than the
 * filter: what it says of one record proves nothing.
 */
@FunctionalInterface
public interface MappingFilter {

  /** There is none, or it is not known. */
  MappingFilter NONE = (pointer, record) -> true;

  /** Tells whether the mapping would hand a record to the function; true where not known. */
  boolean takes(Pointer pointer, RecoveredRecord record);
}
