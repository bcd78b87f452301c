package io.weir.infra.loss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A CloudFormation template, as it would be deployed. */
public final class Template {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;

  private Template(JsonNode root) {
    this.root = root;
  }

  /** Reads a template that is JSON already. */
  public static Template of(JsonNode root) {
    return new Template(root);
  }

  /**
   * Reads a template's text.
   *
   * @throws IOException if it is no JSON
   */
  public static Template parse(String json) throws IOException {
    return new Template(JSON.readTree(json));
  }

  /**
   * Reads a template's file.
   *
   * @throws IOException if it cannot be read, or is no JSON
   */
  public static Template read(Path file) throws IOException {
    return new Template(JSON.readTree(Files.readString(file)));
  }

  /** Returns the resources of one type. */
  Stream<Resource> resources(String type) {
    return root.path("Resources").properties().stream()
        .map(it -> new Resource(it.getKey(), it.getValue()))
        .filter(it -> it.type().equals(type));
  }

  /** Returns a resource by its logical id. */
  Optional<Resource> resource(String id) {
    JsonNode resource = root.path("Resources").path(id);
    return resource.isMissingNode() ? Optional.empty() : Optional.of(new Resource(id, resource));
  }

  /** Follows an ARN or a name to the resource of this template that it belongs to, if any. */
  Optional<Resource> behind(JsonNode reference) {
    String id =
        reference.has("Fn::GetAtt")
            ? reference.path("Fn::GetAtt").path(0).asText()
            : reference.path("Ref").asText();
    return resource(id);
  }

  /**
   * One resource.
   *
   * @param id its logical id
   * @param body what the template says of it
   */
  record Resource(String id, JsonNode body) {

    String type() {
      return body.path("Type").asText();
    }

    /** Returns a property by its path; a missing node if there is none. */
    JsonNode property(String... path) {
      JsonNode at = body.path("Properties");
      for (String step : path) {
        at = at.path(step);
      }
      return at;
    }

    boolean is(String... types) {
      return List.of(types).contains(type());
    }
  }
}
