package io.weir.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.chaos.LocalServices.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of malformed record, each among good ones, through the whole pipeline: the good ones
 * are stored in time, the bad ones wait in the queue for the right reason, and no byte is altered.
 */
@Timeout(180)
class BadInputTest {

  private static final long SEED = 20_261_124;
  private static final int GOOD_AROUND = 2;
  private static final Duration LONGEST = Duration.ofSeconds(90);

  /** A machine may be busy with other tests: this tells a held up record, not a slow one. */
  private static final Duration IN_TIME = Duration.ofSeconds(60);

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
      Map<Place, Parked> parked = new HashMap<>();

      await()
          .atMost(LONGEST)
          .until(() -> services.take(parked, Parked::of, Parked::place) >= put.bad().size());

      assertThat(parked.keySet()).isEqualTo(put.bad().keySet());
      put.bad().forEach((place, bad) -> judge(bad, requireNonNull(parked.get(place))));
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
          .until(
              () ->
                  services.take(pointers, Parked::json, BadInputTest::pointedAt)
                      >= put.bad().size());

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

  private static Place pointedAt(JsonNode body) {
    JsonNode range = body.path("KinesisBatchInfo");
    assertThat(range.path("batchSize").asInt()).as(body.toString()).isEqualTo(1);
    assertThat(range.path("endSequenceNumber")).isEqualTo(range.path("startSequenceNumber"));
    return new Place(range.path("shardId").asText(), range.path("startSequenceNumber").asText());
  }

  private static void judge(Bad bad, Parked parked) {
    assertThat(parked.data()).as(bad.kind().name()).isEqualTo(bad.payload());
    assertThat(parked.reason()).as(bad.kind().name()).isEqualTo(bad.kind().reason());
  }

  private static void allGoodOnesAreStoredInTime(LocalServices services, Put put) {
    await().atMost(LONGEST).until(() -> services.items().size() >= put.good());
    assertThat(services.items()).hasSize(put.good());
    assertThat(services.items().values())
        .allSatisfy(item -> assertThat(item.delay()).isLessThan(IN_TIME));
  }
}
