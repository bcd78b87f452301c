package io.weir.infra.settings;

/** How a stream takes in more records than it did before. */
public sealed interface Capacity {

  /** Kinesis adds shards by itself, and bills by the gigabyte. */
  record OnDemand() implements Capacity {}

  /**
   * A fixed number of shards, billed by the hour.
   *
   * @param shards 1 to 10,000; each takes 1 MB and 1,000 records a second (KIN-13)
   */
  record Provisioned(int shards) implements Capacity {

    /** Refuses a number of shards that no stream can have. */
    public Provisioned {
      Range.of(1, 10_000).check("shards", shards);
    }
  }
}
