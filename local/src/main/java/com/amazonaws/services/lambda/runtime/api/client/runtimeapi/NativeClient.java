package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The runtime client's talk with the runtime API, in plain Java: it stands in for the class of the
 * same name that needs a native library, which exists for Linux only. All else of the client is
 * AWS's.
 */
final class NativeClient {

  private static final int ACCEPTED = 202;

  private static String invocations = "";

  private NativeClient() {}

  /** Takes host and port of the runtime API; the client calls this once. */
  static void init(String runtimeApi) {
    invocations = "http://" + runtimeApi + "/2018-06-01/runtime/invocation/";
  }

  /** Waits for the next event, without end: the process is ended if there is none. */
  static InvocationRequest next() {
    try {
      HttpURLConnection exchange = open("next");
      try (InputStream body = exchange.getInputStream()) {
        InvocationRequest request = new InvocationRequest();
        request.setContent(body.readAllBytes());
        request.setId(header(exchange, "Aws-Request-Id"));
        request.setInvokedFunctionArn(header(exchange, "Invoked-Function-Arn"));
        request.setDeadlineTimeInMs(exchange.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0));
        request.setXrayTraceId(header(exchange, "Trace-Id"));
        request.setClientContext(header(exchange, "Client-Context"));
        request.setCognitoIdentity(header(exchange, "Cognito-Identity"));
        return request;
      }
    } catch (IOException e) {
      throw failed("Failed to get the next event: " + e, -1);
    }
  }

  /** Hands an answer over; one that is refused ends the process, as it does on Lambda. */
  static void postInvocationResponse(byte[] requestId, byte[] answer) {
    try {
      HttpURLConnection exchange =
          open(new String(requestId, StandardCharsets.UTF_8) + "/response");
      exchange.setRequestMethod("POST");
      exchange.setDoOutput(true);
      exchange.setFixedLengthStreamingMode(answer.length);
      try (OutputStream body = exchange.getOutputStream()) {
        body.write(answer);
      }
      if (exchange.getResponseCode() != ACCEPTED) {
        throw failed("Failed to post the answer", exchange.getResponseCode());
      }
      exchange.getInputStream().close();
    } catch (IOException e) {
      throw failed("Failed to post the answer: " + e, -1);
    }
  }

  private static HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(invocations + path).toURL().openConnection();
  }

  private static @Nullable String header(HttpURLConnection exchange, String name) {
    return exchange.getHeaderField("Lambda-Runtime-" + name);
  }

  private static LambdaRuntimeClientException failed(String message, int status) {
    return new LambdaRuntimeClientException(message, status);
  }
}
