package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.Node.MissingException;
import io.weir.infra.settings.RefusedSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** The stack with Powertools' classes in the function's place. */
@NeedsNode
class HandlerChoiceTest {

  @TempDir private Path directory;
  private Path own;

  @BeforeEach
  void layOut() throws IOException {
    own = directory.resolve("handler/target/handler.jar");
    Files.createDirectories(own.getParent());
    Files.createFile(own);
  }

  private JsonNode resources(String handler) throws IOException {
    Path jar = directory.resolve("powertools/target/powertools-handler.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "stand-in");
    Path out = directory.resolve("out");
    App app =
        App.Builder.create().outdir(out.toString()).context(Map.of("handler", handler)).build();
    return Golden.read(out.resolve(Infra.synthesize(app, own).getStackName() + ".template.json"))
        .path("Resources");
  }

  private static List<JsonNode> ofType(JsonNode resources, String type) {
    return StreamSupport.stream(resources.spliterator(), false)
        .filter(it -> it.path("Type").asText().equals(type))
        .toList();
  }

  @Test
  void theBatchUtilityNeedsNoSecondTable() throws IOException {
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
  void theIdempotencyUtilityHasATableItMayUse() throws IOException {
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
    App app = App.Builder.create().context(Map.of("handler", "powertools")).build();

    assertThatThrownBy(() -> Infra.add(app, own))
        .isInstanceOf(MissingException.class)
        .hasMessageContaining(
            "powertools-handler.jar: build it with mvn -Dquick package"
                + " -Ppowertools -pl powertools -am");
  }

  @Test
  void anotherHandlerIsRefused() {
    App app = App.Builder.create().context(Map.of("handler", "powertool")).build();

    assertThatThrownBy(() -> Infra.add(app, own))
        .isInstanceOf(RefusedSettingException.class)
        .hasMessageContaining("weir or powertools or powertools-idempotent");
  }
}
