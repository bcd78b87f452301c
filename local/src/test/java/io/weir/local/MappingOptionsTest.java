package io.weir.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.StartingPosition;
import io.weir.local.pipeline.PipelineSettings.Destination;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The mapping's settings as options. */
class MappingOptionsTest {

  @Test
  void nothingSaidIsBisectAndReportWithFiniteRetries() {
    MappingSettings settings = parse();

    assertThat(settings.bisect()).isTrue();
    assertThat(settings.reportBatchItemFailures()).isTrue();
    assertThat(settings.maximumRetryAttempts()).isEqualTo(OptionalInt.of(2));
    assertThat(settings.maximumRecordAge()).isEmpty();
  }

  @Test
  void switchesCanBeTurnedOffAndOn() {
    assertThat(parse("--no-bisect").bisect()).isFalse();
    assertThat(parse("--bisect").bisect()).isTrue();
    assertThat(parse("--no-report").reportBatchItemFailures()).isFalse();
    assertThat(parse("--report").reportBatchItemFailures()).isTrue();
  }

  @Test
  void everyOptionReachesItsSetting() {
    MappingSettings settings =
        parse(
            "--batch-size=7",
            "--batch-window=3",
            "--retries=-1",
            "--max-age=61",
            "--parallelization=4",
            "--starting-position=2026-01-31T12:00:00Z");

    assertThat(settings.batchSize()).isEqualTo(7);
    assertThat(settings.batchWindow()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.maximumRetryAttempts()).isEmpty();
    assertThat(settings.maximumRecordAge()).isEqualTo(Optional.of(Duration.ofSeconds(61)));
    assertThat(settings.parallelizationFactor()).isEqualTo(4);
    assertThat(settings.startingPosition())
        .isEqualTo(new StartingPosition.AtTimestamp(Instant.parse("2026-01-31T12:00:00Z")));
  }

  @Test
  void positionsMayBeNamedInAnyCase() {
    assertThat(parse("--starting-position=latest").startingPosition())
        .isEqualTo(new StartingPosition.Latest());
  }

  @Test
  void whatLambdaRefusesIsRefusedWithItsBounds() {
    assertThatThrownBy(() -> parse("--batch-size=0"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("BatchSize must be between 1 and 10000, not 0");
  }

  @Test
  void filtersAndDestinationAreReadInAnyCase() {
    MappingOptions options = options("--filter={\"data\":{\"a\":[1]}}", "--on-failure=S3");

    assertThat(options.filters().patterns()).containsExactly("{\"data\":{\"a\":[1]}}");
    assertThat(options.onFailure()).isEqualTo(Destination.S3);
    assertThat(options().filters().patterns()).isEmpty();
    assertThat(options().onFailure()).isEqualTo(Destination.SQS);
  }

  @Test
  void pointersGoStraightToTheEndpointUnlessSomebodySaysWhere() {
    assertThat(options("--on-failure-url=http://127.0.0.1:9").onFailureUrl())
        .contains(URI.create("http://127.0.0.1:9"));
    assertThat(options().onFailureUrl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notaurl", "", "ftp://127.0.0.1", "http:foo", "http:///x", "http://h:99999"})
  void anAddressThatNobodyCanSendToIsRefused(String url) {
    assertThatThrownBy(() -> options("--on-failure-url=" + url).onFailureUrl())
        .isInstanceOf(ParameterException.class)
        .hasMessage("--on-failure-url must be a URL such as http://127.0.0.1:9000, not %s", url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
  void aTimeThatNoRecordCanHaveIsRefused(String time) {
    assertThatThrownBy(() -> parse("--starting-position=" + time))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--starting-position is TRIM_HORIZON, LATEST, or a time");
  }

  @Test
  void aPatternThatLambdaRefusesIsRefused() {
    assertThatThrownBy(() -> options("--filter={").filters())
        .isInstanceOf(ParameterException.class)
        .hasMessage("--filter: Invalid filter pattern definition.");
    assertThatThrownBy(() -> options("--on-failure=sns").onFailure())
        .isInstanceOf(ParameterException.class)
        .hasMessage("--on-failure is sqs, s3 or none, not sns");
  }

  private static MappingSettings parse(String... arguments) {
    return options(arguments).settings();
  }

  private static MappingOptions options(String... arguments) {
    Host host = new Host();
    new CommandLine(host).parseArgs(arguments);
    return host.options;
  }

  /** A command with nothing but the options. */
  @Command
  private static final class Host {
    @Mixin private MappingOptions options;
  }
}
