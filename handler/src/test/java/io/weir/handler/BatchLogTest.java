package io.weir.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.event.Rejection;
import io.weir.handler.call.Outcome.Rejected;
import java.io.StringWriter;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.appender.WriterAppender;
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
    logging.getRootLogger().addAppender(appender);
  }

  @AfterEach
  void stop() {
    logging.getRootLogger().removeAppender(appender);
    appender.stop();
  }

  @Test
  void tellsWhereAFailedRecordStandsAndNothingThatItSays() {
    try (Rig rig = new Rig(true, Wiring.own())) {
      rig.table.callFault = keys -> keys.contains("secret-id");
      rig.table.thrown = FakeDynamoDb.exception("AccessDeniedException", 400);
      rig.invoke("secret-id=secret content", "poison secret");
    }

    assertThat(lines()).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(lines().get(0))
        .contains("\"sequenceNumber\":\"100\"", "\"shardId\":\"shardId-000000000000\"")
        .contains("AccessDeniedException", "\"function_request_id\":\"8f507cfc", "\"WARN\"");
    assertThat(lines().get(1)).contains("record parked", "NOT_JSON", "line 1, column 1");
    assertThat(lines().get(2)).contains("\"Records\":2", "\"Deferred\":1", "\"Parked\":1");
    assertThat(written.toString()).doesNotContain("secret", "device-1");
  }

  @Test
  void keepsAForgedLineInsideItsField() {
    KinesisEventRecord record = Batches.record("100", "poison".getBytes(UTF_8));
    String forged = "x\n{\"level\":\"INFO\"}\r\n\u001b[2J";

    new BatchLog().record(record, new Rejected(new Rejection(Rejection.Reason.NOT_JSON, forged)));

    assertThat(lines()).hasSize(1);
    assertThat(written.toString()).doesNotContain("\r", "\u001b");
  }

  @Test
  void cutsALongStackTrace() {
    new BatchLog().metricsFailed(new IllegalStateException("x".repeat(100_000)));

    assertThat(lines()).singleElement().asString().hasSizeLessThan(20_000);
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }
}
