package io.weir.local.kinesis;

/** How a stream's capacity is paid for. Here an on-demand stream does not reshard by itself. */
enum StreamMode {
  PROVISIONED,
  ON_DEMAND
}
