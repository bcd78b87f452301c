package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the resources of a template refer to each other, which is the order they are made in. */
class ReferencesTest {

  /** CloudFormation refuses a circle, and neither CDK nor cdk-nag looks for one. */
  @ParameterizedTest
  @EnumSource
  void noResourceWaitsForItself(Golden golden) {
    Map<String, Set<String>> waits = waits(golden.template().path("Resources"));
    Set<String> done = new HashSet<>();
    boolean going = true;
    while (going) {
      Set<String> next =
          waits.entrySet().stream()
              .filter(it -> !done.contains(it.getKey()) && done.containsAll(it.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      going = done.addAll(next);
    }

    assertThat(done).isEqualTo(waits.keySet());
  }

  /** By any mention of its id: a reference, an attribute, a substitution, a dependency. */
  private static Map<String, Set<String>> waits(JsonNode resources) {
    Map<String, Set<String>> waits = new HashMap<>();
    resources
        .properties()
        .forEach(
            it -> {
              String text = it.getValue().toString();
              waits.put(
                  it.getKey(),
                  resources
                      .propertyStream()
                      .map(Map.Entry::getKey)
                      .filter(other -> !other.equals(it.getKey()))
                      .filter(other -> text.contains("\"" + other + "\""))
                      .collect(Collectors.toSet()));
            });
    return waits;
  }
}
