package io.weir.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weir's serializer and Lambda's own read and write the same. */
class KinesisJsonTest {

  private static final String RECORD =
      """
      {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k\\u00e9\\"%1$d",\
      "sequenceNumber":"%2$d","data":"%3$s","approximateArrivalTimestamp":%4$s,\
      "encryptionType":"KMS","unknown":{"data":["x",{"deep":1}]}},\
      "eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000000:%2$d",\
      "eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/r",\
      "awsRegion":"us-east-1","later":[[1],{}],\
      "eventSourceARN":"arn:aws:kinesis:us-east-1:123456789012:stream/orders"}""";

  @Test
  void readsWhatLambdasOwnSerializerReads() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringJoiner records = new StringJoiner(",", "{\"Records\":[", "],\"window\":{\"a\":[]}}");
    for (int n = 0; n < 500; n++) {
      byte[] data = new byte[random.nextInt(100)];
      random.nextBytes(data);
      String time = random.nextInt(2_000_000_000) + "." + random.nextInt(1000);
      String base64 = Base64.getEncoder().encodeToString(data);
      records.add(RECORD.formatted(n, random.nextLong(Long.MAX_VALUE), base64, time));
    }
    assertSame("seed " + seed, records.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Records\":[]}",
        "{\"Records\":[{}]}",
        "{\"Records\":[{\"kinesis\":null,\"eventID\":null}]}",
        "{\"Records\":[{\"kinesis\":{\"data\":null,\"partitionKey\":null}}]}",
        "{\"Records\":[{\"kinesis\":{\"data\":\"\",\"approximateArrivalTimestamp\":0}}]}",
        "{\"Records\":[{\"kinesis\":{\"approximateArrivalTimestamp\":1795378080}}]}",
        "{\"Records\":[{\"kinesis\":{\"approximateArrivalTimestamp\":1.795378080123E9}}]}",
        "{\"Records\":[{\"kinesis\":{\"sequenceNumber\":12}}]}"
      })
  void readsWhatIsMissingAsLambdasOwnSerializerDoes(String event) throws IOException {
    assertSame(event, event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"x\"",
        "{\"Records\":\"none\"}",
        "{\"Records\":{}}",
        "{\"Records\":[1]}",
        "{\"Records\":[[]]}",
        "{\"Records\":[{\"kinesis\":[]}]}",
        "{\"Records\":[{\"kinesis\":\"x\"}]}",
        "{\"Records\":[{\"kinesis\":{\"approximateArrivalTimestamp\":{}}}]}",
        "{\"Records\":[{\"eventID\":{}}]}",
        "{\"Records\":[{\"kinesis\":{\"sequenceNumber\":[]}}]}"
      })
  void refusesWhatNoMappingSends(String event) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(event))
        .withMessageStartingWith("not an event of a Kinesis mapping");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"Records\":[", "{\"Records\":[{\"kinesis\":{\"data\":\"%\"}}]}"})
  void anEventThatIsBrokenOffFailsTheBatch(String event) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
  }

  @Test
  void writesWhatLambdasOwnSerializerWrites() throws IOException {
    for (StreamsEventResponse answer :
        List.of(
            new StreamsEventResponse(List.of()),
            new StreamsEventResponse(
                List.of(new BatchItemFailure("1"), new BatchItemFailure("\"2\u00e9"))))) {
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      serializer(StreamsEventResponse.class).toJson(answer, theirs);
      ByteArrayOutputStream ours = new ByteArrayOutputStream();
      KinesisJson.write(answer, ours);
      assertThat(ours.toString(UTF_8)).isEqualTo(theirs.toString(UTF_8));
    }
  }

  private static void assertSame(String which, String event) throws IOException {
    KinesisEvent theirs =
        serializer(KinesisEvent.class).fromJson(new ByteArrayInputStream(event.getBytes(UTF_8)));
    KinesisEvent ours = read(event);
    assertThat(ours).as(which).isEqualTo(theirs);
    assertThat(String.valueOf(ours.getRecords()))
        .as(which)
        .isEqualTo(String.valueOf(theirs.getRecords()));
  }

  private static KinesisEvent read(String event) throws IOException {
    return KinesisJson.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
  }

  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return LambdaEventSerializers.serializerFor(type, KinesisJsonTest.class.getClassLoader());
  }
}
