package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is granted is what is used, and on nothing but the stack's own resources. */
class PermissionsTest {

  /** The actions that AWS does not let a policy narrow to a resource. */
  private static final List<String> ON_EVERYTHING =
      List.of(
          "lambda:ListEventSourceMappings", "xray:PutTelemetryRecords", "xray:PutTraceSegments");

  @ParameterizedTest
  @EnumSource
  void theFunctionsRoleMayDoWhatIsDoneUnderIt(Golden golden) {
    assertThat(granted(functionsRole(golden)))
        .isEqualTo(Actions.used(golden, "handler", "mapping", "runtime"));
  }

  @ParameterizedTest
  @EnumSource
  void whoLooksMayLookAndWhoActsMayAct(Golden golden) {
    SortedSet<String> look = Actions.used(golden, "replayer-look");
    SortedSet<String> act = Actions.used(golden, "replayer-act");
    if (golden == Golden.EVERY_OPTION) {
      look.addAll(Actions.byOption("replayer-look"));
      look.add("kms:GenerateDataKey");
      act.addAll(Actions.byOption("replayer-act"));
    }

    assertThat(granted(policy(golden, "Look"))).isEqualTo(look);
    assertThat(granted(policy(golden, "Act"))).isEqualTo(act);
  }

  @ParameterizedTest
  @EnumSource
  void lookingChangesNothingButTheCopiesOfARescue(Golden golden) {
    SortedSet<String> granted = granted(policy(golden, "Look"));
    granted.remove("s3:PutObject");
    granted.remove("kms:GenerateDataKey");

    assertThat(granted)
        .allSatisfy(
            it ->
                assertThat(it.replaceAll(".*:", ""))
                    // A look makes a message visible again at once.
                    .matches(
                        "(Describe|Get|BatchGet|List|Receive|Decrypt).*|ChangeMessageVisibility"));
  }

  @ParameterizedTest
  @EnumSource
  void everyStatementNamesAResourceOfTheSameService(Golden golden) {
    Stream<JsonNode> all =
        Stream.of(functionsRole(golden), policy(golden, "Look"), policy(golden, "Act"))
            .flatMap(List::stream);

    assertThat(all)
        .allSatisfy(
            statement -> {
              assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
              String resource = statement.path("Resource").toString();
              if (resource.equals("\"*\"")) {
                assertThat(ON_EVERYTHING).containsAll(actions(statement));
              } else {
                assertThat(actions(statement))
                    .allSatisfy(it -> assertThat(service(golden, resource)).isEqualTo(prefix(it)));
              }
            });
  }

  /** Its outputs are asked for by name: `stack/NAME/*` is what AWS checks then (CFN-63). */
  @ParameterizedTest
  @EnumSource
  void theStackMayBeDescribedByItsNameAndNoOther(Golden golden) {
    String name = golden == Golden.DEV ? "weir-dev" : "weir-prod";
    String arn =
        """
        {"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":cloudformation:",\
        {"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":stack/%s/*"]]}"""
            .formatted(name);

    assertThat(policy(golden, "Look"))
        .filteredOn(it -> actions(it).contains("cloudformation:DescribeStacks"))
        .extracting(it -> it.path("Resource").toString())
        .containsExactly(arn);
  }

  @ParameterizedTest
  @EnumSource
  void noRoleHasAPolicyOfAws(Golden golden) {
    assertThat(golden.template().toString()).doesNotContain(":iam::aws:policy");
  }

  @Test
  void theReplayersRoleTrustsTheNamedPrincipalAlone() {
    JsonNode role =
        Golden.EVERY_OPTION
            .resources("AWS::IAM::Role")
            .map(it -> it.path("Properties"))
            .filter(it -> it.path("Description").asText().equals("Weir's replayer"))
            .findFirst()
            .orElseThrow();

    assertThat(role.at("/AssumeRolePolicyDocument/Statement")).hasSize(1);
    assertThat(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/AWS").asText())
        .isEqualTo("arn:aws:iam::123456789012:role/on-call");
    assertThat(role.path("MaxSessionDuration").asInt()).isEqualTo(3_600);
    assertThat(Golden.PROD.all("AWS::IAM::Role")).hasSize(1);
  }

  /** It looks and copies, while no person sees it. */
  @Test
  void theScheduledRescueMayNotAct() {
    String policies =
        Golden.EVERY_OPTION.all("AWS::IAM::Role").stream()
            .filter(it -> it.path("Description").asText().contains("rescue"))
            .findFirst()
            .orElseThrow()
            .path("ManagedPolicyArns")
            .toString();

    assertThat(policies).contains("ReplayAccessLook").doesNotContain("ReplayAccessAct");
  }

  /** Its inline policy, and the one that CDK adds for X-Ray. */
  private static List<JsonNode> functionsRole(Golden golden) {
    JsonNode role =
        golden.all("AWS::IAM::Role").stream()
            .filter(it -> it.toString().contains("lambda.amazonaws.com"))
            .findFirst()
            .orElseThrow();
    return Stream.concat(
            role.path("Policies").valueStream(), golden.all("AWS::IAM::Policy").stream())
        .flatMap(it -> it.at("/PolicyDocument/Statement").valueStream())
        .toList();
  }

  private static List<JsonNode> policy(Golden golden, String name) {
    return golden
        .template()
        .path("Resources")
        .propertyStream()
        .filter(it -> it.getKey().startsWith("ReplayAccess" + name))
        .flatMap(it -> it.getValue().at("/Properties/PolicyDocument/Statement").valueStream())
        .toList();
  }

  private static SortedSet<String> granted(List<JsonNode> statements) {
    return statements.stream()
        .flatMap(it -> actions(it).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> actions(JsonNode statement) {
    JsonNode actions = statement.path("Action");
    return actions.isArray()
        ? actions.valueStream().map(JsonNode::asText).toList()
        : List.of(actions.asText());
  }

  private static String prefix(String action) {
    return action.substring(0, action.indexOf(':'));
  }

  /** Returns the service of the resource that a statement names, as actions are prefixed. */
  private static String service(Golden golden, String resource) {
    if (resource.contains(":kms:")) {
      return "kms";
    }
    if (resource.contains(":cloudformation:") && resource.contains(":stack/weir-")) {
      return "cloudformation";
    }
    return golden
        .template()
        .path("Resources")
        .propertyStream()
        .filter(it -> resource.contains("\"" + it.getKey() + "\""))
        .map(it -> it.getValue().path("Type").asText().split("::", -1)[1])
        .map(it -> it.toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("nothing of this stack");
  }
}
