package io.weir.replayer.archive;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.recover.HeldRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where copies of dead letters are kept. A copy gives way only to one that holds more. */
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
   * path included. A pointer is the same letter under each id: it gets another one when it is
   * restored, or sent again.
   */
  static String fileOf(Letter letter) {
    return nameOf(letter) + ".json";
  }

  /** Returns the name of a letter's copy that has lost some of its records. */
  static String partOf(Letter letter) {
    return nameOf(letter) + ".part.json";
  }

  /**
   * Returns the name of a copy by what it holds: one that lacks records must not look like a whole
   * one.
   */
  static String fileOf(Letter letter, HeldRecords held) {
    if (held.isWhole()) {
      return fileOf(letter);
    }
    return held.records().isEmpty()
        ? nameOf(letter) + ".unread.json" // behind the others in a listing
        : partOf(letter);
  }

  /**
   * Returns all names that a letter's copies may have; version 0.1.0 named pointers by their id.
   */
  static List<String> filesOf(Letter letter) {
    Set<String> names = new LinkedHashSet<>(List.of(nameOf(letter), nameOf(letter, letter.id())));
    return names.stream().flatMap(it -> Stream.of(it + ".json", it + ".part.json")).toList();
  }

  private static String nameOf(Letter letter) {
    DeadLetter original = HeldRecords.of(letter.content(), List.of()).original();
    return nameOf(letter, original instanceof Pointer ? "" : letter.id());
  }

  private static String nameOf(Letter letter, String id) {
    String identity = id + "\n" + letter.body().sha256();
    return Bytes.of(identity.getBytes(StandardCharsets.UTF_8)).sha256();
  }
}
