package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.Ledger.EventOutcome;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.metrics.EmbeddedMetrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics of one invocation. */
class BatchMetricsTest {

  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  private final Settings settings = Settings.from(Map.of());
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Context context = TestContext.relaxed();
  private final BatchMetrics metrics =
      new BatchMetrics(settings, () -> new EmbeddedMetrics(written));

  @AfterEach
  void forgetTheTrace() {
    System.clearProperty(TRACE);
  }

  @Test
  void eachLineNamesItsInvocation() {
    System.setProperty(TRACE, "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");

    metrics.coldStart(context);
    metrics.write(rejected(), context);

    assertThat(lines())
        .hasSize(3)
        .allMatch(line -> line.contains("\"function_request_id\":\"8f507cfc-xmpl-"))
        .allMatch(
            line -> line.contains("\"xray_trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\""));
  }

  @Test
  void aLineOutsideOfATraceNamesNone() {
    metrics.write(new Tally(), context);

    assertThat(lines()).singleElement().asString().doesNotContain("xray");
  }

  @Test
  void aRejectionIsCountedByItsReasonToo() {
    metrics.write(rejected(), context);

    assertThat(lines())
        .satisfiesExactly(
            byReason ->
                assertThat(byReason)
                    .contains("[\"Service\",\"Reason\"]", "\"Reason\":\"NOT_JSON\"")
                    .contains("\"Rejected\":1.0"),
            all -> assertThat(all).contains("[\"Service\"]", "\"Rejected\":1.0"));
  }

  @Test
  void aColdStartHasTheDimensionsOfPowertools() {
    metrics.coldStart(context);

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("[\"Service\",\"FunctionName\"]", "\"ColdStart\":1.0")
        .contains("\"FunctionName\":\"" + context.getFunctionName() + "\"");
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Tally rejected() {
    Tally tally = new Tally();
    tally.add(
        new EventOutcome("", "", false, new Rejected(new Rejection(Reason.NOT_JSON, "no JSON"))));
    return tally;
  }
}
