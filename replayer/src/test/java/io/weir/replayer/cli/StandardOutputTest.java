package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says whose output goes nowhere, in processes of its own. */
@Timeout(120)
class StandardOutputTest {

  private static final File FULL = new File("/dev/full");

  @TempDir private Path temp;

  /** How a process has ended, and what it has said on standard error. */
  private record Ended(int exit, String err) {}

  private ProcessBuilder command(String line) throws IOException {
    Path letters = temp.resolve("letters.ndjson");
    Files.copy(Path.of("../testdata/parked/not-json.json"), letters);
    List<String> all = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-cp"));
    all.add(System.getProperty("java.class.path"));
    all.add("io.weir.replayer.Main");
    all.addAll(List.of(line.replace("LETTERS", letters.toString()).split(" ")));
    return new ProcessBuilder(all).redirectError(temp.resolve("err").toFile());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Ended end(Process process) throws IOException, InterruptedException {
    int exit = process.waitFor();
    return new Ended(exit, Files.readString(temp.resolve("err")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export --from LETTERS",
        "inspect --from LETTERS",
        "inspect --from LETTERS --each -o ndjson",
        "show sha256 --from LETTERS --raw",
        "--help"
      })
  void aFullDiskIsOneLineAndAFailure(String line) throws IOException, InterruptedException {
    assumeThat(FULL).exists();

    Ended ended = end(command(line).redirectOutput(FULL).start());

    assertThat(ended.exit()).as(ended.err()).isEqualTo(Exit.FAILED);
    assertThat(ended.err()).contains("the output could not be written").hasLineCount(1);
  }

  @Test
  void aReaderThatHasGoneEndsAnExportInSilence() throws IOException, InterruptedException {
    Process process = command("export --from LETTERS").start();
    process.getInputStream().close();

    Ended ended = end(process);

    assertThat(ended).isEqualTo(new Ended(Exit.CLOSED, ""));
  }

  @Test
  void whatIsPrintedIsAllThere() throws IOException, InterruptedException {
    Process process = command("export --from LETTERS").start();
    try (InputStream out = process.getInputStream()) {
      assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("{")
          .endsWith("}\n");
    }

    assertThat(end(process).exit()).isEqualTo(Exit.OK);
  }
}
