package io.weir.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/**
 * Calls an engine with bodies as tests write them: JSON with single quotes, or none around names.
 */
public final class Caller implements InstantSource {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private final DynamoDb engine = DynamoDb.inMemory(Settings.of(this, new Random(1)));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Returns JSON. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns the engine. */
  public DynamoDb engine() {
    return engine;
  }

  /** Returns what a request that must be done is answered. */
  public JsonNode done(String operation, String body) {
    Answer answer = engine.call(operation, json(body));
    assertThat(answer.succeeded()).as(answer.body().toString()).isTrue();
    return answer.body();
  }

  /** Returns the error of a request that must be refused, as its type and its text. */
  public String refused(String operation, String body) {
    Answer answer = engine.call(operation, json(body));
    assertThat(answer.succeeded()).as(answer.body().toString()).isFalse();
    JsonNode error = answer.body();
    return answer.errorType().orElseThrow()
        + ": "
        + error.path("message").asText(error.path("Message").asText());
  }

  /** Creates a table of strings, whose key is {@code pk} and, if it is wanted, {@code sk}. */
  public Caller withTable(String name, boolean range) {
    String sort = "{AttributeName:'sk',AttributeType:'S'}";
    String sortKey = "{AttributeName:'sk',KeyType:'RANGE'}";
    done(
        "CreateTable",
        "{TableName:'%s',AttributeDefinitions:[{AttributeName:'pk',AttributeType:'S'}%s],KeySchema:[{AttributeName:'pk',KeyType:'HASH'}%s],BillingMode:'PAY_PER_REQUEST'}"
            .formatted(name, range ? "," + sort : "", range ? "," + sortKey : ""));
    return this;
  }

  /** Puts an item of strings and numbers. */
  public void put(String table, String item) {
    done("PutItem", "{TableName:'%s',Item:%s}".formatted(table, item));
  }
}
