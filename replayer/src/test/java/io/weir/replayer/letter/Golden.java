package io.weir.replayer.letter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files, which are all that the writers of letters and their reader share. */
final class Golden {

  private static final Path TESTDATA = Path.of("../testdata");

  private Golden() {}

  static Bytes pointer(String name) {
    return read(TESTDATA.resolve("pointers/" + name + ".json"));
  }

  static Bytes parked(String name) {
    return read(TESTDATA.resolve("parked/" + name + ".json"));
  }

  static List<Bytes> all() {
    return Stream.of("pointers", "parked").flatMap(Golden::folder).map(Golden::read).toList();
  }

  private static Stream<Path> folder(String name) {
    try (Stream<Path> files = Files.list(TESTDATA.resolve(name))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
