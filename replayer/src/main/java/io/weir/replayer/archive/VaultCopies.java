package io.weir.replayer.archive;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.recover.Copies;
import java.io.IOException;
import java.util.Optional;

/** What a rescue has kept in a vault. */
public final class VaultCopies implements Copies {

  private final Vault vault;

  /** Looks for copies in this vault. */
  public VaultCopies(Vault vault) {
    this.vault = vault;
  }

  @Override
  public Optional<ExportedLetter> of(Letter letter) throws IOException {
    Optional<Bytes> whole = vault.get(Vault.fileOf(letter));
    Optional<Bytes> copy = whole.isPresent() ? whole : vault.get(Vault.partOf(letter));
    if (copy.isEmpty()) {
      return Optional.empty();
    }
    Letter kept = LetterReader.readFromFile(copy.get());
    if (kept.content() instanceof ExportedLetter exported && kept.body().equals(letter.body())) {
      return Optional.of(exported);
    }
    throw new IOException("the copy in " + vault.name() + " is not whole, or of another letter");
  }
}
