package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The narrower policy for CloudFormation: it covers the stack, and is no administrator's. */
class DeployPolicyTest {

  private final JsonNode statements = Golden.read(Path.of("deploy-policy.json")).path("Statement");

  @Test
  void namesEveryServiceOfTheStack() {
    Set<String> services =
        Stream.of(Golden.values())
            .flatMap(it -> it.template().path("Resources").valueStream())
            .map(it -> it.path("Type").asText().split("::", -1)[1].toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    assertThat(actions().map(it -> it.substring(0, it.indexOf(':'))).collect(Collectors.toSet()))
        .containsAll(services);
  }

  @Test
  void allowsNoWholeServiceOnEverything() {
    assertThat(actions()).doesNotContain("*");
    assertThat(statements)
        .allSatisfy(
            it -> {
              if (it.path("Resource").toString().equals("\"*\"")) {
                assertThat(it.path("Action").toString()).doesNotContain("*");
              }
            });
  }

  private Stream<String> actions() {
    return statements
        .valueStream()
        .flatMap(it -> it.path("Action").valueStream())
        .map(JsonNode::asText);
  }
}
