package io.weir.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The line that is drawn over itself. */
class LiveLineTest {

  private final StringWriter written = new StringWriter();

  @Test
  void whereNobodyLooksOnlyLinesThatStayAreWritten() {
    LiveLine line = new LiveLine(new PrintWriter(written), false);

    line.show("12 of 100");
    line.print("a warning");
    line.end();

    assertThat(written.toString()).isEqualTo("a warning" + System.lineSeparator());
  }

  @Test
  void aLineThatStaysGoesAboveTheLiveOne() {
    LiveLine line = new LiveLine(new PrintWriter(written), true);

    line.show("live");
    line.print("a warning");

    assertThat(written.toString())
        .isEqualTo("\r\u001b[Klive\r\u001b[Ka warning" + System.lineSeparator() + "\r\u001b[Klive");
  }

  @Test
  void theLineFits80Columns() {
    LiveLine line = new LiveLine(new PrintWriter(written), true);

    line.show("x".repeat(200));

    assertThat(written.toString()).hasSize("\r\u001b[K".length() + 79);
  }
}
