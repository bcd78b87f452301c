package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Lambda's API of event source mappings: a service for the endpoint. Each mapping that is enabled
 * polls from the moment its creation is answered; on AWS that takes a minute (ESM-47).
 */
public final class EventSourceMappings implements Service {

  private static final String ROOT = "/2015-03-31/event-source-mappings";
  private static final String TAGS = "/2017-03-31/tags";
  private static final JsonMapper JSON = new JsonMapper();

  private final Registry registry;

  /** Serves the mappings of a registry. */
  public EventSourceMappings(Registry registry) {
    this.registry = registry;
  }

  @Override
  public boolean serves(Request request) {
    return request.path().startsWith(ROOT) || request.path().startsWith(TAGS);
  }

  @Override
  public Reply handle(Request request) {
    String requestId = UUID.randomUUID().toString();
    try {
      String operation = request.method();
      int status = operation.equals("GET") ? 200 : 202;
      return reply(status, requestId, answer(request, Query.of(request, root(request))));
    } catch (Refusal e) {
      Reply reply = reply(e.status(), requestId, e.document());
      reply.headers().put("x-amzn-ErrorType", e.type());
      return reply;
    }
  }

  private ObjectNode answer(Request request, Query query) {
    if (request.path().startsWith(TAGS)) {
      if (!request.method().equals("GET")) {
        throw Refusal.unknown(request.method() + " " + request.path());
      }
      return registry.tags(query.id());
    }
    boolean one = !query.id().isEmpty();
    return switch (request.method() + (one ? " one" : "")) {
      case "POST" -> registry.create(members(request));
      case "GET" -> list(query);
      case "GET one" -> registry.describe(uuid(query));
      case "PUT one" -> registry.update(uuid(query), members(request));
      case "DELETE one" -> registry.delete(uuid(query));
      default -> throw Refusal.unknown(request.method() + " " + request.path());
    };
  }

  private static String root(Request request) {
    return request.path().startsWith(TAGS) ? TAGS : ROOT;
  }

  private ObjectNode list(Query query) {
    int most = query.maxItems();
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode mappings = page.putArray("EventSourceMappings");
    for (ObjectNode mapping : registry.list(query)) {
      if (mappings.size() == most) {
        page.put("NextMarker", query.marker(mappings.get(mappings.size() - 1)));
        break;
      }
      mappings.add(mapping);
    }
    return page;
  }

  private static Members members(Request request) {
    try {
      JsonNode json = JSON.readTree(request.body());
      if (json.isObject()) {
        return new Members(json);
      }
    } catch (IOException e) {
      throw Refusal.invalid("Could not parse request body into json: " + e.getMessage());
    }
    throw Refusal.invalid("Could not parse request body into json: it is no object");
  }

  private static UUID uuid(Query query) {
    try {
      return UUID.fromString(query.id());
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound();
    }
  }

  private static Reply reply(int status, String requestId, ObjectNode document) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("x-amzn-RequestId", requestId);
    return new Reply(status, headers, document.toString().getBytes(StandardCharsets.UTF_8));
  }
}
