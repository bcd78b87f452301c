package io.weir.handler.store;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;

/**
 * The body of a batch of inserts, in which each event keeps the form that it got when it was read
 * (decision 14). It is put into the request just before it is signed.
 */
public final class InsertBody implements ExecutionInterceptor {

  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private static final byte[] HEAD = "{\"Statements\":[".getBytes(StandardCharsets.UTF_8);
  private static final ExecutionAttribute<byte[]> BODY = new ExecutionAttribute<>("WeirInsertBody");

  /**
   * Returns a call whose body is written already. It has no statements that the SDK can see: a
   * client without this interceptor sends none, which DynamoDB refuses (DDB-52).
   */
  public static BatchExecuteStatementRequest request(byte[] body, Duration timeout) {
    return BatchExecuteStatementRequest.builder()
        .overrideConfiguration(
            call -> call.apiCallTimeout(timeout).putExecutionAttribute(BODY, body))
        .build();
  }

  /** Writes the body of a call of at least one insert. */
  static byte[] write(List<Insert> inserts) {
    int length = HEAD.length + inserts.size() + "}".length();
    for (Insert insert : inserts) {
      length += insert.length();
    }
    byte[] body = new byte[length];
    System.arraycopy(HEAD, 0, body, 0, HEAD.length);
    int at = HEAD.length;
    for (Insert insert : inserts) {
      at = insert.copyTo(body, at);
      body[at++] = ',';
    }
    body[at - 1] = ']';
    body[at] = '}';
    return body;
  }

  /** Returns the body that goes with a call: what a stand-in for the table reads. */
  public static byte[] of(BatchExecuteStatementRequest request) {
    return request
        .overrideConfiguration()
        .map(call -> call.executionAttributes().getAttribute(BODY))
        .orElseThrow(() -> new IllegalArgumentException("a batch that is no batch of inserts"));
  }

  /** The SDK has announced the length of the body that it wrote itself, and does not look again. */
  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    byte[] body = attributes.getAttribute(BODY);
    return body == null
        ? context.httpRequest()
        : context.httpRequest().toBuilder()
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
  }

  @Override
  public Optional<RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    byte[] body = attributes.getAttribute(BODY);
    return body == null
        ? context.requestBody()
        : Optional.of(
            RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(body), body.length, CONTENT_TYPE));
  }
}
