package io.weir.replayer.recover;

/** How much of a dead letter could be recovered. */
public sealed interface RecoveryStatus {

  /** Returns the stable word for it, as scripts see it. */
  String word();

  /** Returns what a person should know beyond the word; possibly empty. */
  String detail();

  /**
   * All records are in hand, from the first to the last.
   *
   * @param beyondBatch how many more records lie in the range than the batch had
   */
  record Complete(int beyondBatch) implements RecoveryStatus {
    @Override
    public String word() {
      return "COMPLETE";
    }

    @Override
    public String detail() {
      return beyondBatch == 0
          ? ""
          : beyondBatch + " more than the batch had: other lanes, or filtered out";
    }
  }

  /**
   * Some records are in hand, others are gone for good.
   *
   * @param found how many are in hand
   * @param expected how many the batch had
   * @param detail which are missing
   */
  record Partial(int found, int expected, String detail) implements RecoveryStatus {

    /** The word for each of them, which copies of a letter have in them. */
    public static final String WORD = "PARTIAL";

    @Override
    public String word() {
      return WORD;
    }
  }

  /**
   * The records have left the stream: lost.
   *
   * @param detail how that is known
   */
  record Expired(String detail) implements RecoveryStatus {
    @Override
    public String word() {
      return "EXPIRED";
    }
  }

  /**
   * The shard or the stream is there no more: lost.
   *
   * @param detail what is gone
   */
  record Gone(String detail) implements RecoveryStatus {
    @Override
    public String word() {
      return "GONE";
    }
  }

  /**
   * Not read, because no operator vouched for what the pointer names, or it is too large.
   *
   * @param detail what to do if it is right
   */
  record Refused(String detail) implements RecoveryStatus {
    @Override
    public String word() {
      return "REFUSED";
    }
  }

  /**
   * Could not be read now; says nothing about whether it is there.
   *
   * @param detail what failed
   */
  record Unreadable(String detail) implements RecoveryStatus {
    @Override
    public String word() {
      return "UNREADABLE";
    }
  }

  /**
   * The message itself is not understood, so there is nothing to recover.
   *
   * @param detail what is wrong with it
   */
  record Malformed(String detail) implements RecoveryStatus {
    @Override
    public String word() {
      return "MALFORMED";
    }
  }
}
