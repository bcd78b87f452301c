package io.weir.replayer.archive;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.recover.Copies;
import io.weir.replayer.recover.HeldRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of letters in a vault. A copy is believed for what it holds, and not for its name:
 * version 0.1.0 gave the name of a whole one to each.
 */
public final class VaultCopies implements Copies {

  private final Vault vault;

  /** Looks for copies in this vault. */
  public VaultCopies(Vault vault) {
    this.vault = vault;
  }

  /**
   * What is there of a letter.
   *
   * @param held by all of its copies
   * @param exportedAt when the first of them was made
   */
  private record Kept(HeldRecords held, String word, Instant exportedAt) {

    static Kept of(ExportedLetter copy) {
      return new Kept(HeldRecords.by(copy), copy.verdict(), copy.exportedAt());
    }

    Kept and(Kept other) {
      HeldRecords both = held.and(other.held());
      return new Kept(both, both.verdict().word(), exportedAt);
    }

    ExportedLetter copy() {
      return new ExportedLetter(exportedAt, held.original(), word, held.records());
    }
  }

  /**
   * When a letter was read, and with which verdict.
   *
   * @param verdict its word; it counts only where there are no records that tell
   */
  record CopyStatus(String verdict, Instant at) {}

  /** What was seen of a letter, and whether there is a copy that is none of it. */
  private record Seen(Optional<Kept> kept, boolean bent) {}

  @Override
  public Optional<ExportedLetter> of(Letter letter) throws IOException {
    Seen seen = look(letter);
    if (seen.kept().isEmpty() && seen.bent()) {
      throw new IOException("the copy in " + vault.name() + " is not whole, or of another letter");
    }
    return seen.kept().map(Kept::copy);
  }

  /**
   * Returns what all copies of a letter hold; a damaged one, or another letter's, holds nothing.
   */
  HeldRecords held(Letter letter) throws IOException {
    return look(letter).kept().map(Kept::held).orElse(HeldRecords.of(letter.content(), List.of()));
  }

  /**
   * Keeps what is in hand of a letter, unless the vault has it; returns whether it had not.
   *
   * @param before what the vault has
   * @param all that, and what was read
   * @param read what the one says who read it
   */
  boolean keep(Letter letter, HeldRecords before, HeldRecords all, CopyStatus read)
      throws IOException {
    String file = Vault.fileOf(letter, all);
    boolean more = all.records().size() > before.records().size();
    if (!more && (!all.records().isEmpty() || vault.has(file))) {
      return false;
    }
    String word = all.records().isEmpty() ? read.verdict() : all.verdict().word();
    vault.put(file, ExportLine.of(letter, word, all.records(), read.at()));
    return true;
  }

  private Seen look(Letter letter) throws IOException {
    Optional<Kept> kept = Optional.empty();
    boolean bent = false;
    for (String file : Vault.filesOf(letter)) {
      Optional<Bytes> copy = vault.get(file);
      Optional<Kept> one = copy.flatMap(it -> read(letter, it));
      bent |= copy.isPresent() && one.isEmpty();
      kept = kept.isPresent() && one.isPresent() ? kept.map(one.get()::and) : kept.or(() -> one);
      if (kept.isPresent() && kept.get().held().isWhole()) {
        break;
      }
    }
    return new Seen(kept, bent);
  }

  private static Optional<Kept> read(Letter letter, Bytes copy) {
    Letter kept = LetterReader.readFromFile(copy);
    return kept.content() instanceof ExportedLetter exported && kept.body().equals(letter.body())
        ? Optional.of(Kept.of(exported))
        : Optional.empty();
  }
}
