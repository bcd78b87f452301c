package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code chaos.jar malformed}. */
class MalformedCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine chaos = Chaos.commandLine();
    chaos.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return chaos.execute(arguments);
  }

  @Test
  void printsALineOfEachKind() {
    assertThat(run("malformed")).isZero();
    assertThat(out.toString().lines()).hasSameSizeAs(Malformed.all());
  }

  @Test
  void printsTheSameBytesForTheSameSeed() {
    run("malformed", "--seed", "7", "--each", "3");
    String first = out.toString();
    out.getBuffer().setLength(0);

    run("malformed", "--seed", "7", "--each", "3");

    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void refusesAKindThatDoesNotExist() {
    assertThat(run("malformed", "--kinds", "no-bytes,nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no kind nonsense", "--help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("malformed");
  }
}
