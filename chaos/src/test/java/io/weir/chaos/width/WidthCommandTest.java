package io.weir.chaos.width;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The width is that of the production code, and what is missed can be looked up in it. */
class WidthCommandTest {

  private static final Path CALL = Path.of("../handler/src/main/java/io/weir/handler/call");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new WidthCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void aLineThatIsToldAsMissedIsALineOfTheSource() throws IOException {
    assertThat(run("--seeds", "2", "--missed", "call", "-o", "json")).as(err.toString()).isZero();

    JsonNode packages = new JsonMapper().readTree(out.toString()).path("packages");
    assertThat(packages).hasSameSizeAs(Measured.all());
    assertThat(named(packages, "replayer.run").path("branches").asInt()).isGreaterThan(200);
    JsonNode call = named(packages, "handler.call");
    int missed = 0;
    for (JsonNode line : call.path("missed")) {
      List<String> source = Files.readAllLines(CALL.resolve(line.path("file").asText()));
      assertThat(source.get(line.path("line").asInt() - 1)).isNotBlank();
      missed += line.path("missed").asInt();
    }
    assertThat(call.path("taken").asInt()).isPositive();
    assertThat(missed).isEqualTo(call.path("branches").asInt() - call.path("taken").asInt());
    assertThat(named(packages, "local.mapping.engine").has("missed")).isFalse();
  }

  private static JsonNode named(JsonNode packages, String name) {
    return StreamSupport.stream(packages.spliterator(), false)
        .filter(row -> row.path("package").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPackageThatIsNotMeasuredIsRefusedBeforeAnythingRuns() {
    assertThat(run("--missed", "handler.config")).isEqualTo(2);
    assertThat(err.toString()).contains("handler.config is not measured", "handler.store");
  }

  @Test
  void noSeedsAreRefused() {
    assertThat(run("--seeds", "0")).isEqualTo(2);
  }
}
