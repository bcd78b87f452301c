package io.weir.local.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Passes requests on to a server of this machine, and its answers back, every body byte unchanged.
 */
public final class Forwarder {
  /** Longer than the longest poll, which is 20 seconds (SQS-40). */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Headers that speak of one connection, not of the message; and those the client sets itself. */
  private static final Set<String> PER_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();
  private final URI target;

  /** Creates one for a server's address, without a path. */
  public Forwarder(URI target) {
    this.target = target;
  }

  /** Returns the server's answer, or a status 503, which SDKs retry, if there was none. */
  public Reply forward(Request request) {
    try {
      HttpResponse<byte[]> response = client.send(outgoing(request), BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), headers(response), response.body());
    } catch (IOException e) {
      return away(request, "No answer from the service: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return away(request, "The endpoint is closing.");
    }
  }

  private HttpRequest outgoing(Request request) {
    HttpRequest.Builder outgoing =
        HttpRequest.newBuilder(URI.create(target + request.path()))
            .timeout(PATIENCE)
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!PER_CONNECTION.contains(name)) {
                outgoing.setHeader(name, value);
              }
            });
    return outgoing.build();
  }

  private static Map<String, String> headers(HttpResponse<?> response) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      if (!PER_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.put(header.getKey(), String.join(", ", header.getValue()));
      }
    }
    return Map.copyOf(headers);
  }

  private static Reply away(Request request, String message) {
    return Problem.AWAY.reply(Call.of(request), message, UUID.randomUUID().toString());
  }
}
