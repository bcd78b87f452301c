package io.weir.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Bad input: one line that names the option, and exit code 2, for 1 says that records were lost.
 */
class LocalTest {

  private static final String TOO_LARGE = "BIG=" + "x".repeat(4_096);

  @TempDir private Path directory;

  private String jar = "";

  @BeforeEach
  void writeAJar() throws IOException {
    Path file = directory.resolve("function.jar");
    write(file, "io/weir/handler/StreamHandler.class");
    jar = file.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "demo"})
  void variablesThatLambdaRefusesAreBadInput(String command) {
    assertThat(refusal(command, "--env", "AWS_REGION=x"))
        .startsWith("local.jar: --env: ")
        .endsWith("Reserved keys used in this request: AWS_REGION");
    assertThat(refusal(command, "--env", "A B=1")).startsWith("local.jar: --env: ");
    assertThat(refusal(command, "--env", "=1")).startsWith("local.jar: --env: ");
    assertThat(refusal(command, "--env", TOO_LARGE))
        .startsWith("local.jar: --env: ")
        .endsWith("exceeded the 4KB limit.");
  }

  @Test
  void thePipelinesOwnVariablesCountTowardsTheLimit() {
    assertThat(refusal("up", "--env", "BIG=" + "x".repeat(4_050)))
        .startsWith("local.jar: the function cannot be deployed (--function, --env): ")
        .endsWith("exceeded the 4KB limit.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "demo"})
  void aHandlerThatLambdaRefusesIsBadInput(String command) {
    assertThat(refusal(command, "--handler", "")).startsWith("local.jar: --handler: ");
    assertThat(refusal(command, "--handler", "a b")).startsWith("local.jar: --handler: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "demo"})
  void aFunctionThatIsNoJarIsBadInput(String command) throws IOException {
    jar = Files.writeString(directory.resolve("text.jar"), "no jar").toString();

    assertThat(refusal(command)).startsWith("local.jar: --function: " + jar + " is no jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "demo"})
  void aFunctionThatCannotRunIsBadInput(String command) throws IOException {
    assertThat(refusal(command, "--handler", "com.acme.Missing"))
        .isEqualTo("local.jar: --function: %s has no class for the handler com.acme.Missing", jar);
    jar = write(directory.resolve("app.zip"), "app.py").toString();
    assertThat(refusal(command, "--handler", "app.handler"))
        .startsWith("local.jar: --function: " + jar + " has no class for the handler app.handler;")
        .contains("--exec 'python3 -m awslambdaric app.handler'");
    jar =
        Files.writeString(directory.resolve("app.py"), "def handler(event, context): pass")
            .toString();
    assertThat(refusal(command)).contains("is no jar that can be read").contains("--exec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "demo"})
  void limitsThatLambdaRefusesAreBadInput(String command) {
    assertThat(refusal(command, "--memory", "127")).startsWith("local.jar: --memory: ");
    assertThat(refusal(command, "--timeout", "901")).startsWith("local.jar: --timeout: ");
  }

  @Test
  void aCommandBesideAJarIsBadInput() {
    assertThat(refusal("up", "--exec", "x")).contains("--exec and --function are two functions");
  }

  @Test
  void aCommandThatIsNoFunctionIsToldBeforeReady() {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine local =
        Local.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));

    assertThat(local.execute("up", "--port", "0", "--exec", "no-such-program-anywhere"))
        .isEqualTo(2);

    assertThat(err.toString())
        .startsWith("local.jar: --exec 'no-such-program-anywhere' does not run as a function: ")
        .contains("it ended before it asked for an event");
    assertThat(out.toString()).doesNotContain("ready");
  }

  @Test
  void anAddressThatIsNoneIsBadInput() {
    assertThat(refusal("up", "--on-failure-url", "notaurl"))
        .startsWith("local.jar: --on-failure-url must be a URL");
  }

  @Test
  void anEmptyNameIsNotTheWorkingDirectory() {
    for (String wrong : List.of("5", "0,5", "5,40001", "-1,5", "a,b", "")) {
      assertThat(refusal("up", "--table-capacity", wrong))
          .isEqualTo(
              "local.jar: --table-capacity is units to read and to write, each 1 to 40000, such as"
                  + " 10,5, not "
                  + wrong);
    }
    assertThat(refusal("up", "--table-capacity", "1,1", "--dynamodb", "http://127.0.0.1:8000"))
        .isEqualTo("local.jar: --table-capacity is for the engine of this process, not --dynamodb");
    assertThat(refusal("up", "--data", "")).isEqualTo("local.jar: --data must name a directory");
  }

  private static Path write(Path zip, String entry) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new JarEntry(entry));
    }
    return zip;
  }

  /** Runs a command that must end as bad input; returns its first line on standard error. */
  private String refusal(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command, "--function", jar));
    if (command.equals("up")) {
      arguments.addAll(List.of("--port", "0"));
    }
    arguments.addAll(List.of(options));
    StringWriter err = new StringWriter();
    CommandLine local = Local.commandLine().setErr(new PrintWriter(err, true));

    assertThat(local.execute(arguments.toArray(String[]::new))).as("exit code").isEqualTo(2);

    List<String> lines = err.toString().lines().toList();
    assertThat(lines)
        .hasSize(2)
        .last()
        .isEqualTo("Try: java -jar local.jar " + command + " --help");
    return lines.get(0);
  }
}
