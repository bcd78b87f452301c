package io.weir.infra.loss;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.loss.Template.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a role of a template may do, by its own policies and by those that are attached to it. */
final class Grants {

  private final List<JsonNode> statements;

  private Grants(List<JsonNode> statements) {
    this.statements = statements;
  }

  /**
   * Returns what the role of a mapping's function may do; nothing, if it is not in the template.
   */
  static Grants ofRole(Template template, Resource mapping) {
    List<JsonNode> statements =
        function(template, mapping.property("FunctionName"))
            .flatMap(it -> template.behind(it.property("Role")))
            .map(it -> statements(template, it))
            .orElseGet(List::of);
    return new Grants(statements);
  }

  /** Returns the permissions of no role. */
  static Grants none() {
    return new Grants(List.of());
  }

  /** Returns each resource on which the action is allowed by name. */
  Set<String> resources(String action) {
    return statements.stream()
        .filter(it -> it.path("Action").toString().contains("\"" + action + "\""))
        .map(it -> it.path("Resource"))
        .flatMap(it -> it.isArray() ? it.valueStream() : Stream.of(it))
        .map(JsonNode::toString)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Returns whether a statement allows the action by name, on a resource or on what is in it. */
  boolean allow(String action, String resource) {
    return statements.stream()
        .filter(it -> it.path("Effect").asText().equals("Allow"))
        .filter(it -> it.path("Action").toString().contains("\"" + action + "\""))
        .anyMatch(it -> it.path("Resource").toString().contains("\"" + resource + "\""));
  }

  /**
   * Returns whether a key may be used; a key of AWS's own, or none, needs no permission.
   *
   * @param key an ARN, or the reference to a key of the template
   */
  boolean allowKey(String action, Template template, JsonNode key) {
    if (key.isMissingNode() || key.asText().startsWith("alias/aws/")) {
      return true;
    }
    return allow(action, template.behind(key).map(Resource::id).orElseGet(key::asText));
  }

  /** Follows an alias to its function. */
  private static Optional<Resource> function(Template template, JsonNode name) {
    return template
        .behind(name)
        .flatMap(
            it ->
                it.is("AWS::Lambda::Alias")
                    ? template.behind(it.property("FunctionName"))
                    : Optional.of(it));
  }

  private static List<JsonNode> statements(Template template, Resource role) {
    Stream<JsonNode> attached =
        template
            .resources("AWS::IAM::Policy")
            .filter(it -> it.property("Roles").toString().contains("\"" + role.id() + "\""))
            .map(it -> it.property("PolicyDocument"));
    Stream<JsonNode> inline =
        role.property("Policies").valueStream().map(it -> it.path("PolicyDocument"));
    return Stream.concat(inline, attached)
        .flatMap(it -> it.path("Statement").valueStream())
        .toList();
  }
}
