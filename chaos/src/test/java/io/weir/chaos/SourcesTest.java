package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the production code is cut into files. */
class SourcesTest {

  private static final Path ROOT = Path.of("..");
  private static final int SMALL = 30;
  private static final int PER_CENT = 12;

  @Test
  void fewFilesAreFragments() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module :
        List.of(
            "event",
            "handler",
            "local",
            "local/dynamodb",
            "powertools",
            "chaos",
            "infra",
            "replayer",
            "bench")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .forEach(all::add);
      }
    }

    List<Path> small = all.stream().filter(file -> lines(file) <= SMALL).toList();

    assertThat(all).hasSizeGreaterThan(500);
    assertThat(small).hasSizeLessThanOrEqualTo(all.size() * PER_CENT / 100);
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
