package io.weir.local.kinesis;

/** How a stream's capacity is paid for. An on-demand stream of ours does not reshard by itself. */
enum StreamMode {
  PROVISIONED,
  ON_DEMAND
}
