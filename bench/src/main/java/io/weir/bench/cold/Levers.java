package io.weir.bench.cold;

import io.weir.bench.measure.Jars;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The functions whose starts are compared. */
final class Levers {
  private static final String PACKAGE = "io.weir.bench.";

  /** The SDK has loggers too: without this they bring up what the jar has for a log. */
  private static final List<String> NO_LOG =
      List.of("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");

  private Levers() {}

  /** What a user would deploy instead of Weir. */
  static Start sample() {
    return new Start(
        "sample", List.of(Jars.sample()), PACKAGE + "sample.SequentialPuts", false, List.of());
  }

  static Start ours() {
    return new Start(
        "Weir", List.of(Jars.handler()), "io.weir.handler.StreamHandler", false, List.of());
  }

  /** From nothing towards the sample, each ingredient by itself. */
  static List<Start> between() throws IOException {
    return List.of(
        lever("nothing but AWS's runtime client", "Floor", NO_LOG),
        lever("lean: one put, the JDK's HTTP client, streamed, no log", "LeanPut", NO_LOG),
        lever("lean, over Apache's HTTP client 5", "ApachePut", NO_LOG),
        lever("lean, and a line of log by Powertools' layout", "LoggedPut", List.of()),
        lever("lean, with the event bound to its type", "TypedPut", NO_LOG));
  }

  private static Start lever(String name, String type, List<String> options) throws IOException {
    return new Start(
        name, List.of(Jars.sample(), urlConnection()), PACKAGE + "lever." + type, false, options);
  }

  /** Beside Apache's client in the sample's jar the SDK would refuse to choose. */
  private static Path urlConnection() throws IOException {
    try {
      return Path.of(
          UrlConnectionHttpClient.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IOException("no place: " + UrlConnectionHttpClient.class, e);
    }
  }
}
