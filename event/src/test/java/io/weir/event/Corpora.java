package io.weir.event;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Test inputs that lie above this module: public corpora, if they are there, and our own files. */
final class Corpora {
  private Corpora() {}

  /** Finds a public corpus, or skips the test and says why. */
  static Path shared(String name) {
    Optional<Path> found = above("shared/corpora/" + name);
    assumeTrue(
        found.isPresent(),
        () -> "skipped: no shared/corpora/" + name + " in any directory above this module");
    return found.orElseThrow();
  }

  /** Finds a file or directory of this repository. */
  static Path own(String name) {
    return above(name).orElseThrow(() -> new AssertionError("the repository has no " + name));
  }

  static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted(Comparator.comparing(f -> f.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> above(String name) {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve(name))) {
      directory = directory.getParent();
    }
    return Optional.ofNullable(directory).map(d -> d.resolve(name));
  }
}
