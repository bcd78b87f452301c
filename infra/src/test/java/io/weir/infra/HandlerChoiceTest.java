package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.Node.MissingException;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack with Powertools' classes in the function's place. */
@NeedsNode
class HandlerChoiceTest {

  @TempDir private Path directory;

  private JsonNode resources(String handler) {
    return Synthesis.template(Map.of("handler", handler), directory).path("Resources");
  }

  private static List<JsonNode> ofType(JsonNode resources, String type) {
    return StreamSupport.stream(resources.spliterator(), false)
        .filter(it -> it.path("Type").asText().equals(type))
        .toList();
  }

  @Test
  void theBatchUtilityNeedsNoSecondTable() {
    JsonNode resources = resources("powertools");

    assertThat(ofType(resources, "AWS::DynamoDB::Table")).hasSize(1);
    assertThat(ofType(resources, "AWS::Lambda::Function"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.at("/Properties/Handler").asText())
                    .isEqualTo("io.weir.powertools.PowertoolsStreamHandler"));
    assertThat(resources.toString()).doesNotContain("IDEMPOTENCY_TABLE_NAME");
  }

  @Test
  void theIdempotencyUtilityHasATableItMayUse() {
    JsonNode resources = resources("powertools-idempotent");

    JsonNode markers =
        ofType(resources, "AWS::DynamoDB::Table").stream()
            .filter(it -> it.at("/Properties/TimeToLiveSpecification/Enabled").asBoolean())
            .findFirst()
            .orElseThrow();
    assertThat(markers.at("/Properties/KeySchema/0/AttributeName").asText()).isEqualTo("id");
    assertThat(markers.at("/Properties/TimeToLiveSpecification/AttributeName").asText())
        .isEqualTo("expiration");
    JsonNode function = ofType(resources, "AWS::Lambda::Function").get(0);
    assertThat(function.at("/Properties/Handler").asText())
        .isEqualTo("io.weir.powertools.PowertoolsIdempotentStreamHandler");
    assertThat(function.at("/Properties/Environment/Variables/IDEMPOTENCY_TABLE_NAME").has("Ref"))
        .isTrue();
    assertThat(resources.toString()).contains("dynamodb:UpdateItem", "dynamodb:DeleteItem");
  }

  @Test
  void aJarThatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() {
    Workspace empty =
        new Workspace(
            directory.resolve("handler.jar"),
            directory.resolve("powertools-handler.jar"),
            directory.resolve("replayer.jar"),
            directory);

    assertThatThrownBy(() -> empty.jars(Settings.from(Map.of("handler", "powertools"))))
        .isInstanceOf(MissingException.class)
        .hasMessageContaining(
            "powertools-handler.jar: build it with mvn -Dquick package"
                + " -Ppowertools -pl powertools -am");
    Workspace noReplayer =
        new Workspace(
            Synthesis.STAND_IN, Synthesis.STAND_IN, directory.resolve("replayer.jar"), directory);
    assertThatThrownBy(
            () ->
                noReplayer.jars(Settings.from(Map.of("rescueBucket", "on", "rescueEvery", "15m"))))
        .isInstanceOf(MissingException.class)
        .hasMessageContaining("replayer.jar: build it with mvn -Dquick package -pl replayer -am");
  }

  @Test
  void anotherHandlerIsRefused() {
    assertThatThrownBy(() -> Settings.from(Map.of("handler", "powertool")))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageContaining("weir or powertools or powertools-idempotent");
  }
}
