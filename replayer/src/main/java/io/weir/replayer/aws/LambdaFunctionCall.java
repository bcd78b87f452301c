package io.weir.replayer.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.RouteException;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Calls a function of Lambda, and waits. The client must not repeat a call on its own: whether a
 * call that broke off was made is for the run to judge.
 */
public final class LambdaFunctionCall implements FunctionCall {

  private static final JsonMapper JSON = new JsonMapper();

  private final LambdaClient lambda;
  private final String function;

  /** Calls the function of this name or ARN. */
  public LambdaFunctionCall(LambdaClient lambda, String function) {
    this.lambda = lambda;
    this.function = function;
  }

  @Override
  public Reply invoke(byte[] event) {
    InvokeResponse answer;
    try {
      answer =
          lambda.invoke(
              it ->
                  it.functionName(function)
                      .invocationType(InvocationType.REQUEST_RESPONSE)
                      .payload(SdkBytes.fromByteArray(event)));
    } catch (SdkException e) {
      return failed(e);
    }
    byte[] payload = answer.payload() == null ? new byte[0] : answer.payload().asByteArray();
    return answer.functionError() == null
        ? new Reply.Returned(payload)
        : new Reply.Threw(type(payload, answer.functionError()));
  }

  private static Reply failed(SdkException e) {
    Failure failure = Failure.of(e);
    if (Calls.throttled(e)) {
      return new Reply.Throttled(failure.message());
    }
    if (Calls.refused(e)) {
      throw new RouteException(failure.message(), e);
    }
    return new Reply.Lost(failure.message());
  }

  /** The error's type only: its message may quote a payload. */
  private static String type(byte[] payload, String kind) {
    try {
      JsonNode type = JSON.readTree(payload).path("errorType");
      return type.isTextual() ? type.textValue() : kind;
    } catch (IOException e) {
      return kind;
    }
  }
}
