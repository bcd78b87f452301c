package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.metrics.EmbeddedMetrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** The metrics of one invocation after the other, in Powertools' hands. */
class BatchMetricsTest {

  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  private final Settings settings = Settings.from(Map.of());
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final List<Metrics> made = new ArrayList<>();
  private BatchMetrics metrics;

  @BeforeEach
  void make() {
    BatchMetrics.of(settings);
    MetricsFactory.setMetricsProvider(
        () -> {
          made.add(new EmbeddedMetrics(written));
          return made.get(made.size() - 1);
        });
    metrics = new BatchMetrics(settings, MetricsFactory.getMetricsInstance());
    made.clear();
  }

  @AfterEach
  void putBack() {
    System.clearProperty(TRACE);
    BatchMetrics.of(settings);
  }

  /** Powertools keeps what an invocation has not flushed, by its trace, for as long as it lives. */
  @Test
  void nothingIsKeptOfAnInvocationThatRejected() {
    Tally tally = new Tally();
    tally.add(new Rejected(new Rejection(Reason.NOT_JSON, "no JSON")));

    System.setProperty(TRACE, "Root=1-1");
    metrics.write(tally);
    metrics.write(tally);

    assertThat(made).as("one each: the first was let go").hasSize(2);
    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .hasSize(4)
        .anyMatch(
            line -> line.contains("\"Reason\":\"NOT_JSON\"") && line.contains("\"Rejected\":1.0"));
  }
}
