package io.weir.chaos.simulate;

import io.weir.replayer.archive.Vault;
import io.weir.replayer.letter.Bytes;
import java.io.IOException;
import java.util.Optional;

/** A vault like another, but for what a bug changes. */
class PlantedVault implements Vault {
  private final Vault vault;

  PlantedVault(Vault vault) {
    this.vault = vault;
  }

  @Override
  public String name() {
    return vault.name();
  }

  @Override
  public boolean has(String file) throws IOException {
    return vault.has(file);
  }

  @Override
  public Optional<Bytes> get(String file) throws IOException {
    return vault.get(file);
  }

  @Override
  public void put(String file, Bytes copy) throws IOException {
    vault.put(file, copy);
  }
}
