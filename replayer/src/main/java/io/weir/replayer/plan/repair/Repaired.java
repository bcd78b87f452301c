package io.weir.replayer.plan.repair;

import io.weir.replayer.letter.Bytes;

/** What a filter made of a payload. */
public sealed interface Repaired {

  /** A payload that takes the place of the old one; no decoder has judged it yet. */
  record Rewritten(Bytes payload) implements Repaired {}

  /**
   * Nothing.
   *
   * @param why for a person; never a part of the payload
   */
  record Failed(String why) implements Repaired {}
}
