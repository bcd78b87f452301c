package io.weir.local.sqs;

import io.weir.local.http.Call;
import io.weir.local.http.Request;
import java.util.Optional;

/** Tells requests for SQS from those for others, in both of its protocols (SQS-41). */
final class SqsRequests {
  private static final String VERSION = "2012-11-05";

  private SqsRequests() {}

  /** By its target in the JSON protocol; in the query protocol by whom it is signed for. */
  static boolean isOne(Request request) {
    Optional<String> target = request.header("X-Amz-Target");
    if (target.isPresent()) {
      return target.get().startsWith("AmazonSQS.");
    }
    Call call = Call.of(request);
    return call.protocol() == Call.Protocol.QUERY
        && (call.service().isEmpty()
            ? VERSION.equals(call.parameters().get("Version"))
            : call.service().equals("sqs"));
  }
}
