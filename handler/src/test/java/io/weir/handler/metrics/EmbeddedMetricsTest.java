package io.weir.handler.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.handler.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.lambda.powertools.common.internal.LambdaHandlerProcessor;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricResolution;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;
import software.amazon.lambda.powertools.metrics.provider.EmfMetricsProvider;

/** Powertools' own provider says what a line must be. */
@ResourceLock(Resources.SYSTEM_OUT)
class EmbeddedMetricsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final EmbeddedMetrics ours = new EmbeddedMetrics(stream(written), false);

  /** Powertools takes the first invocation of a process for the cold one. */
  @BeforeEach
  void beCold() throws ReflectiveOperationException {
    Field cold = LambdaHandlerProcessor.class.getDeclaredField("isColdStart");
    cold.setAccessible(true);
    cold.set(null, true);
  }

  @AfterEach
  void beWarm() {
    LambdaHandlerProcessor.coldStartDone();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static Named<Consumer<Metrics>> use(String name, Consumer<Metrics> use) {
    return Named.of(name, use);
  }

  static Stream<Named<Consumer<Metrics>>> uses() {
    return Stream.concat(ours(), anybodys());
  }

  /** What the handler does. */
  private static Stream<Named<Consumer<Metrics>>> ours() {
    return Stream.of(
        use(
            "counts",
            metrics -> {
              metrics.addMetric("Stored", 3, MetricUnit.COUNT);
              metrics.addMetric("Rejected", 0, MetricUnit.COUNT);
              metrics.flush();
            }),
        use(
            "two lines",
            metrics -> {
              metrics.addMetric("Stored", 3, MetricUnit.COUNT);
              metrics.flush();
              metrics.addMetric("Deferred", 1.5, MetricUnit.MEGABYTES_SECOND);
              metrics.flush();
            }),
        use(
            "a metric apart",
            metrics ->
                metrics.flushSingleMetric(
                    "Rejected", 2, MetricUnit.COUNT, "Other", DimensionSet.of("a", "1", "b", "2"))),
        use("a cold start", metrics -> metrics.captureColdStartMetric(TestContext.relaxed())));
  }

  /** What else Powertools lets its users do. */
  private static Stream<Named<Consumer<Metrics>>> anybodys() {
    return Stream.of(
        use(
            "a cold start with dimensions",
            metrics -> metrics.captureColdStartMetric(DimensionSet.of("FunctionName", "f"))),
        use(
            "several values, and high resolution",
            metrics -> {
              metrics.addMetric("Lag", 1, MetricUnit.MILLISECONDS, MetricResolution.HIGH);
              metrics.addMetric("Lag", 2, MetricUnit.MILLISECONDS, MetricResolution.HIGH);
              metrics.flush();
            }),
        use(
            "one more set of dimensions, for one line",
            metrics -> {
              metrics.addDimension(DimensionSet.of("Shard", "7"));
              metrics.addMetric("Stored", 1, MetricUnit.COUNT);
              metrics.flush();
              metrics.addMetric("Stored", 2, MetricUnit.COUNT);
              metrics.flush();
            }),
        use(
            "a time, and fields that are no metrics",
            metrics -> {
              metrics.setTimestamp(Instant.now().minus(HOUR));
              metrics.addMetadata("text", "\"\u00e9\n");
              metrics.addMetadata("nested", Map.of("list", List.of(1, true, "x")));
              metrics.addMetric("Stored", 1, MetricUnit.COUNT);
              metrics.flush();
            }));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void writesWhatTheLibraryWrites(Consumer<Metrics> use) throws IOException {
    PrintStream real = System.out;
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    System.setOut(stream(theirs));
    try {
      use.accept(prepared(new EmfMetricsProvider().getMetricsInstance()));
    } finally {
      System.setOut(real);
    }

    use.accept(prepared(ours));

    assertThat(lines(written)).isEqualTo(lines(theirs)).isNotEmpty();
  }

  private static Metrics prepared(Metrics metrics) {
    metrics.setNamespace("Weir");
    metrics.setDefaultDimensions(DimensionSet.of("Service", "orders"));
    return metrics;
  }

  /** With the time as it was set or not, and metrics and dimensions in no order. */
  private static List<Object> lines(ByteArrayOutputStream bytes) throws IOException {
    List<Object> lines = new ArrayList<>();
    for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
      ObjectNode read = (ObjectNode) JSON.readTree(line);
      ObjectNode head = (ObjectNode) read.get("_aws");
      long at = head.remove("Timestamp").asLong();
      JsonNode directive = head.remove("CloudWatchMetrics").get(0);
      List<Set<String>> dimensions = new ArrayList<>();
      directive
          .get("Dimensions")
          .forEach(
              set -> {
                Set<String> names = new HashSet<>();
                set.forEach(name -> names.add(name.asText()));
                dimensions.add(names);
              });
      Set<JsonNode> metrics = new HashSet<>();
      directive.get("Metrics").forEach(metrics::add);
      lines.add(
          List.of(
              read,
              at < Instant.now().minus(HOUR).toEpochMilli() + 1,
              directive.get("Namespace"),
              dimensions,
              metrics));
    }
    return lines;
  }

  @Test
  void aLineTakesAHundredMetricsAndTheRestGoesInTheNext() throws IOException {
    prepared(ours);
    IntStream.range(0, 101).forEach(i -> ours.addMetric("m" + i, i, MetricUnit.COUNT));
    ours.flush();

    assertThat(lines(written)).hasSize(2);
  }

  @Test
  void aMetricTakesAHundredValuesAndTheRestGoesInTheNextLine() throws IOException {
    prepared(ours);
    IntStream.range(0, 101).forEach(i -> ours.addMetric("m", i, MetricUnit.COUNT));
    ours.flush();

    assertThat(lines(written)).hasSize(2);
  }

  @Test
  void withoutANamespaceNothingCanBeWritten() {
    ours.addMetric("Stored", 1, MetricUnit.COUNT);

    assertThatIllegalArgumentException().isThrownBy(ours::flush);
  }

  @Test
  void nothingToWriteIsToldWhereThatIsAskedFor() {
    prepared(ours);
    ours.flush();
    ours.setRaiseOnEmptyMetrics(true);

    assertThatIllegalStateException().isThrownBy(ours::flush);
    assertThat(written.size()).isZero();
  }

  @Test
  void disabledItWritesNothing() {
    EmbeddedMetrics disabled = new EmbeddedMetrics(stream(written), true);
    disabled.addMetric("Stored", 1, MetricUnit.COUNT);
    disabled.captureColdStartMetric();
    disabled.flush();

    assertThat(written.size()).isZero();
    assertThat(disabled.isEmpty()).as("nothing piles up").isTrue();
  }

  @Test
  void onlyTheFirstInvocationIsColdStart() {
    LambdaHandlerProcessor.coldStartDone();
    prepared(ours).captureColdStartMetric();

    assertThat(written.size()).isZero();
  }

  @Test
  void theDefaultDimensionsCanBeTakenAway() {
    prepared(ours).clearDefaultDimensions();

    assertThat(ours.getDefaultDimensions().getDimensions()).isEmpty();
  }
}
