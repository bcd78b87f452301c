package io.weir.replayer.archive;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.recover.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where copies of dead letters are kept. What is in it is never changed. */
public interface Vault {

  /** Returns its name, for a person. */
  String name();

  /**
   * Returns whether a copy is there, and whole.
   *
   * @throws IOException if that cannot be told
   */
  boolean has(String file) throws IOException;

  /**
   * Returns a copy, if it is there.
   *
   * @throws IOException if it cannot be read
   */
  Optional<Bytes> get(String file) throws IOException;

  /**
   * Keeps a copy: once this returns, it is there, whole; if it throws, it is there whole or not at
   * all.
   *
   * @throws IOException if it could not be kept
   */
  void put(String file, Bytes copy) throws IOException;

  /**
   * Returns the name of a letter's whole copy. It is made of hashes alone: an id may be anything, a
   * path included.
   */
  static String fileOf(Letter letter) {
    return nameOf(letter) + ".json";
  }

  /** Returns the name of a letter's copy that has lost some of its records. */
  static String partOf(Letter letter) {
    return nameOf(letter) + ".part.json";
  }

  /**
   * Returns the name of an imported copy, by what it says of itself: one whose records were not in
   * hand must not look like a whole one, or no rescue would read them any more.
   */
  static String fileOf(Letter letter, ExportedLetter copy) {
    return switch (copy.verdict()) {
      case "COMPLETE", "MALFORMED" -> fileOf(letter);
      case Verdict.Partial.WORD -> partOf(letter);
      default -> nameOf(letter) + ".unread.json"; // behind the others in a listing
    };
  }

  private static String nameOf(Letter letter) {
    String identity = letter.id() + "\n" + letter.body().sha256();
    return Bytes.of(identity.getBytes(StandardCharsets.UTF_8)).sha256();
  }
}
