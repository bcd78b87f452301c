package io.weir.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.event.Rejection;
import io.weir.handler.Ledger.EventOutcome;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Rejected;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log as it is written with the deployed configuration. */
class BatchLogTest {

  private final StringWriter written = new StringWriter();
  private final LoggerContext logging = LoggerContext.getContext(false);
  private WriterAppender appender = appender();

  private WriterAppender appender() {
    StringLayout layout =
        (StringLayout)
            logging.getConfiguration().getAppenders().values().iterator().next().getLayout();
    return WriterAppender.createAppender(layout, null, written, "test", false, false);
  }

  @BeforeEach
  void listen() {
    appender.start();
    logging.getConfiguration().getRootLogger().addAppender(appender, null, null);
  }

  @AfterEach
  void stop() {
    logging.getConfiguration().getRootLogger().removeAppender(appender.getName());
    appender.stop();
  }

  @Test
  void tellsWhereAFailedRecordStandsAndNothingThatItSays() {
    try (Rig rig = new Rig(true, Wiring.own())) {
      rig.table.callFault = keys -> keys.contains("secret-id");
      rig.table.thrown = EngineTable.exception("AccessDeniedException", 400);
      rig.invoke("poison secret", "secret-id=secret content");
    }

    assertThat(lines()).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(lines().get(1))
        .contains("\"sequenceNumber\":\"101\"", "\"shardId\":\"shardId-000000000000\"")
        .contains("AccessDeniedException", "\"function_request_id\":\"8f507cfc", "\"WARN\"");
    assertThat(lines().get(0)).contains("record parked", "NOT_JSON", "line 1, column 1");
    assertThat(lines().get(1))
        .contains("\"correlation_id\":\"EventStream/shardId-000000000000/101\"");
    assertThat(lines().get(2))
        .doesNotContain("correlation_id")
        .contains("\"Records\":2", "\"Events\":2", "\"Deferred\":1", "\"Parked\":1");
    assertThat(written.toString()).doesNotContain("secret", "device-1");
  }

  @Test
  void keepsAForgedLineInsideItsField() {
    KinesisEventRecord record = Batches.record("100", "poison".getBytes(UTF_8));
    String forged = "x\n{\"level\":\"INFO\"}\r\n\u001b[2J";

    Rejected rejected = new Rejected(new Rejection(Rejection.Reason.NOT_JSON, forged));
    new BatchLog(true).event(record, new EventOutcome("", forged, false, rejected), new Tally());

    assertThat(lines()).hasSize(1);
    assertThat(written.toString()).doesNotContain("\r", "\u001b");
  }

  @Test
  void cutsALongStackTrace() {
    new BatchLog(false).metricsFailed(new IllegalStateException("x".repeat(100_000)));

    assertThat(lines()).singleElement().asString().hasSizeLessThan(20_000);
  }

  /** {@code printf %s order-7 | sha256sum | cut -c1-16}. */
  @Test
  void aLineNamesTheHashOfTheIdentity() {
    try (Rig rig = new Rig(false, Wiring.own())) {
      rig.invoke("order-7=1");
      rig.invoke("order-7=2");
    }

    assertThat(lines().get(1)).contains("record rejected", "\"identityHash\":\"df8cf80227ec3237\"");
    assertThat(written.toString()).doesNotContain("order-7");
  }

  @Test
  void aLineNamesTheIdentityItselfIfItMay() {
    KinesisEventRecord record = Batches.record("100", "order-7=1".getBytes(UTF_8));
    Outcome deferred = new Deferred(Cause.STORE_FAILED, "ThrottlingException");

    new BatchLog(true).event(record, new EventOutcome("", "order-7", false, deferred), new Tally());

    assertThat(written.toString()).contains("\"identity\":\"order-7\"");
  }

  @Test
  void atMost20DeferredRecordsHaveALineAndTheCausesOfAllAreCounted() {
    try (Rig rig = new Rig(false, Wiring.own())) {
      rig.table.callFault = keys -> true;
      rig.table.thrown = EngineTable.exception("AccessDeniedException", 400);
      rig.invoke(IntStream.range(0, 200).mapToObj(i -> "id" + i + "=1").toArray(String[]::new));
    }

    assertThat(lines()).filteredOn(line -> line.contains("record deferred")).hasSize(20);
    assertThat(lines())
        .filteredOn(line -> line.contains("more records deferred"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("\"STORE_FAILED\":200");
  }

  @Test
  void saysWhatIsStrangeAboutARecord() {
    KinesisEventRecord record = Batches.record("100", "a=1".getBytes(UTF_8));
    record.setEventSourceARN("arn:aws:kinesis:EXAMPLE");
    try (Rig rig = new Rig(false, Wiring.own())) {
      rig.invoke(Batches.of(List.of(record)));
    }

    assertThat(lines().get(0)).contains("NOT_JUDGED", "an eventSourceARN that names no stream");
  }

  @Test
  void saysThatTheMarginLeavesNoTime() {
    try (Rig rig = new Rig(false, Wiring.own())) {
      rig.remainingMillis.set(1_500);
      rig.invoke("a=1");
    }

    assertThat(lines().get(0))
        .contains("NO_TIME", "the margin of 2000 ms is not below the time-out", "1500 ms");
  }

  @Test
  void saysThatAnEventIsNoneOfAKinesisMapping() {
    try (Rig rig = new Rig(false, Wiring.own())) {
      assertThatThrownBy(
              () ->
                  rig.handler.handleRequest(
                      new ByteArrayInputStream(
                          "{\"records\":[{\"data\":\"e30=\"}]}".getBytes(UTF_8)),
                      OutputStream.nullOutputStream(),
                      rig.context))
          .hasMessageContaining("not an event of a Kinesis mapping");
    }

    assertThat(lines().get(0))
        .contains("\"ERROR\"", "not an event of a Kinesis mapping: it has no Records");
  }

  @Test
  void aLineNamesThePlaceOfAnEventInItsRecord() {
    try (Rig rig = new Rig(true, Wiring.own())) {
      rig.invoke("a=1&poison&b=2");
    }

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .contains("record parked", "\"place\":\"#1\"", "\"sequenceNumber\":\"100\"")
        .contains("\"correlation_id\":\"EventStream/shardId-000000000000/100#1\"");
    assertThat(lines().get(1)).contains("\"Records\":1", "\"Events\":3", "\"Stored\":2");
  }

  @Test
  void timesThatCannotBeReadHaveOneLineAndOneWithTheirNumber() {
    KinesisEventRecord record = Batches.record("100", "a=1".getBytes(UTF_8));
    Tally tally = new Tally();
    for (int i = 0; i < 30; i++) {
      EventOutcome ignored = new EventOutcome("#" + i, "a" + i, true, new Outcome.Stored());
      tally.add(ignored);
      new BatchLog(false).event(record, ignored, tally);
    }
    new BatchLog(false).summary(tally);

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).contains("a time cannot be read", "\"place\":\"#0\"");
    assertThat(lines().get(1)).contains("\"timestampsIgnored\":30");
    assertThat(lines().get(2)).contains("\"TimestampIgnored\":30");
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }
}
