package io.weir.local.lambda;

/** How a caller wants a function to be invoked; the names are those of the API. */
enum InvocationType {
  RequestResponse,
  Event,
  DryRun
}
