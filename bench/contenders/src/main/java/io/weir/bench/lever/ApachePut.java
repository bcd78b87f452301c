package io.weir.bench.lever;

import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** {@link LeanPut} over the HTTP client that the SDK takes unasked. */
public final class ApachePut extends LeanPut {

  /** Lambda calls this. */
  public ApachePut() {
    super(Apache5HttpClient.create());
  }
}
