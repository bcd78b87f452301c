package io.weir.local.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Reads a call of {@code Invoke}, and refuses what Lambda refuses before it runs a function. */
final class InvokeRequest {

  /** The largest event, in bytes, that is taken without waiting for the function (LAM-2). */
  static final int MAX_EVENT_BYTES = 1_048_576;

  /** Escapes what a header cannot carry. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private InvokeRequest() {}

  static InvocationType type(Request request) {
    String name = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
    return Arrays.stream(InvocationType.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ApiError.invalidParameter(
                    ("1 validation error detected: Value '%s' at 'invocationType' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: %s")
                        .formatted(name, Arrays.toString(InvocationType.values()))));
  }

  static Event event(Request request, String requestId, InvocationType type) {
    byte[] body = request.body();
    if (body.length > Invocation.MAX_REQUEST_BYTES) {
      throw ApiError.requestTooLarge(
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(Invocation.MAX_REQUEST_BYTES));
    }
    if (type == InvocationType.Event && body.length > MAX_EVENT_BYTES) {
      throw ApiError.requestTooLarge(
          "%d byte payload is too large for the Event invocation type (limit %d bytes)"
              .formatted(body.length, MAX_EVENT_BYTES));
    }
    checkJson(body);
    byte[] payload = body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body;
    return new Event(
        payload,
        requestId,
        request.header("X-Amz-Client-Context").map(InvokeRequest::clientContext));
  }

  private static void checkJson(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != null) {
        parser.skipChildren();
        if (parser.nextToken() != null) {
          throw ApiError.notJson("Unexpected content after the end of the value");
        }
      }
    } catch (IOException e) {
      throw ApiError.notJson(String.valueOf(e.getMessage()));
    }
  }

  private static String clientContext(String encoded) {
    try {
      String json = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return JSON.writeValueAsString(JSON.readTree(json));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw ApiError.invalidContent("Client context must be a valid Base64-encoded JSON object.");
    }
  }

  /** How a caller wants a function to be invoked; the names are those of the API. */
  enum InvocationType {
    RequestResponse,
    Event,
    DryRun
  }
}
