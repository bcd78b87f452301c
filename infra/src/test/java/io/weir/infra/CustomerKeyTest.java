package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.loss.ChangeRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A key that is switched on and off in a stack that runs, a step at a time (C1). */
@NeedsNode
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class CustomerKeyTest {

  private static final String FORMER =
      "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111";
  private static final String NEXT =
      "arn:aws:kms:us-east-1:123456789012:key/22222222-2222-2222-2222-222222222222";

  private final JsonNode off = Golden.PROD.template();
  private JsonNode readable = Golden.parse("{}");
  private JsonNode on = Golden.parse("{}");
  private JsonNode both = Golden.parse("{}");
  private JsonNode other = Golden.parse("{}");

  @BeforeAll
  void synthesize(@TempDir Path out) {
    readable = prod(out, Map.of("customerKey", "readable"));
    on = prod(out, Map.of("customerKey", "on"));
    Map<String, String> first =
        Map.of("customerKey", "on", "existingKey", FORMER, "otherKeys", NEXT);
    both = prod(out, first);
    other = prod(out, Map.of("customerKey", "on", "existingKey", NEXT, "otherKeys", FORMER));
  }

  private static JsonNode prod(Path out, Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(Golden.PROD.options);
    all.putAll(options);
    return Synthesis.template(all, out.resolve(String.valueOf(options.hashCode())));
  }

  @Test
  void eachStepOfSwitchingItOnAndOffIsTaken() {
    assertThat(ChangeRulesTest.rules(off, readable)).isEmpty();
    assertThat(ChangeRulesTest.rules(readable, on)).isEmpty();
    assertThat(ChangeRulesTest.rules(on, readable)).isEmpty();
    assertThat(ChangeRulesTest.rules(readable, off)).containsExactly(ChangeRule.KEY_FORGOTTEN);
  }

  @Test
  void aStepThatIsLeftOutIsRefused() {
    assertThat(ChangeRulesTest.rules(off, on)).isNotEmpty().containsOnly(ChangeRule.KEY_TOO_SOON);
    assertThat(ChangeRulesTest.rules(on, off)).isNotEmpty().containsOnly(ChangeRule.KEY_LOST);
  }

  /** The new one is granted first; the old one stays readable. */
  @Test
  void anotherKeyTakesItsPlaceInTwoSteps() {
    assertThat(ChangeRulesTest.rules(both, other)).isEmpty();
    assertThat(ChangeRulesTest.rules(on, other))
        .contains(ChangeRule.KEY_TOO_SOON, ChangeRule.KEY_LOST);
  }

  @Test
  void whatIsReadableIsGrantedAndEncryptsNothing() {
    assertThat(resources(readable, "AWS::KMS::Key")).hasSize(1);
    assertThat(
            Stream.of(
                "AWS::Kinesis::Stream",
                "AWS::SQS::Queue",
                "AWS::DynamoDB::Table",
                "AWS::Logs::LogGroup"))
        .allSatisfy(
            type -> assertThat(resources(readable, type).toString()).doesNotContain("DataKey"));
    assertThat(resources(readable, "AWS::IAM::Role").toString())
        .contains("kms:GenerateDataKey", "kms:Decrypt");
    assertThat(resources(readable, "AWS::IAM::ManagedPolicy").toString()).contains("kms:Decrypt");
  }

  @Test
  void aFormerKeyIsReadableByFunctionAndReplayer() {
    assertThat(resources(other, "AWS::IAM::Role").toString()).contains(FORMER);
    assertThat(resources(other, "AWS::IAM::ManagedPolicy").toString()).contains(FORMER);
    assertThat(resources(other, "AWS::Kinesis::Stream").toString()).contains(NEXT);
    assertThat(resources(other, "AWS::KMS::Key")).isEmpty();
  }

  private static List<JsonNode> resources(JsonNode template, String type) {
    return template
        .path("Resources")
        .valueStream()
        .filter(it -> it.path("Type").asText().equals(type))
        .toList();
  }
}
