package io.weir.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/**
 * The body of {@code BatchExecuteStatement}, byte for byte as the SDK writes it, for less.
 *
 * <p>The SDK asks each value for each of the ten forms that it might have, through as many getters
 * and tables; that was a quarter of all that a batch costs. This asks for the one form it has. A
 * request with an option that an insert does not need is left to the SDK.
 */
final class InsertBody implements ExecutionInterceptor {

  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private static final int USUAL_SIZE = 64 * 1024;
  private static final JsonFactory JSON = new JsonFactory();
  private static final SerializedString S = new SerializedString("S");
  private static final SerializedString N = new SerializedString("N");
  private static final SerializedString L = new SerializedString("L");
  private static final SerializedString M = new SerializedString("M");
  private static final ExecutionAttribute<byte[]> BODY = new ExecutionAttribute<>("WeirInsertBody");

  /** Takes the statements out before the SDK writes them. Signing comes later than both. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (context.request() instanceof BatchExecuteStatementRequest request && isPlain(request)) {
      attributes.putAttribute(BODY, bytes(request.statements()));
      return request.toBuilder().statements(List.of()).build();
    }
    return context.request();
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

  private static boolean isPlain(BatchExecuteStatementRequest request) {
    if (request.returnConsumedCapacity() != null) {
      return false;
    }
    for (BatchStatementRequest statement : request.statements()) {
      if (!isPlain(statement)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(BatchStatementRequest statement) {
    return statement.consistentRead() == null
        && statement.returnValuesOnConditionCheckFailure() == null;
  }

  private static byte[] bytes(List<BatchStatementRequest> statements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Statements");
      for (BatchStatementRequest statement : statements) {
        json.writeStartObject();
        json.writeStringField("Statement", statement.statement());
        json.writeFieldName("Parameters");
        write(statement.parameters(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw SdkClientException.create("a request that cannot be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  private static void write(List<AttributeValue> values, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (AttributeValue value : values) {
      write(value, json);
    }
    json.writeEndArray();
  }

  private static void write(Map<String, AttributeValue> members, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> member : members.entrySet()) {
      json.writeFieldName(member.getKey());
      write(member.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void write(AttributeValue value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    switch (value.type()) {
      case S -> {
        json.writeFieldName(S);
        json.writeString(value.s());
      }
      case N -> {
        json.writeFieldName(N);
        json.writeString(value.n());
      }
      case BOOL -> json.writeBooleanField("BOOL", value.bool());
      case NUL -> json.writeBooleanField("NULL", value.nul());
      case L -> {
        json.writeFieldName(L);
        write(value.l(), json);
      }
      case M -> {
        json.writeFieldName(M);
        write(value.m(), json);
      }
      default -> throw new IllegalArgumentException("no event has a value of " + value.type());
    }
    json.writeEndObject();
  }
}
