package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows is what is compiled and run here. */
class TestingPageTest {

  private static final Path PAGE = Path.of("../docs/testing.md");
  private static final Path SOURCES = Path.of("src/test/java/io/weir/local/testing");

  @Test
  void theExampleIsTheOneThatRuns() throws IOException {
    String source = Files.readString(SOURCES.resolve("ExampleTest.java"));
    String example = between(source, "  // example\n", "  // end").stripTrailing().stripIndent();

    assertThat(between(Files.readString(PAGE), "## An example\n\n```java\n", "\n```\n"))
        .isEqualTo(example);
    assertThat(example.lines()).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void theFailureIsTheOneThatIsAsserted() throws IOException {
    String source = Files.readString(SOURCES.resolve("FailureMessageTest.java"));
    String message = between(source, "\"\"\"\n", "\"\"\"").stripIndent().strip();

    assertThat(Files.readString(PAGE)).contains("```\n" + message + "\n```\n");
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
