package io.weir.local.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A service on the wire: how its requests are known, and how it words a refusal. */
public enum AwsService {
  DYNAMODB(
      "DynamoDB_20120810.",
      "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
      "com.amazonaws.dynamodb.v20120810#InternalServerError"),
  /** Kinesis, in JSON or CBOR as it is asked. */
  KINESIS("Kinesis_20131202.", "ProvisionedThroughputExceededException", "InternalFailure"),
  /** SQS in its JSON protocol. */
  SQS("AmazonSQS.", "com.amazonaws.sqs#RequestThrottled", "com.amazonaws.sqs#InternalFailure"),
  /** Lambda's invocations. */
  LAMBDA("", "TooManyRequestsException", "ServiceException");

  private static final JsonMapper JSON = new JsonMapper();
  private static final CBORMapper CBOR = new CBORMapper();
  private static final String CBOR_TYPE = "application/x-amz-cbor";
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final String target;
  private final String throttled;
  private final String failed;

  AwsService(String target, String throttled, String failed) {
    this.target = target;
    this.throttled = throttled;
    this.failed = failed;
  }

  /** Returns whose request it is; empty for anything that is not one of these services'. */
  static Optional<AwsService> of(Request request) {
    Optional<String> header = request.header("X-Amz-Target");
    for (AwsService service : values()) {
      boolean named = header.filter(it -> it.startsWith(service.target)).isPresent();
      if (service == LAMBDA ? isInvocation(request) : named) {
        return Optional.of(service);
      }
    }
    return Optional.empty();
  }

  /** Says that there were too many requests, as this service says it. */
  Reply throttle(Request request) {
    return refusal(request, this == LAMBDA ? TOO_MANY_REQUESTS : BAD_REQUEST, throttled);
  }

  /** Says that the service has failed, as this service says it. */
  Reply fail(Request request) {
    return refusal(request, SERVER_ERROR, failed);
  }

  private static boolean isInvocation(Request request) {
    return request.method().equals("POST") && request.path().matches(".*/functions/.+/invocations");
  }

  private Reply refusal(Request request, int status, String type) {
    String contentType = request.header("Content-Type").orElse("application/json");
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    if (this == LAMBDA) {
      headers.put("Content-Type", "application/json");
      headers.put("x-amzn-ErrorType", type);
    }
    if (this == SQS) { // the code that clients of the older protocol know, beside the new one
      String code = type.substring(type.indexOf('#') + 1);
      String fault = status == SERVER_ERROR ? ";Receiver" : ";Sender";
      headers.put("x-amzn-query-error", code + fault);
    }
    ObjectMapper mapper = contentType.startsWith(CBOR_TYPE) ? CBOR : JSON;
    ObjectNode body =
        JSON.createObjectNode().put("__type", type).put("message", "Injected on the wire.");
    try {
      return new Reply(status, Map.copyOf(headers), mapper.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException("a refusal can always be written", e);
    }
  }
}
