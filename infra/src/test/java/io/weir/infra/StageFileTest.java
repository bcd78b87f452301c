package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import io.weir.infra.settings.Stage.Kind;
import io.weir.infra.settings.StageSchema;
import io.weir.infra.settings.StreamSettings.Capacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file for each stage: what it may say, and that what is wrong in it is one line. */
class StageFileTest {

  @TempDir private Path stages;

  private void write(String stage, String json) throws IOException {
    Files.writeString(stages.resolve(stage + ".json"), json);
  }

  @Test
  void itsSettingsHoldAndWhatIsSaidOfARunWinsOverThem() throws IOException {
    write(
        "prod",
        """
        {"$schema": "schema.json", "shards": 4, "batchWindow": "2s", "logIdentity": true,
         "alarmEmail": "on-call@example.com", "tags": {"team": "payments"},
         "otherKeys": ["arn:aws:kms:us-east-1:123456789012:key/1", "arn:aws:kms:us-east-1:123456789012:key/2"]}
        """);

    Settings file = Settings.from(Map.of("stage", "prod"), stages);
    Settings tried = Settings.from(Map.of("stage", "prod", "shards", "8"), stages);

    assertThat(file.stream().capacity()).isEqualTo(new Capacity.Provisioned(4));
    assertThat(file.mapping().batchWindow()).isEqualTo(Duration.ofSeconds(2));
    assertThat(file.function().variables().telemetry().identity()).isTrue();
    assertThat(file.stage().tags()).containsExactly(Map.entry("team", "payments"));
    assertThat(file.key().others()).hasSize(2);
    assertThat(file.deadLetters().retention()).isEqualTo(Duration.ofDays(14));
    assertThat(tried.stream().capacity()).isEqualTo(new Capacity.Provisioned(8));
    assertThat(tried.mapping().batchWindow()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aStageOfAnotherNameSaysWhichKindItIs() throws IOException {
    write(
        "prod-eu", "{\"kind\": \"prod\", \"alarmEmail\": \"elsewhere\", \"namePrefix\": \"eu-\"}");
    write("sandbox", "{\"shards\": 1}");

    Settings settings = Settings.from(Map.of("stage", "prod-eu"), stages);

    assertThat(settings.stage().kind()).isEqualTo(Kind.PROD);
    assertThat(settings.names().stack()).isEqualTo("weir-prod-eu");
    assertThat(settings.names().stream()).isEqualTo("eu-EventStream");
    assertThat(settings.names().function()).isEqualTo("eu-EventStreamHandler");
    refused("sandbox", "kind is missing");
    refused("elsewhere", "must be dev or prod, or have a file");
    refused("../dev", "must be a lower-case word");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"batch-sise\": 5},            unknown option 'batch-sise': the options are",
        "{\"shard-count\": 4},           unknown option 'shard-count': the options are",
        "{\"batch.size\": 4},            unknown option 'batch.size': it is written batchSize",
        "{\"batchSize\": \"5\"},         batchSize must be a number such as 5",
        "{\"batchSize\": 5.5},           batchSize must be a number such as 5",
        "{\"batchSize\": null},          batchSize must be a number such as 5",
        "{\"shards\": \"4\"},            must be a number of shards",
        "{\"queueRetention\": 14},       queueRetention must be a length of time",
        "{\"alarmEmail\": \"\"},         alarmEmail must be a text",
        "{\"canary\": \"on\"},           canary must be true or false",
        "{\"index\": \"on\"},            index must be \"all\" or \"keys\" or \"off\"",
        "{\"poison\": \"drop\"},         poison must be \"park\" or \"report\"",
        "{\"tags\": \"a=b\"},            tags must be an object of texts",
        "{\"otherKeys\": \"arn\"},      otherKeys must be a list of texts",
        "{\"stage\": \"dev\"},           'stage' belongs to one run",
        "{\"newStack\": true},           'newStack' belongs to one run",
        "{\"accept\": \"x\"},            'accept' belongs to one run",
        "{\"report\": false},            partial answers are always on",
        "[],                             must be a JSON object",
        "`{\"shards\": 1, \"shards\": 2}`, Duplicate field 'shards'",
        "{\"shards\": 1,                 no JSON at line 1",
        "{} {},                          no JSON at line 1",
        "{\"kind\": \"test\"},           kind must be \"dev\" or \"prod\"",
        "{\"region\": \"mars\"},         region=mars: must be such as eu-central-1",
        "{\"retries\": -1},              without a limit",
      })
  void whatIsWrongInItIsOneLine(String json, String reason) throws IOException {
    write("dev", json);

    refused("dev", reason);
  }

  @Test
  void twoStagesMustNotBeTheSameStack() throws IOException {
    write("dev", "{\"stackName\": \"events\"}");
    write("test", "{\"kind\": \"dev\", \"stackName\": \"events\"}");

    refused("dev", "stages dev and test have the same");
  }

  @Test
  void twoStagesInOneAccountNeedTwoNames() throws IOException {
    String place = "\"account\": \"123456789012\", \"region\": \"eu-central-1\"";
    write("dev", "{" + place + "}");
    write("test", "{\"kind\": \"dev\", " + place + "}");
    refused("dev", "give one of them a namePrefix");

    write("test", "{\"kind\": \"dev\", \"namePrefix\": \"test-\", " + place + "}");

    assertThat(Settings.from(Map.of(), stages).names().queue()).isEqualTo("EventStreamDlq");
    assertThat(Settings.from(Map.of("stage", "test"), stages).names().queue())
        .isEqualTo("test-EventStreamDlq");
  }

  @Test
  void aStageCalledProdKeepsItsData() throws IOException {
    write("prod", "{\"kind\": \"dev\"}");

    refused("prod", "the stage called prod keeps its data");
  }

  /** Editors show it; {@code -Dgolden.update=true} writes it. */
  @Test
  void theSchemaIsThatOfTheOptions() throws IOException {
    Path file = Path.of("..", "stages", "schema.json");
    String text =
        Golden.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(StageSchema.json()) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }

    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void eachOptionHasItsRowInTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "deploying.md"));
    List<String> options =
        StageSchema.json().path("properties").propertyStream().map(Map.Entry::getKey).toList();

    assertThat(options)
        .filteredOn(it -> !it.equals("$schema"))
        .hasSizeGreaterThan(50)
        .allSatisfy(it -> assertThat(page).contains("| `" + it + "`"));
  }

  @Test
  void theFilesOfThisTreeAreOnesThatCanBeRead() {
    Path tree = Path.of("..", "stages");
    JsonNode prod = Golden.read(tree.resolve("prod.json"));

    assertThat(Settings.from(Map.of(), tree).stage().kind()).isEqualTo(Kind.DEV);
    assertThat(Settings.from(Map.of("stage", "prod", "alarmEmail", "a@b"), tree).stage().kind())
        .isEqualTo(Kind.PROD);
    assertThat(prod.path("kind").asText()).isEqualTo("prod");
  }

  private void refused(String stage, String reason) {
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> Settings.from(Map.of("stage", stage), stages))
        .withMessageContaining(reason)
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }
}
