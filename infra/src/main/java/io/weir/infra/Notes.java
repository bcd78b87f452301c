package io.weir.infra;

import java.io.PrintWriter;

/** Lines for the user that refuse nothing, beside CDK's own output. */
final class Notes {

  private final PrintWriter out;

  Notes(PrintWriter out) {
    this.out = out;
  }

  void tell(String line) {
    out.println("weir: " + line);
    out.flush();
  }
}
