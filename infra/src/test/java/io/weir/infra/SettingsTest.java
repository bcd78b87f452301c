package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import io.weir.infra.settings.FunctionVariables.Poison;
import io.weir.infra.settings.KeySettings.Use;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import io.weir.infra.settings.Stage.Kind;
import io.weir.infra.settings.StreamSettings.Capacity;
import io.weir.infra.settings.TableSettings.Index;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked for, and what is refused before anything is synthesized. */
class SettingsTest {

  @Test
  void nothingSaidIsDev() {
    Settings dev = Settings.from(Map.of());

    assertThat(dev.stage().kind()).isEqualTo(Kind.DEV);
    assertThat(dev.names().stack()).isEqualTo("weir-dev");
    assertThat(dev.stream().capacity()).isEqualTo(new Capacity.Provisioned(1));
    assertThat(dev.function().variables().poison()).isEqualTo(Poison.PARK);
    assertThat(dev.deadLetters().destination()).isEqualTo(Destination.SQS);
    assertThat(dev.table().index()).isEqualTo(Index.ALL);
    assertThat(dev.key().use()).isEqualTo(Use.OFF);
  }

  @Test
  void whatIsSaidWinsOverTheStage() {
    Settings settings =
        Settings.from(
            Map.of("stage", "prod", "alarmEmail", "a@b", "shards", "on-demand", "batchSize", "7"));

    assertThat(settings.stage().kind()).isEqualTo(Kind.PROD);
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
    "stage,              prod,    alarms of prod would reach no person",
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
    "poison,          drop,         must be park or report",
    "index,           perhaps,      must be all or keys or off",
    "alarmEmail,      postmaster,   must be an e-mail address",
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
    "batch-sise,      5,            unknown option 'batch-sise': the options are stage",
    "shard-count,     4,            unknown option 'shard-count': the options are stage",
    "batch.size,      4,            unknown option 'batch.size': it is written batchSize",
    "batch:size,      4,            unknown option 'batch:size': it is written batchSize",
    "batch size,      4,            unknown option 'batch size': it is written batchSize",
    "batch/size,      4,            unknown option 'batch/size': it is written batchSize",
    "stage,           '',           stage is empty",
    "replayerPrincipal, ' ',        replayerPrincipal is empty",
    "maxRecordSize,   512,          must be from 1024 to 10240",
    "backupDays,      36,           must be from 1 to 35",
    "warmWrites,      100,          must be from 4000",
    "logRetention,    8d,           must be one of",
    "logRetention,    36h,          must be whole days",
    "logClass,        rare,         must be standard or infrequent-access",
    "logLevel,        trace,        must be debug or info or warn or error",
    "deadlineMargin,  45s,          give at most half of it",
    "batchesInFlight, 65,           must be from 1 to 64",
    "metricsNamespace, AWS/Lambda,  not AWS's own",
    "eventId, id, is not allowed",
    "events, many, is not allowed",
    "eventTimeZone, Berlin, is not allowed",
    "reservedConcurrency, 0,        must be from 1",
    "reminderHour,    24,           must be from 0 to 23",
    "budget,          100,          needs an address in alarmEmail",
    "rescueEvery,     15m,          needs rescueBucket=on",
    "customerKey,     maybe,        must be off or readable or on",
    "account,         12,           must be twelve digits",
    "streamName,      a b,          must match",
    "existingStream,  EventStream,  existingStream needs streamRetention too",
    "existingKey,     alias/mine,   must be an ARN such as arn:aws:kms:",
    "existingTopic,   arn:aws:sqs:us-east-1:123456789012:mine, must be an ARN such as arn:aws:sns",
    "tags,            team,         must be such as team=payments",
  })
  void whatAwsWouldRefuseIsRefusedHere(String option, String value, String reason) {
    refused(Map.of(option, value), reason);
  }

  /** At a low load a record waits for the whole window before it is tried at all (S1). */
  @Test
  void aBatchWindowThatIsLongerThanTheRecordAgeIsRefused() {
    refused(
        Map.of("batchWindow", "5m", "maxRecordAge", "60s"),
        "maxRecordAge=1m: a record waits for up to batchWindow 5m before it is tried at all");
    refused(Map.of("batchWindow", "5m", "maxRecordAge", "599s"), "give at least twice that");

    assertThat(
            Settings.from(Map.of("batchWindow", "5m", "maxRecordAge", "10m"))
                .mapping()
                .batchWindow())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aRecipientOfProdIsAnAddressATopicOrSaidToBeElsewhere() {
    String topic = "arn:aws:sns:us-east-1:123456789012:on-call";

    assertThat(prod("alarmEmail", "a@b").audience().alarmEmail()).contains("a@b");
    assertThat(prod("alarmEmail", "elsewhere").audience().alarmEmail()).isEmpty();
    assertThat(prod("existingTopic", topic).existing().topic()).isPresent();
  }

  private static Settings prod(String option, String value) {
    return Settings.from(Map.of("stage", "prod", option, value));
  }

  @Test
  void whatIsThereAlreadyIsInOneRegionAndAccount() {
    String stream = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
    Map<String, String> here =
        Map.of("existingStream", stream, "streamRetention", "24h", "region", "us-east-1");
    Map<String, String> twoRegions =
        Map.of(
            "existingStream", stream,
            "streamRetention", "24h",
            "existingTopic", "arn:aws:sns:eu-west-1:123456789012:t");
    Map<String, String> elsewhere =
        Map.of("existingStream", stream, "streamRetention", "24h", "account", "999999999999");

    assertThat(Settings.from(here).existing().stream()).isPresent();
    refused(
        twoRegions, "existingTopic=arn:aws:sns:eu-west-1:123456789012:t: is of region eu-west-1");
    refused(elsewhere, "is of account 123456789012, and the stack goes to 999999999999");
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(
            () -> Settings.from(here).mustFit(Optional.of("1".repeat(12)), Optional.empty()))
        .withMessageContaining("is of account 123456789012");
    refused(
        Map.of("existingStream", stream, "streamRetention", "24h", "shards", "3"),
        "shards=3: is for its owner to set");
    refused(
        Map.of("existingKey", "arn:aws:kms:us-east-1:123456789012:key/1"),
        "needs customerKey=on, or readable first");
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
    assertThat(Settings.from(Map.of(key, true)).stage().kind()).isEqualTo(Kind.DEV);
  }

  private static void refused(Map<String, String> context, String reason) {
    assertThatExceptionOfType(RefusedSettingException.class)
        .isThrownBy(() -> Settings.from(context))
        .withMessageContaining(reason)
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }
}
