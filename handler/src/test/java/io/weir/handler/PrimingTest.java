package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.handler.log.LogStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What happens before a snapshot, and what must not. */
@Timeout(60)
class PrimingTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Settings settings = Settings.from(Map.of());
  private final EngineTable table = new EngineTable();
  private final Priming priming =
      new Priming(settings, LogStart.begin(), Telemetry.of(settings), () -> table);
  private final StringWriter written = new StringWriter();
  private final LoggerContext logging = LoggerContext.getContext(false);
  private WriterAppender appender = appender();

  private WriterAppender appender() {
    StringLayout layout =
        (StringLayout)
            logging.getConfiguration().getAppenders().values().iterator().next().getLayout();
    return WriterAppender.createAppender(layout, null, written, "priming", false, false);
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
  void rehearsesTheWholeBatchAndWritesNothing() {
    priming.beforeCheckpoint(Core.getGlobalContext());

    assertThat(written.toString())
        .contains("primed before the snapshot", "\"tableAnswered\":true")
        .doesNotContain("WARN");
    assertThat(table.writes).isEmpty();
    assertThat(table.reads).containsExactly(List.of("weir:priming"));
  }

  @Test
  void theFirstInvocationBehindARehearsalIsTheColdStart() {
    PrintStream real = System.out;
    ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    System.setOut(new PrintStream(metrics, true, StandardCharsets.UTF_8));
    try (Rig rig = new Rig(false, Wiring.own())) {
      priming.beforeCheckpoint(Core.getGlobalContext());
      rig.invoke("a=1");
      rig.invoke("b=2");
    } finally {
      System.setOut(real);
    }

    assertThat(written.toString().lines().filter(line -> line.contains("batch done")))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"cold_start\":true"),
            second -> assertThat(second).contains("\"cold_start\":false"));
    assertThat(metrics.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("ColdStart"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("\"ColdStart\":1.0", "\"Service\":\"weir\"", "\"8f507cfc-xmpl-");
  }

  @Test
  void aRehearsalCountsForNobody() {
    PrintStream real = System.out;
    ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    System.setOut(new PrintStream(metrics, true, StandardCharsets.UTF_8));
    try {
      priming.beforeCheckpoint(Core.getGlobalContext());
    } finally {
      System.setOut(real);
    }

    assertThat(metrics.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains("_aws"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("\"Records\":0.0", "\"Stored\":0.0");
    assertThat(written.toString()).doesNotContain("batch done");
  }

  @Test
  void aTableThatDoesNotAnswerDoesNotFailTheStart() {
    // No process listens at the lowest port.
    Priming alone = priming(URI.create("http://127.0.0.1:1"));

    alone.beforeCheckpoint(Core.getGlobalContext());

    assertThat(written.toString()).contains("\"tableAnswered\":false");
  }

  @Test
  void theConnectionOfTheRealCallIsNotKept() throws IOException {
    BlockingQueue<String> connection = new LinkedBlockingQueue<>();
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          connection.add(exchange.getRequestHeaders().getFirst("Connection"));
          byte[] answer = "{\"Responses\":{}}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      priming(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
          .beforeCheckpoint(Core.getGlobalContext());
    } finally {
      server.stop(0);
    }

    assertThat(written.toString()).contains("\"tableAnswered\":true");
    assertThat(connection).containsExactly("close");
  }

  private Priming priming(URI endpoint) {
    return new Priming(
        settings,
        LogStart.begin(),
        Telemetry.of(settings),
        () ->
            DynamoDbClient.builder().httpClient(Clients.http()).endpointOverride(endpoint).build());
  }

  @Test
  void aClientThatCannotEvenBeMadeDoesNotFailTheStart() {
    Priming broken =
        new Priming(
            settings,
            LogStart.begin(),
            Telemetry.of(settings),
            () -> {
              throw new IllegalStateException("no region");
            });

    broken.beforeCheckpoint(Core.getGlobalContext());

    assertThat(written.toString()).contains("not primed", "no region");
  }
}
