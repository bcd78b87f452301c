package io.weir.local.http;

/** An error of the endpoint itself, in the protocol that its caller speaks. */
enum Problem {
  FOREIGN(403, "AccessDenied"),
  UNKNOWN(404, "UnknownOperationException"),
  /** As services of the query protocol call it; no SDK sends such a request again. */
  INVALID_ACTION(400, "InvalidAction"),
  TOO_LARGE(413, "RequestEntityTooLargeException"),
  BUG(500, "InternalFailure"),
  AWAY(503, "ServiceUnavailable");

  private final int status;
  private final String type;

  Problem(int status, String type) {
    this.status = status;
    this.type = type;
  }

  Reply reply(Call call, String message, String requestId) {
    return call.refusal(status, type, message, requestId);
  }

  /** Names a request without its body: bodies carry payloads, which belong into no log. */
  static String describe(Request request) {
    String target =
        request.header("X-Amz-Target").map(name -> " with X-Amz-Target " + name).orElse("");
    Call call = Call.of(request);
    String action =
        call.protocol() == Call.Protocol.QUERY ? " with Action " + call.operation() : "";
    return request.method() + " " + request.path() + target + action;
  }
}
