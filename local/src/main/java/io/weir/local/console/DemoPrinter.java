package io.weir.local.console;

import io.weir.local.demo.TourReport;
import java.io.PrintWriter;
import java.util.Optional;

/** What the tour prints: a story for a person, or one object for a script. */
public final class DemoPrinter {

  private final PrintWriter out;
  private final boolean json;

  /** Prints to a writer. */
  public DemoPrinter(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Tells what every record has come to, and what was made smaller for the tour. */
  public void report(TourReport report, String smaller) {
    if (!json) {
      report.print(out);
      out.println(smaller);
      out.flush();
    }
  }

  /** Announces the last act. */
  public void beginLastAct() {
    tell("");
    tell("The last act: the person on call brings the dead letters home.");
  }

  /** Tells a scene of the last act. */
  public void scene(String scene) {
    tell("");
    tell(scene.stripTrailing());
  }

  /** Prints the books after the last act. */
  public void books(TourReport afterwards) {
    if (!json) {
      out.println();
      afterwards.printBooks(out);
    }
  }

  /** Prints the object that a script waits for, as the last line. */
  public void end(TourReport report, Optional<TourReport> afterwards) {
    if (json) {
      out.println(report.json(afterwards));
      out.flush();
    }
  }

  private void tell(String line) {
    if (!json) {
      out.println(line);
      out.flush();
    }
  }
}
