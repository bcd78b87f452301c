package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testing.md shows is what is compiled and run here. */
class TestingPageTest {

  private static final Path PAGE = Path.of("../docs/testing.md");
  private static final Path SOURCES = Path.of("src/test/java/io/weir/local/testing");

  @Test
  void theExampleIsTheOneThatRuns() throws IOException {
    String source = Files.readString(SOURCES.resolve("ExampleTest.java"));
    String example = between(source, "  // example\n", "  // end").stripTrailing();

    assertThat(example()).contains("{\n\n" + example + "\n}");
    assertThat(example.lines()).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void theExampleIsWholeAndCompilesAsItStands(@TempDir Path directory) throws IOException {
    Path test = Files.writeString(directory.resolve("OrderHandlerTest.java"), example());
    Path handler =
        Files.writeString(
            directory.resolve("OrderHandler.java"),
            """
            import com.amazonaws.services.lambda.runtime.*;
            class OrderHandler implements RequestHandler<Object, Object> {
              public Object handleRequest(Object event, Context context) {
                return null;
              }
            }
            """);
    StringWriter said = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-proc:none", "-d", directory.toString()),
                  null,
                  files.getJavaFileObjects(test, handler))
              .call();

      assertThat(compiled).as("%s", said).isTrue();
    }
  }

  private static String example() throws IOException {
    return between(Files.readString(PAGE), "## An example\n\n```java\n", "\n```\n");
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
