package io.weir.replayer.recover;

import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import java.io.IOException;
import java.util.Optional;

/** Copies of dead letters that were taken while their payloads could still be read. */
@FunctionalInterface
public interface Copies {

  /** There are none. */
  Copies NONE = letter -> Optional.empty();

  /**
   * Returns the copy of this very letter, if there is one and it is whole.
   *
   * @throws IOException if that cannot be told
   */
  Optional<ExportedLetter> of(Letter letter) throws IOException;
}
