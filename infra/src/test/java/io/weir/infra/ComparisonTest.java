package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.infra.Comparison.RefusedChangeException;
import io.weir.infra.loss.Template;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.RunOptions;
import io.weir.infra.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what is deployed is known, and what is said where it is not. */
class ComparisonTest {

  private final StringWriter said = new StringWriter();

  private Comparison of(Golden golden, Map<String, String> run) {
    return Comparison.of(
        Settings.from(golden.options),
        RunOptions.from(run),
        Optional.empty(),
        new Notes(new PrintWriter(said)));
  }

  @Test
  void prodIsNotDeployedUnseen() {
    assertThatExceptionOfType(RefusedChangeException.class)
        .isThrownBy(() -> of(Golden.PROD, Map.of()))
        .withMessageContaining("weir-prod is not compared")
        .withMessageContaining("-c deployed=FILE")
        .withMessageContaining("-c newStack=true")
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }

  @Test
  void aNewStackHasNothingToLose() {
    of(Golden.PROD, Map.of("newStack", "true")).check(Template.of(Golden.DEV.template()));

    assertThat(said.toString()).isEmpty();
  }

  @Test
  void devSaysThatItWasNotCompared() {
    of(Golden.DEV, Map.of()).check(Template.of(Golden.DEV.template()));

    assertThat(said.toString())
        .isEqualTo(
            "weir: weir-dev is not compared with what is deployed: there are no credentials\n"
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void theTemplateMayBeGivenAsAFile() {
    String file = Golden.PROD.file().toString();
    Template lower =
        Template.of(
            Golden.parse(
                Golden.PROD
                    .template()
                    .toString()
                    .replace(
                        "\"MessageRetentionPeriod\":1209600",
                        "\"MessageRetentionPeriod\":345600")));

    of(Golden.PROD, Map.of("deployed", file)).check(Template.of(Golden.PROD.template()));
    assertThatExceptionOfType(RefusedChangeException.class)
        .isThrownBy(() -> of(Golden.PROD, Map.of("deployed", file)).check(lower))
        .withMessageContaining("1209600s -> 345600s")
        .withMessageContaining("deleted at once")
        .withMessageContaining("-c accept=queue-shortened")
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
    of(Golden.PROD, Map.of("deployed", file, "accept", "queue-shortened")).check(lower);
  }

  @Test
  void anOptionThatChangesSeveralResourcesIsRefusedInOneLine() {
    String file = Golden.PROD.file().toString();
    Template renamed =
        Template.of(
            Golden.parse(
                Golden.PROD
                    .template()
                    .toString()
                    .replace("\"EventStream\"", "\"eu-EventStream\"")
                    .replace("\"EventLogs\"", "\"eu-EventLogs\"")));

    assertThatExceptionOfType(RefusedChangeException.class)
        .isThrownBy(() -> of(Golden.PROD, Map.of("deployed", file)).check(renamed))
        .withMessageContaining("EventStream, EventLogs -> eu-EventStream, eu-EventLogs")
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }

  @Test
  void whatIsNoTemplateOrNoRuleIsOneLine(@TempDir Path directory) throws IOException {
    Path yaml = Files.writeString(directory.resolve("deployed.yaml"), "Resources:\n  A: b\n");

    refused(Map.of("deployed", yaml.toString()), "is no template in JSON");
    refused(Map.of("deployed", directory.resolve("missing").toString()), "is no template in JSON");
    refused(
        Map.of("newStack", "true", "accept", "everything"), "accept=everything: must be one of");
    refused(Map.of("newStack", "true", "accept", "renamed"), "accept=renamed: must be one of");
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> of(Golden.PROD, Map.of("newStack", "yes")))
        .withMessageContaining("newStack=yes: must be true or false");
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> of(Golden.PROD, Map.of("newStack", "true", "deployed", "x")))
        .withMessageContaining("cannot both be");
  }

  private void refused(Map<String, String> run, String reason) {
    assertThatExceptionOfType(RefusedChangeException.class)
        .isThrownBy(() -> of(Golden.PROD, run))
        .withMessageContaining(reason)
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }
}
