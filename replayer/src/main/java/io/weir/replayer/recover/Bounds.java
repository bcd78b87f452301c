package io.weir.replayer.recover;

/**
 * How much one letter may ask for. A message can claim the range of a whole shard.
 *
 * @param records the most records
 * @param bytes the most bytes of payloads
 */
public record Bounds(int records, long bytes) {

  /** What the largest batch can have (ESM-1), and ten times what fits into one event (ESM-5). */
  public static final Bounds DEFAULT = new Bounds(10_000, 64L * 1024 * 1024);

  /** For an operator who knows that a range is large, and has the memory. */
  public static final Bounds LARGE = new Bounds(Integer.MAX_VALUE, Long.MAX_VALUE);
}
