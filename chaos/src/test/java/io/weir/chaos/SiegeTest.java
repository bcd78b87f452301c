package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.foreign.Swallower;
import io.weir.chaos.siege.Jars;
import io.weir.local.process.WorkDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * A short siege, and one that must find something. {@code java -jar chaos.jar siege} is the long
 * form; the replayer is killed there, and in {@link KillTest}.
 */
@Timeout(300)
class SiegeTest {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Pattern DIRECTORY = Pattern.compile("in (/\\S+)");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void nothingIsLostWhenFunctionAndMappingAreKilledAndTheWireFails()
      throws JsonProcessingException {
    int exitCode =
        siege(
            "--records=1200",
            "--kills=3",
            "--targets=function,mapping",
            "--reshards=2",
            "--minutes=0.1",
            "--patience=30");

    assertThat(exitCode).as("%s%n%s", out, err).isZero();
    JsonNode figures = new JsonMapper().readTree(out.toString());
    assertThat(figures.path("kills").asInt()).isEqualTo(3);
    assertThat(figures.path("reshards").asInt()).isEqualTo(2);
    assertThat(figures.path("faults").asInt()).isPositive();
    assertThat(figures.path("accepted").asInt()).isGreaterThanOrEqualTo(1_200);
    assertThat(figures.path("stored").asInt() + figures.path("discarded").asInt())
        .isEqualTo(figures.path("accepted").asInt());
    assertThat(figures.path("lost").asInt(-1)).isZero();
    assertThat(figures.path("duplicated").asInt(-1)).isZero();
    assertThat(figures.path("unexpected").asInt(-1)).isZero();
    assertThat(directory()).doesNotExist();
  }

  @Test
  void aMappingThatForgetsWhatItGivesUpIsFoundOut() throws JsonProcessingException {
    assertFoundOut("--up=--on-failure=none", "--up=--env=POISON=report");
  }

  @Test
  void aMappingThatDoesNotReadWhatTheFunctionReportsIsFoundOut() throws JsonProcessingException {
    assertFoundOut("--up=--no-report", "--up=--env=POISON=report");
  }

  @Test
  void aFunctionThatCallsDoneWhatItDidNotStoreIsFoundOut(@TempDir Path directory)
      throws IOException {
    Path jar = swallower(directory.resolve("swallower.jar"));

    assertFoundOut(
        "--up=--function=" + jar,
        "--up=--handler=" + Swallower.class.getName(),
        "--up=--env=POISON=report");
  }

  private void assertFoundOut(String... up) throws JsonProcessingException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--records=600",
                "--seed=5",
                "--kills=0",
                "--reshards=0",
                "--minutes=0.03",
                "--patience=2"));
    options.addAll(List.of(up));
    int exitCode = siege(options.toArray(String[]::new));

    assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(1);
    assertThat(new JsonMapper().readTree(out.toString()).path("lost").asInt()).isPositive();
    assertThat(err.toString()).contains("lost: shardId-", "Look at it as it was left");
    assertThat(directory().resolve("ledger")).isNotEmptyFile();
    WorkDirectory.delete(directory());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--records=0",
        "--kills=-1",
        "--shards=0",
        "--reshards=-1",
        "--destination=sns",
        "--minutes=0",
        "--patience=0",
        "--targets=queue",
        "--in=/dev/null",
        "--nonsense"
      })
  void aWrongOptionIsSaid(String option) {
    assertThat(siege(option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.replaceAll("=.*", "")).hasLineCount(2);
  }

  /** Makes Weir's function's jar again, with the swallowing one beside it. */
  private static Path swallower(Path jar) throws IOException {
    Path ours = Jars.built().handler();
    String entry = Swallower.class.getName().replace('.', '/') + ".class";
    try (ZipFile from = new ZipFile(ours.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream code = Swallower.class.getClassLoader().getResourceAsStream(entry)) {
      to.setLevel(0);
      for (ZipEntry each : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(each.getName()));
        from.getInputStream(each).transferTo(to);
      }
      to.putNextEntry(new ZipEntry(entry));
      code.transferTo(to);
    }
    return jar;
  }

  private int siege(String... options) {
    List<String> arguments = new ArrayList<>(List.of("siege", "--json"));
    if (Files.isWritable(MEMORY)) {
      arguments.add("--in=" + MEMORY);
    }
    arguments.addAll(List.of(options));
    CommandLine command = Chaos.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments.toArray(String[]::new));
  }

  /** Returns the directory that it said it works in. */
  private Path directory() {
    return DIRECTORY
        .matcher(err.toString())
        .results()
        .map(MatchResult::group)
        .map(text -> Path.of(text.substring("in ".length())))
        .findFirst()
        .orElseThrow();
  }
}
