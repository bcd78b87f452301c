package io.weir.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bench.scaling.ScalingMeasurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** Each command runs, and prints what can be read: a test of function, never of speed. */
@Timeout(120)
class BenchTest {

  @Test
  void theHandlerIsMeasuredAgainstEachAlternative() throws IOException {
    JsonNode tables = run("handler").path("tables");

    assertThat(texts(tables.path(0), "contender"))
        .contains("Weir", "sequential PutItem", "enhanced client", "PutItem on 32 threads");
    for (JsonNode row : tables.path(0).path("rows")) {
      assertThat(row.path("wall ms / batch").path("median").asDouble()).isPositive();
      boolean stores = !row.path("batch").asText().equals("all rejected");
      assertThat(row.path("round trips / 1000 events").asDouble() > 0).isEqualTo(stores);
    }
  }

  @Test
  void aStartIsMeasuredWithAndWithoutASnapshot() throws IOException {
    JsonNode table = run("cold").path("tables").path(0);

    assertThat(texts(table, "start"))
        .contains("sample", "Weir", "sample, from a snapshot", "Weir, from a snapshot");
    for (JsonNode row : table.path("rows")) {
      assertThat(row.path("first invocation, ms").path("median").asDouble()).isPositive();
    }
  }

  @Test
  void eachPartIsMeasuredWithWhatItAllocates() throws IOException {
    JsonNode table = run("parts").path("tables").path(0);

    assertThat(texts(table, "part"))
        .hasSize(12)
        .contains("decode an event of 10 KB", "a step of the mapping, batches of 100");
    for (JsonNode row : table.path("rows")) {
      assertThat(row.path("ns / operation").path("median").asDouble()).isPositive();
      assertThat(row.path("bytes allocated / operation").asDouble()).isPositive();
    }
  }

  @Test
  void theReplayerAndAPlainReaderRedriveEachDeadLetter() throws IOException {
    JsonNode table = run("replayer").path("tables").path(0);

    assertThat(texts(table, "by")).hasSize(3).contains("replayer", "plain reader");
    for (JsonNode row : table.path("rows")) {
      assertThat(row.path("records/s").asDouble()).isPositive();
      assertThat(row.path("calls / record").asDouble()).isPositive();
    }
    JsonNode plain = table.path("rows").path(table.path("rows").size() - 1);
    assertThat(plain.path("calls").asText())
        .contains("DeleteMessage 50", "GetRecords 50", "GetShardIterator 50", "Invoke 50");
  }

  @Test
  void theSimulatorIsMeasuredByItsOwnAccount() throws IOException {
    JsonNode table = run("simulator").path("tables").path(0);

    assertThat(texts(table, "runs")).containsExactly("1");
    assertThat(table.path("rows").path(0).path("records put").asInt()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void growthIsMeasuredForEachNumberOfShards() throws IOException {
    JsonNode table = run("growth").path("tables").path(0);

    assertThat(texts(table, "shards")).containsExactly("1", "4", "16");
    for (JsonNode row : table.path("rows")) {
      assertThat(row.path("mapping, records/s").path("median").asDouble()).isPositive();
    }
  }

  @Test
  void theWeightsOfAllPartsAreTheJars() throws IOException {
    JsonNode rows = run("size").path("tables").path(0).path("rows");

    double whole = rows.path(rows.size() - 1).path("MB").asDouble();
    double parts = 0;
    for (int i = 0; i < rows.size() - 1; i++) {
      parts += rows.path(i).path("MB").asDouble();
    }
    assertThat(parts).isCloseTo(whole, withinPercentage(1));
  }

  @Test
  void theScalingPageHoldsTheTableThatTheFormulasGive() throws IOException {
    assertThat(Files.readString(Path.of("../docs/scaling.md")))
        .contains(ScalingMeasurement.table().grid());
  }

  @Test
  void aTypingErrorIsAnsweredWithWhatThereIs() {
    StringWriter err = new StringWriter();

    int exitCode =
        new CommandLine(new Bench()).setErr(new PrintWriter(err)).execute("handlre", "--quick");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("handlre").contains("handler").contains("all");
  }

  private static JsonNode run(String what) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new Bench())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(what, "--quick", "--json");
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode document = new ObjectMapper().readTree(out.toString());
    assertThat(document.path("machine").path("java").asText()).isNotEmpty();
    return document;
  }

  private static List<String> texts(JsonNode table, String column) {
    return StreamSupport.stream(table.path("rows").spliterator(), false)
        .map(row -> row.path(column).asText())
        .toList();
  }
}
