package io.weir.replayer.archive;

import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.recover.HeldRecords;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the letters of an export in a vault: each with what its line holds, and what the vault has
 * of it already. It proves no more than that, whatever the line says.
 */
public final class Import {

  private final VaultCopies copies;

  /** Keeps copies in this vault. */
  public Import(Vault vault) {
    this.copies = new VaultCopies(vault);
  }

  /**
   * What became of the lines; the numbers add up to all of them.
   *
   * @param kept in this run
   * @param before in the vault already, with all that these lines hold
   * @param broken no exports, or not whole
   */
  public record Report(int kept, int before, int broken) {}

  /**
   * Keeps what is not in the vault yet.
   *
   * @param refused is told of each line that is none, for a person
   * @throws IOException if the vault does not take it
   */
  public Report run(List<Letter> letters, Consumer<String> refused) throws IOException {
    int kept = 0;
    int broken = 0;
    for (Letter letter : letters) {
      if (letter.content() instanceof UnreadableMessage alien) {
        broken++;
        refused.accept(letter.id() + " is no export, or not whole: " + alien.detail());
      } else if (!(letter.content() instanceof ExportedLetter exported)) {
        broken++;
        refused.accept(letter.id() + " is a message, and no export of one");
      } else if (keep(letter, exported)) {
        kept++;
      }
    }
    return new Report(kept, letters.size() - kept - broken, broken);
  }

  private boolean keep(Letter letter, ExportedLetter exported) throws IOException {
    HeldRecords before = copies.held(letter);
    return copies.keep(
        letter,
        before,
        before.and(HeldRecords.by(exported)),
        new VaultCopies.CopyStatus(exported.verdict(), exported.exportedAt()));
  }
}
