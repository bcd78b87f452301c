package io.weir.replayer.cli;

/** The exit codes, which scripts rely on. */
public final class Exit {

  /** Done, or there was nothing to do. */
  public static final int OK = 0;

  /** Something unexpected happened, or the output could not be written. */
  public static final int FAILED = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /**
   * Finished, but some records failed, came back, or are left: set aside, or held by another
   * receiver.
   */
  public static final int SOME_FAILED = 3;

  /** Credentials, a permission, or a name was wrong: nothing could be read. */
  public static final int NO_ACCESS = 4;

  /**
   * Data is lost, or will be within the time that was asked about; or there is more than a rescue
   * was allowed to look at, so that this is not known.
   */
  public static final int AT_RISK = 5;

  /** The world has changed since the plan was made; nothing was done. */
  public static final int STALE = 6;

  /** Stopped by a guard, because records came back. */
  public static final int ABORTED = 7;

  /** With {@code --exit-code}: there are dead letters. */
  public static final int PENDING = 10;

  /** Stopped by Ctrl-C; what was done is saved. */
  public static final int INTERRUPTED = 130;

  /** The reader of the output has closed it. */
  public static final int CLOSED = 141;

  private Exit() {}
}
