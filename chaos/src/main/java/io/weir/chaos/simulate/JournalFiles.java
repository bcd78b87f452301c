package io.weir.chaos.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where operators keep their journals on a real disk: a directory that goes with the run. */
final class JournalFiles implements AutoCloseable {

  /** A disk in memory, since each entry is forced to the disk. */
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  private static final int SHARE = 4;

  private final World world;
  private final Truth truth;
  private @Nullable Path directory;

  JournalFiles(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
  }

  /** Draws whether an operator has a journal on the disk, and what lies there already. */
  Optional<JournalFile> draw(String operator) {
    if (!world.weather().has(Fault.JOURNAL_FILE) || world.random().nextInt(SHARE) > 0) {
      return Optional.empty();
    }
    world.weather().struck(Fault.JOURNAL_FILE);
    JournalPast past = JournalPast.draw(world.random());
    world.note(() -> operator + " has a journal on the disk: " + past.kind());
    return Optional.of(
        new JournalFile(world, truth, directory().resolve(operator.replace(' ', '-')), past));
  }

  private Path directory() {
    if (directory == null) {
      try {
        directory =
            Files.isWritable(IN_MEMORY)
                ? Files.createTempDirectory(IN_MEMORY, "weir-journals")
                : Files.createTempDirectory("weir-journals");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return directory;
  }

  @Override
  public void close() {
    if (directory == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> deepest = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepest) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
