package io.weir.replayer.run;

import java.io.Serial;

/** The process dies here. An error, so that nothing on the way takes it for a fault. */
public final class Crash extends Error {

  @Serial private static final long serialVersionUID = 1;

  Crash(String where) {
    super(where, null, false, false);
  }

  /**
   * Lets a process run until it ends or dies, and tells whether it died. One that dies on a thread
   * that reads a shard takes the whole process with it, wrapped as that thread's failure.
   */
  static boolean of(Runnable process) {
    try {
      process.run();
      return false;
    } catch (Crash e) {
      return true;
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof Crash) {
        return true;
      }
      throw e;
    }
  }
}
