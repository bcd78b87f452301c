package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** The exit code tells that the decoder itself has failed. */
class UndecidedTest {

  private final StringWriter said = new StringWriter();

  private final Console console =
      Console.ofProcess(new PrintWriter(Writer.nullWriter()), new PrintWriter(said));

  private int exit(int records, int exit) {
    return Undecided.exit(console, records, exit);
  }

  @Test
  void aRunThatTheDecoderFailedInIsNotDone() {
    assertThat(exit(1, Exit.OK)).isEqualTo(Exit.SOME_FAILED);
    assertThat(said.toString()).contains("the decoder failed on 1 record,");
    assertThat(exit(2, Exit.PENDING)).isEqualTo(Exit.SOME_FAILED);
    assertThat(said.toString()).contains("the decoder failed on 2 records,");
  }

  @Test
  void whatIsWorseGoesFirst() {
    assertThat(exit(1, Exit.STALE)).isEqualTo(Exit.STALE);
    assertThat(exit(1, Exit.NO_ACCESS)).isEqualTo(Exit.NO_ACCESS);
  }

  @Test
  void nothingIsSaidOfNone() {
    assertThat(exit(0, Exit.PENDING)).isEqualTo(Exit.PENDING);
    assertThat(said.toString()).isEmpty();
  }
}
