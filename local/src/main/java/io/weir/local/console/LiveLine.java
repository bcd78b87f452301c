package io.weir.local.console;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** One line on standard error that is drawn over itself; nothing where that is no terminal. */
public final class LiveLine {

  private static final int WIDTH = 79;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private String shown = "";

  LiveLine(PrintWriter err) {
    this(err, Ansi.AUTO.enabled());
  }

  LiveLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Says whether standard error is a terminal. */
  public boolean isLive() {
    return terminal;
  }

  /** Draws the line, cut to 79 columns, unless it is there already. */
  public synchronized void show(String line) {
    String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    if (terminal && !cut.equals(shown)) {
      err.print(ERASE + cut);
      err.flush();
      shown = cut;
    }
  }

  /** Prints a line that stays, above the live one. */
  synchronized void print(String line) {
    String live = shown;
    end();
    err.println(line);
    err.flush();
    if (!live.isEmpty()) {
      show(live);
    }
  }

  /** Takes the line away. */
  public synchronized void end() {
    if (!shown.isEmpty()) {
      err.print(ERASE);
      err.flush();
      shown = "";
    }
  }
}
