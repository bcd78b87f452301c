package io.weir.bench.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bench.measure.Child;
import io.weir.bench.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stand-in for DynamoDB, in its own process, so that its CPU is not measured. */
public final class Store implements AutoCloseable {
  private final Child process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private Store(Child process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * What it has seen so far.
   *
   * @param requests calls answered
   * @param bytesIn of the calls, with their heads
   * @param items stored
   */
  public record Counts(long requests, long bytesIn, long items) {}

  /** Starts one that answers at once. */
  public static Store start() throws IOException {
    Child process =
        Child.start(
            new Child.Command(
                Path.of(System.getProperty("java.home")),
                List.of("-XX:+UseSerialGC", "-Xmx512m"),
                Child.ourClassPath(),
                List.of(StandIn.class.getName()),
                Map.of()));
    return new Store(process, URI.create("http://127.0.0.1:" + process.answer("")));
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /** Delays each answer by this time. */
  public void delay(Duration delay) throws IOException {
    get("/delay/" + delay.toNanos() / 1000);
  }

  /** Forgets the items. */
  public void clear() throws IOException {
    get("/clear");
  }

  /** Returns what it has counted. */
  public Counts counts() throws IOException {
    JsonNode counts = get("/counts");
    return new Counts(
        counts.path("requests").asLong(),
        counts.path("bytesIn").asLong(),
        counts.path("items").asLong());
  }

  private JsonNode get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20)).build();
    try {
      return new ObjectMapper()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
