package io.weir.replayer.act;

import java.io.Serial;

/** The process dies here. An error, so that nothing on the way takes it for a fault. */
public final class Crash extends Error {

  @Serial private static final long serialVersionUID = 1;

  Crash(String where) {
    super(where, null, false, false);
  }
}
