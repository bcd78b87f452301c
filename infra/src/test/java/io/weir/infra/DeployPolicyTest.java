package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
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

  /** It may make roles, and none that may do more than the boundary says (C9). */
  @Test
  void makesRolesWithinABoundaryOnlyAndCannotMoveIt() {
    assertThat(actions()).doesNotContain("iam:*");
    assertThat(statements)
        .filteredOn(it -> it.path("Action").toString().contains("iam:CreateRole"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.at("/Condition/StringLike/iam:PermissionsBoundary").asText())
                  .isEqualTo("arn:aws:iam::*:policy/weir-boundary");
              assertThat(it.path("Action").toString())
                  .contains("iam:PutRolePolicy", "iam:AttachRolePolicy");
            });
    assertThat(statements)
        .anySatisfy(
            it -> {
              assertThat(it.path("Effect").asText()).isEqualTo("Deny");
              assertThat(it.path("Resource").toString()).contains("policy/weir-boundary");
            });
  }

  /** A role that were granted more than that would be refused at its first call. */
  @Test
  void theBoundaryHoldsEachActionThatARoleIsGranted() {
    List<String> within =
        actions(Golden.read(Path.of("boundary-policy.json")).path("Statement")).toList();
    List<String> granted =
        Stream.of(Golden.values())
            .flatMap(
                golden ->
                    Stream.of("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                        .flatMap(it -> golden.all(it).stream()))
            .flatMap(it -> it.findValues("PolicyDocument").stream())
            .flatMap(it -> it.path("Statement").valueStream())
            .map(it -> it.path("Action"))
            .flatMap(it -> it.isArray() ? it.valueStream() : Stream.of(it))
            .map(JsonNode::asText)
            .distinct()
            .toList();

    assertThat(granted).hasSizeGreaterThan(20);
    assertThat(within).containsAll(granted).doesNotContain("*");
  }

  private Stream<String> actions() {
    return actions(statements);
  }

  private static Stream<String> actions(JsonNode statements) {
    return statements
        .valueStream()
        .flatMap(it -> it.path("Action").valueStream())
        .map(JsonNode::asText);
  }
}
