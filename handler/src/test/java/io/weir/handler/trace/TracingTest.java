package io.weir.handler.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.handler.TestContext;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the daemon of X-Ray is told, over a socket of its own. */
@Timeout(60)
class TracingTest {

  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String SAMPLED =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-09-19T09:11:15.123456Z"));

  private DatagramSocket daemon;

  @BeforeEach
  void listen() throws IOException {
    daemon = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    System.setProperty(PROPERTY, SAMPLED);
  }

  @AfterEach
  void close() {
    daemon.close();
    System.clearProperty(PROPERTY);
  }

  @Test
  void aSampledInvocationIsASubsegmentWithItsSteps() throws IOException {
    InvocationTrace trace = begin("127.0.0.1:" + daemon.getLocalPort()).orElseThrow();

    assertThat(trace.step("decode and store", () -> 7)).isEqualTo(7);
    assertThatThrownBy(
            () ->
                trace.step(
                    "park",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    trace.end(Map.of("Stored", 3));

    JsonNode told = told();
    assertThat(told.path("name").asText()).isEqualTo("## handleRequest");
    assertThat(told.path("type").asText()).isEqualTo("subsegment");
    assertThat(told.path("trace_id").asText()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
    assertThat(told.path("parent_id").asText()).isEqualTo("53995c3f42cd8ad8");
    assertThat(told.path("id").asText()).matches("[0-9a-f]{16}");
    assertThat(told.path("start_time").asDouble()).isEqualTo(1789809075.123456);
    assertThat(told.path("annotations").toString())
        .isEqualTo("{\"ColdStart\":true,\"Service\":\"weir\"}");
    assertThat(told.path("metadata").toString()).isEqualTo("{\"weir\":{\"Stored\":3}}");
    assertThat(told.path("subsegments").findValuesAsText("name"))
        .containsExactly("decode and store", "park");
    assertThat(told.path("subsegments").findValues("fault")).hasSize(1);
  }

  @Test
  void anInvocationThatIsNotSampledIsNotTold() {
    System.setProperty(PROPERTY, SAMPLED.replace("Sampled=1", "Sampled=0"));

    assertThat(begin("127.0.0.1:" + daemon.getLocalPort())).isEmpty();
  }

  @Test
  void withoutADaemonNothingIsTraced() {
    assertThat(begin("")).isEmpty();
    assertThat(begin("nonsense")).isEmpty();
  }

  @Test
  void theAddressMayNameBothProtocols() throws IOException {
    begin("tcp:127.0.0.1:1 udp:127.0.0.1:" + daemon.getLocalPort()).orElseThrow().end(Map.of());

    assertThat(told().path("name").asText()).isEqualTo("## handleRequest");
  }

  @Test
  void aDaemonThatCannotBeReachedFailsNothing() {
    begin("no-such-host.invalid:2000").orElseThrow().end(Map.of());
  }

  private static Optional<InvocationTrace> begin(String address) {
    return Tracing.from(Map.of("AWS_XRAY_DAEMON_ADDRESS", address), CLOCK, new Random(1))
        .begin(TestContext.relaxed(), "weir", true);
  }

  private JsonNode told() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[8_192], 8_192);
    daemon.receive(packet);
    String[] lines =
        new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).split("\n", 2);
    assertThat(lines[0]).isEqualTo("{\"format\":\"json\",\"version\":1}");
    return JsonMapper.builder().build().readTree(lines[1]);
  }
}
