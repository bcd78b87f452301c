package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import io.weir.infra.settings.Settings.FunctionSettings.Poison;
import io.weir.infra.settings.Settings.Stage;
import io.weir.infra.settings.StreamSettings.Capacity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked for, and what is refused before anything is synthesized. */
class SettingsTest {

  @Test
  void nothingSaidIsDev() {
    Settings dev = Settings.from(Map.of());

    assertThat(dev.stage()).isEqualTo(Stage.DEV);
    assertThat(dev.stream().capacity()).isEqualTo(new Capacity.Provisioned(1));
    assertThat(dev.function().poison()).isEqualTo(Poison.REPORT);
    assertThat(dev.deadLetters().destination()).isEqualTo(Destination.SQS);
    assertThat(dev.index()).isTrue();
    assertThat(dev.customerKey()).isFalse();
  }

  @Test
  void whatIsSaidWinsOverTheStage() {
    Settings settings =
        Settings.from(Map.of("stage", "prod", "shards", "on-demand", "batchSize", "7"));

    assertThat(settings.stage()).isEqualTo(Stage.PROD);
    assertThat(settings.stream().capacity()).isEqualTo(new Capacity.OnDemand());
    assertThat(settings.mapping().batchSize()).isEqualTo(7);
    assertThat(settings.deadLetters().retention()).isEqualTo(Duration.ofDays(14));
  }

  @ParameterizedTest
  @CsvSource({
    "retries,            -1,      without a limit",
    "maxRecordAge,       -1,      without a limit",
    "onFailure,          none,    must be sqs or s3",
    "onFailure,          sns,     must be sqs or s3",
    "report,             off,     ignores which records failed",
    "bisect,             off,     takes its whole batch along",
    "startingPosition,   LATEST,  always TRIM_HORIZON",
    "filter,             '{}',    leaves no trace",
    "enabled,            off,     expire without an alarm",
    "ttl,                30d,     takes the memory of its event along",
    "visibility,         12h,     could expire unseen",
    "queueRetention,     23h,     must keep records for at least",
    "maxRecordAge,       2h,      must keep records for at least",
  })
  void whatCouldLoseARecordIsRefused(String option, String value, String reason) {
    refused(Map.of(option, value), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "stage,           test,         stage=test: must be dev or prod",
    "shards,          0,            must be from 1 to 10000",
    "shards,          many,         must be a number",
    "batchSize,       10001,        must be from 1 to 10000",
    "batchWindow,     301s,         must be from 0s to 5m",
    "parallelization, 11,           must be from 1 to 10",
    "retries,         10001,        must be from 0 to 10000",
    "maxRecordAge,    59s,          must be from 1m to 7d",
    "maxRecordAge,    soon,         must be a length of time such as",
    "streamRetention, 366d,         must be from 1d to 365d",
    "streamRetention, 1441m,        must be whole hours",
    "queueRetention,  15d,          must be from 1h to 14d",
    "memory,          128,          must be from 512 to 10240",
    "timeout,         5s,           must be from 10s to 15m",
    "poison,          drop,         must be report or park",
    "index,           perhaps,      must be on or off",
    "alarmEmail,      nobody,       must be an e-mail address",
    "replayerPrincipal, '*',        must be the ARN of one role or user",
    "replayerPrincipal, arn:aws:iam::123456789012:role/*, must be the ARN of one role or user",
    "replayerPrincipal, arn:aws:iam::123456789012:role/,  must be the ARN of one role or user",
    "replayerPrincipal, arn:aws:iam::123456789012:root,   must be the ARN of one role or user",
    "replayerPrincipal, arn:aws:iam::123456789012:group/on-call, must be the ARN of one",
    "replayerPrincipal, arn:aws:sts::123456789012:assumed-role/on-call, must be the ARN of one",
    "shard,           3,            unknown option 'shard': the options are stage",
    "shards_2,        3,            unknown option 'shards_2': the options are stage",
    "batch_size,      90,           unknown option 'batch_size': it is written batchSize",
    "batch-size,      90,           unknown option 'batch-size': it is written batchSize",
    "BATCHSIZE,       90,           unknown option 'BATCHSIZE': it is written batchSize",
    "Stage,           prod,         unknown option 'Stage': it is written stage",
    "starting-position, LATEST,     always TRIM_HORIZON",
  })
  void whatAwsWouldRefuseIsRefusedHere(String option, String value, String reason) {
    refused(Map.of(option, value), reason);
  }

  @Test
  void theStreamMayBeExactlyAsLongAsNeeded() {
    Map<String, String> exact =
        Map.of("streamRetention", "96h", "queueRetention", "89h", "maxRecordAge", "6h");
    Map<String, String> tooShort =
        Map.of("streamRetention", "95h", "queueRetention", "89h", "maxRecordAge", "6h");

    assertThat(Settings.from(exact).stream().retention()).isEqualTo(Duration.ofDays(4));
    refused(tooShort, "at least 4d (maxRecordAge 6h + queueRetention 89h + 1h in reserve)");
  }

  /** It may begin its last attempt just before maxRecordAge, and run until its timeout. */
  @Test
  void theLastAttemptEndsBeforeTheReserveIsUsedUp() {
    Map<String, String> longest = Map.of("timeout", "15m");

    assertThat(Settings.from(longest).function().timeout()).isLessThan(Settings.RESERVE);
    refused(Map.of("timeout", "16m"), "must be from 10s to 15m");
  }

  @Test
  void aBucketKeepsThePayloadSoTheStreamMayBeShorter() {
    Map<String, String> bucket =
        Map.of("onFailure", "s3", "queueRetention", "14d", "maxRecordAge", "12h");

    assertThat(Settings.from(bucket).stream().retention()).isEqualTo(Duration.ofDays(1));
    refused(
        Map.of("onFailure", "s3", "maxRecordAge", "13h"), "(maxRecordAge 13h + time to act 12h)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/on-call",
        "arn:aws-us-gov:iam::123456789012:user/teams/on-call",
        "arn:aws:sts::123456789012:assumed-role/on-call/jane@example.com",
      })
  void oneRoleOrUserMayRedrive(String arn) {
    Settings settings = Settings.from(Map.of("replayerPrincipal", arn));

    assertThat(settings.audience().replayerPrincipal()).contains(arn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@aws-cdk/core:checkSecretUsage",
        "aws:cdk:bundling-stacks",
        "aws:cdk:enable-path-metadata",
        "availability-zones:account=123456789012:region=us-east-1",
        "acknowledged-issue-numbers",
      })
  void cdksOwnContextIsLeftAlone(String key) {
    assertThat(Settings.from(Map.of(key, true)).stage()).isEqualTo(Stage.DEV);
  }

  private static void refused(Map<String, String> context, String reason) {
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> Settings.from(context))
        .withMessageContaining(reason)
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }
}
