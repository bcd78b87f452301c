package io.weir.local.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the request of an exchange and writes the reply. */
record HttpIo(HttpExchange exchange, String requestId) {

  /**
   * More than any call of the emulated services may carry; a bound, so that no client can fill the
   * heap.
   */
  static final int MAX_BODY = 64 << 20;

  private static final int NO_BODY = -1;

  /** Reads the request; empty if its body is beyond the bound, and was not read to its end. */
  Optional<Request> read() throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = announcedLength() > MAX_BODY ? new byte[0] : in.readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY || announcedLength() > MAX_BODY) {
      discard(in);
      return Optional.empty();
    }
    return Optional.of(request(body));
  }

  /** Returns what is known of a request whose body is beyond the bound. */
  Request withoutBody() {
    return request(new byte[0]);
  }

  private Request request(byte[] body) {
    return new Request(
        exchange.getRequestMethod().toUpperCase(Locale.ROOT), path(), headers(), body);
  }

  void write(Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    reply.headers().forEach(headers::set);
    if (!headers.containsKey("x-amzn-RequestId")) {
      headers.set("x-amzn-RequestId", requestId);
    }
    boolean head = exchange.getRequestMethod().equalsIgnoreCase("HEAD");
    if (head && !headers.containsKey("Content-Length")) {
      headers.set("Content-Length", String.valueOf(reply.body().length));
    }
    if (head || reply.body().length == 0) {
      exchange.sendResponseHeaders(reply.status(), NO_BODY);
    } else {
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  /** Reads on, within a bound: a client that is still sending would not see why it is refused. */
  private static void discard(InputStream in) throws IOException {
    byte[] chunk = new byte[1 << 16];
    int left = 4 * MAX_BODY;
    int read = 0;
    while (left > 0 && read >= 0) {
      left -= read;
      read = in.read(chunk);
    }
  }

  private long announcedLength() {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.trim());
    } catch (NumberFormatException e) {
      // The server has its own opinion on such a request; the bound while reading still holds.
      return 0;
    }
  }

  private String path() {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), last(values)));
    return Map.copyOf(headers);
  }

  private static String last(List<String> values) {
    return values.get(values.size() - 1);
  }
}
