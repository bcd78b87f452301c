package io.weir.replayer.archive;

import io.weir.replayer.letter.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A directory of copies that its owner alone can read. */
public final class DirectoryVault implements Vault {

  private final Path directory;

  /** Keeps copies in this directory, which is made if it is not there. */
  public DirectoryVault(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public boolean has(String file) {
    return Files.isRegularFile(directory.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Optional<Bytes> get(String file) throws IOException {
    return has(file)
        ? Optional.of(Bytes.of(Files.readAllBytes(directory.resolve(file))))
        : Optional.empty();
  }

  @Override
  public void put(String file, Bytes copy) throws IOException {
    PrivateFile.write(directory, file, out -> out.write(copy.toArray()));
  }
}
