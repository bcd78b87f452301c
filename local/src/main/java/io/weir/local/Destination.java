package io.weir.local;

/** Where {@code up} has the mapping write about what it gives up. */
enum Destination {
  /** The queue: pointers without payload. */
  SQS,
  /** The bucket: pointers with payload. */
  S3,
  /** Nowhere: what is given up is dropped. */
  NONE
}
