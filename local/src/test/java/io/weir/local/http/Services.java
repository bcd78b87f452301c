package io.weir.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.Function;

/** Services that are easy to recognise. */
final class Services {
  private Services() {}

  static Service echo(String prefix, String name) {
    return new Service() {
      @Override
      public boolean serves(Request request) {
        return request.path().startsWith(prefix);
      }

      @Override
      public Reply handle(Request request) {
        String body = new String(request.body(), UTF_8);
        return text(String.join(" ", name, request.method(), request.path(), body));
      }
    };
  }

  static Service service(Function<Request, Reply> answer) {
    return new Service() {
      @Override
      public boolean serves(Request request) {
        return true;
      }

      @Override
      public Reply handle(Request request) {
        return answer.apply(request);
      }
    };
  }

  static Reply text(String text) {
    return new Reply(200, Map.of("Content-Type", "text/plain"), text.getBytes(UTF_8));
  }
}
