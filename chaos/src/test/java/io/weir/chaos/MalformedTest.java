package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The generator of malformed records, and the page that lists its kinds. */
class MalformedTest {

  private static final Path PAGE = Path.of("..", "docs", "malformed-records.md");

  @Test
  void hasManyKindsAndNoNameTwice() {
    assertThat(Malformed.all()).hasSizeGreaterThanOrEqualTo(80);
    assertThat(Malformed.all()).extracting(Malformed::name).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedMakesTheSameBytes() {
    for (Malformed kind : Malformed.all()) {
      assertThat(kind.payload(new SplittableRandom(7)))
          .as(kind.name())
          .isEqualTo(kind.payload(new SplittableRandom(7)));
    }
  }

  @Test
  void thePageListsEachKind() throws IOException {
    List<String> rows =
        Malformed.all().stream()
            .map(kind -> "| `%s` | %s | %s |".formatted(kind.name(), kind.reason(), kind.what()))
            .toList();

    assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")))
        .as("write these rows into the page:%n%s", String.join("\n", rows))
        .containsExactlyElementsOf(rows);
  }
}
