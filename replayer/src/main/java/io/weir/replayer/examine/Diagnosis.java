package io.weir.replayer.examine;

import io.weir.event.StoredEvent.Likeness;

/** Why a recovered record is a dead letter, and whether it still has to be. */
public sealed interface Diagnosis {

  /** Returns the stable word for it, as scripts see it. */
  String word();

  /** Returns the code that groups records of one cause; possibly empty. */
  default String cause() {
    return "";
  }

  /** Returns what a person should know beyond the word; possibly empty. */
  default String detail() {
    return "";
  }

  /**
   * It can never be stored as it is.
   *
   * @param reason the rejection's code
   * @param where the rejection's detail; never a part of the payload
   */
  record Poison(String reason, String where) implements Diagnosis {
    @Override
    public String word() {
      return "POISON";
    }

    @Override
    public String cause() {
      return reason;
    }

    @Override
    public String detail() {
      return where;
    }
  }

  /**
   * It was rejected once, and today's decoder takes it; not stored yet.
   *
   * @param formerReason the rejection's code at that time
   */
  record Fixed(String formerReason) implements Diagnosis {
    @Override
    public String word() {
      return "FIXED";
    }

    @Override
    public String cause() {
      return formerReason;
    }
  }

  /** There is nothing wrong with it, and it is not stored: it died in another record's batch. */
  record Bystander() implements Diagnosis {
    @Override
    public String word() {
      return "BYSTANDER";
    }
  }

  /** It is in the table, byte for byte. */
  record Stored() implements Diagnosis {
    @Override
    public String word() {
      return "STORED";
    }
  }

  /**
   * Something else is in the table under its identity.
   *
   * @param stored how that compares with it
   */
  record Conflict(Likeness stored) implements Diagnosis {

    /** The word for every conflict. */
    public static final String WORD = "CONFLICT";

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public String detail() {
      return switch (stored) {
        case OTHER_PARTITION_KEY -> "an event of another partition key has its eventId";
        case NOT_AN_EVENT -> "an item that Weir did not write has its eventId";
        default -> "another content is stored under its eventId";
      };
    }
  }

  /**
   * It lies in a pointer's range, and the mapping did not hand it to the function.
   *
   * @param proven whether the filter leaves exactly as many records as the batch had
   */
  record Filtered(boolean proven) implements Diagnosis {
    @Override
    public String word() {
      return "FILTERED";
    }

    @Override
    public String detail() {
      return "today's filter of the mapping drops it";
    }
  }

  /**
   * Decoder or table do not apply, or could not be asked.
   *
   * @param why what is not known, and what would help
   */
  record Unknown(String why) implements Diagnosis {
    @Override
    public String word() {
      return "UNKNOWN";
    }

    @Override
    public String detail() {
      return why;
    }
  }

  /**
   * The decoder itself failed on it, which is a fault of Weir's: what the record is, is not known.
   *
   * @param why what the decoder threw
   */
  record Undecided(String why) implements Diagnosis {

    /** The word for each of them. */
    public static final String WORD = "UNDECIDED";

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public String detail() {
      return why;
    }
  }
}
