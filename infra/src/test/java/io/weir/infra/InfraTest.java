package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.infra.Comparison.RefusedChangeException;
import io.weir.infra.settings.RefusedSettingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** The app as the command line runs it: a stage's file, what is deployed, and the account. */
@NeedsNode
@Timeout(300)
class InfraTest {

  @TempDir private Path directory;

  private PipelineStack synthesize(Map<String, String> said, Map<String, String> environment) {
    Map<String, String> options = new TreeMap<>(said);
    App app =
        App.Builder.create()
            .outdir(directory.resolve("out").toString())
            .context(Synthesis.context(options))
            .build();
    Workspace workspace =
        new Workspace(Synthesis.STAND_IN, Synthesis.STAND_IN, Synthesis.STAND_IN, directory);
    return Infra.synthesize(
        app, workspace, environment, new Notes(new PrintWriter(new StringWriter())));
  }

  @Test
  void aLowerRetentionInTheFileIsRefusedForAStackThatRuns() throws IOException {
    Files.writeString(
        directory.resolve("prod.json"),
        "{\"alarmEmail\": \"elsewhere\", \"queueRetention\": \"4d\"}");
    String deployed = Golden.PROD.file().toAbsolutePath().toString();

    assertThatExceptionOfType(RefusedChangeException.class)
        .isThrownBy(() -> synthesize(Map.of("stage", "prod", "deployed", deployed), Map.of()))
        .withMessageContaining("weir-prod runs, queue DeadLettersQueue")
        .withMessageContaining("-c accept=queue-shortened")
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }

  @Test
  void aStageIsNotDeployedToAnotherAccountThanItsOwn() throws IOException {
    Files.writeString(directory.resolve("dev.json"), "{\"account\": \"123456789012\"}");

    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> synthesize(Map.of(), Map.of("CDK_DEFAULT_ACCOUNT", "999999999999")))
        .withMessageContaining("the credentials at hand are for 999999999999");
    assertThat(directory.resolve("out").resolve("weir-dev.template.json")).doesNotExist();
  }
}
