package io.weir.chaos.siege;

/** Where the mapping writes about what it gives up. */
public enum Destination {
  /** The queue: pointers, which cross the failing wire. */
  SQS,
  /** A bucket: whole invocations. */
  S3
}
