package io.weir.infra.settings;

/** Where the mapping sends what it gives up. There is no way to have none. */
public enum Destination {
  /** The dead-letter queue gets a pointer, without the payload: the stream must outlive it. */
  SQS,
  /** A bucket gets the whole invocation, payload included. */
  S3
}
