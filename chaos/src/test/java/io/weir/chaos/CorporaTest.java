package io.weir.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.chaos.LocalServices.Item;
import io.weir.chaos.LocalServices.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The public corpora as records of the real pipeline: each file is stored or parked, and no byte of
 * it is altered. What the decoder says of each is judged in {@code event/}.
 */
@Timeout(180)
class CorporaTest {

  private static final Path CORPORA = Path.of("..", "..", "shared", "corpora");
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final int A_CALL = 100;

  @TempDir private Path directory;

  @Test
  void eachFileIsInExactlyOnePlaceAndUnaltered() throws IOException {
    List<byte[]> payloads = corpora();
    try (LocalJar local =
            LocalJar.start(directory, "up", "--port", "0", "--env", "POISON=park").awaitReady();
        LocalServices services = LocalServices.of(local)) {
      Map<Place, byte[]> put = put(services, payloads);
      Map<Place, Parked> parked = new HashMap<>();

      await()
          .atMost(LONGEST)
          .until(
              () ->
                  services.take(parked, Parked::of, Parked::place) + services.items().size()
                      >= put.size());

      Map<String, Item> items = services.items();
      assertThat(parked.size() + items.size()).isEqualTo(put.size());
      put.forEach((place, payload) -> judge(place, payload, items, parked));
    }
  }

  private static void judge(
      Place place, byte[] payload, Map<String, Item> items, Map<Place, Parked> parked) {
    Parked letter = parked.get(place);
    if (letter != null) {
      assertThat(letter.data()).as(place.toString()).isEqualTo(payload);
      return;
    }
    String eventId =
        String.join("/", LocalServices.STREAM, place.shardId(), place.sequenceNumber());
    assertThat(items).containsKey(eventId);
    assertThat(items.get(eventId)).extracting(Item::contentHash).isEqualTo(sha256(payload));
  }

  private static Map<Place, byte[]> put(LocalServices services, List<byte[]> payloads) {
    Map<Place, byte[]> put = new HashMap<>();
    for (int from = 0; from < payloads.size(); from += A_CALL) {
      List<byte[]> some = payloads.subList(from, Math.min(from + A_CALL, payloads.size()));
      List<Place> places = services.put("corpora", some);
      for (int i = 0; i < some.size(); i++) {
        put.put(places.get(i), some.get(i));
      }
    }
    return put;
  }

  /** Each file of JSONTestSuite, and each case of utf8tests as it is and inside an object. */
  private static List<byte[]> corpora() throws IOException {
    assumeTrue(Files.isDirectory(CORPORA), "skipped: no shared/corpora beside the repository");
    List<byte[]> payloads = new ArrayList<>();
    for (String suite : List.of("test_parsing", "test_transform")) {
      try (Stream<Path> files = Files.list(CORPORA.resolve("json-test-suite").resolve(suite))) {
        files.sorted().map(CorporaTest::bytes).forEach(payloads::add);
      }
    }
    String utf8 = new String(bytes(CORPORA.resolve("utf8").resolve("utf8tests.bin")), ISO_8859_1);
    for (String line : utf8.split("\n", -1)) {
      if (!line.isEmpty()) {
        String text = line.split(":", 3)[2];
        payloads.add(text.getBytes(ISO_8859_1));
        payloads.add(("{\"v\":\"" + text + "\"}").getBytes(ISO_8859_1));
      }
    }
    assertThat(payloads).hasSize(318 + 22 + 2 * 222);
    return payloads;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
