package io.weir.local.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The endpoint's answer to a browser, or to a script that waits for it to be up. */
final class Health {
  private static final JsonMapper JSON = new JsonMapper();

  private Health() {}

  static boolean asksFor(Request request) {
    return request.method().equals("GET")
        && (request.path().equals("/") || request.path().equals("/_weir/health"));
  }

  static Reply reply(List<String> services) {
    ObjectNode body = JSON.createObjectNode().put("status", "ok");
    services.forEach(body.putArray("services")::add);
    return new Reply(
        200,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
