package io.weir.replayer.plan.repair;

import io.weir.replayer.letter.Bytes;

/**
 * What rewrites one payload at a time.
 *
 * <p>Every digit, every member and every byte survives, or the repair is refused. Closing it ends
 * what it needs to work; it may be used again afterwards.
 */
public interface Fix extends AutoCloseable {

  /** Returns the filter as it is noted in a plan. */
  String text();

  /** Rewrites a payload. Never throws for any payload. */
  Repaired apply(Bytes payload);

  @Override
  default void close() {}

  /**
   * Compiles a jq filter that works in this process, for as long as it takes: for a filter that is
   * trusted to end. {@link FixProcess} bounds it.
   *
   * @param raw whether its input is the payload's text, and a string it yields is the new text
   * @throws IllegalArgumentException with a line for the user
   */
  static Fix compile(String filter, boolean raw) {
    return new JqFilter(filter, raw);
  }

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
}
