package io.weir.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.LocalServices.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Every kind of malformed record, each among good ones, through the whole pipeline: the good ones
 * are stored in time, the bad ones wait in the queue for the right reason, and no byte is altered.
 */
@Timeout(180)
class BadInputTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long SEED = 20_261_124;
  private static final int GOOD_AROUND = 2;
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration IN_TIME = Duration.ofSeconds(30);

  /** What was put: the bad records by place, and how many good ones. */
  private record Put(Map<Place, Bad> bad, int good) {}

  private record Bad(Malformed kind, byte[] payload) {}

  @TempDir private Path directory;

  @Test
  void parkedPoisonCarriesItsReasonAndItsBytes() {
    try (LocalJar local =
            LocalJar.start(directory, "up", "--port", "0", "--env", "POISON=park").awaitReady();
        LocalServices services = LocalServices.of(local)) {
      Put put = putAll(services);
      Map<Place, JsonNode> parked = new HashMap<>();

      await()
          .atMost(LONGEST)
          .until(() -> take(services, parked, BadInputTest::parkedAt) >= put.bad().size());

      assertThat(parked.keySet()).isEqualTo(put.bad().keySet());
      put.bad().forEach((place, bad) -> judge(bad, parked.getOrDefault(place, JSON.missingNode())));
      allGoodOnesAreStoredInTime(services, put);
    }
  }

  @Test
  void reportedPoisonIsPointedAtAloneAndItsBytesAreInTheStream() {
    String[] up = {"up", "--port", "0", "--shards", "4", "--retries", "0"};
    try (LocalJar local = LocalJar.start(directory, up).awaitReady();
        LocalServices services = LocalServices.of(local)) {
      Put put = putAll(services);
      Map<Place, JsonNode> pointers = new HashMap<>();

      await()
          .atMost(LONGEST)
          .until(() -> take(services, pointers, BadInputTest::pointedAt) >= put.bad().size());

      assertThat(pointers.keySet()).isEqualTo(put.bad().keySet());
      put.bad()
          .forEach(
              (place, bad) ->
                  assertThat(services.payload(place))
                      .as(bad.kind().name())
                      .isEqualTo(bad.payload()));
      allGoodOnesAreStoredInTime(services, put);
    }
  }

  private static Put putAll(LocalServices services) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Place, Bad> bad = new LinkedHashMap<>();
    int good = 0;
    for (Malformed kind : Malformed.all()) {
      byte[] payload = kind.payload(random);
      List<byte[]> batch = new ArrayList<>();
      for (int i = 0; i < 2 * GOOD_AROUND; i++) {
        batch.add(("{\"eventId\": \"good-" + good++ + "\"}").getBytes(UTF_8));
      }
      batch.add(GOOD_AROUND, payload);
      bad.put(
          services.put("beside-" + kind.name(), batch).get(GOOD_AROUND), new Bad(kind, payload));
    }
    return new Put(bad, good);
  }

  /** Adds what is in the queue to what was there before, by place; returns how many that are. */
  private static int take(
      LocalServices services, Map<Place, JsonNode> letters, Function<JsonNode, Place> place) {
    for (Message message : services.takeMessages()) {
      JsonNode body = json(message);
      letters.put(place.apply(body), body);
    }
    return letters.size();
  }

  private static Place parkedAt(JsonNode body) {
    JsonNode record = body.path("record");
    return new Place(record.path("shardId").asText(), record.path("sequenceNumber").asText());
  }

  private static Place pointedAt(JsonNode body) {
    JsonNode range = body.path("KinesisBatchInfo");
    assertThat(range.path("batchSize").asInt()).as(body.toString()).isEqualTo(1);
    assertThat(range.path("endSequenceNumber")).isEqualTo(range.path("startSequenceNumber"));
    return new Place(range.path("shardId").asText(), range.path("startSequenceNumber").asText());
  }

  private static void judge(Bad bad, JsonNode parked) {
    byte[] data = Base64.getDecoder().decode(parked.path("record").path("data").asText());
    assertThat(data).as(bad.kind().name()).isEqualTo(bad.payload());
    assertThat(parked.path("rejection").path("reason").asText())
        .as(bad.kind().name())
        .isEqualTo(bad.kind().reason());
  }

  private static void allGoodOnesAreStoredInTime(LocalServices services, Put put) {
    await().atMost(LONGEST).until(() -> services.items().size() >= put.good());
    assertThat(services.items()).hasSize(put.good());
    assertThat(services.items().values())
        .allSatisfy(item -> assertThat(item.delay()).isLessThan(IN_TIME));
  }

  private static JsonNode json(Message message) {
    try {
      return JSON.readTree(message.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("a message that is no JSON: " + message.body(), e);
    }
  }
}
