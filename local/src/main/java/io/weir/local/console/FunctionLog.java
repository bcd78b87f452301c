package io.weir.local.console;

import io.weir.local.http.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** The file that the function's log goes to; one that was not asked for is deleted at the end. */
public final class FunctionLog implements Consumer<String>, AutoCloseable {

  private final Path file;
  private final boolean temporary;
  private final PrintWriter writer;

  private FunctionLog(Path file, boolean temporary) throws IOException {
    this.file = file;
    this.temporary = temporary;
    this.writer =
        new PrintWriter(
            Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND));
  }

  /** Opens the file that was asked for, or a temporary one. */
  public static FunctionLog open(Optional<Path> wanted) {
    try {
      return wanted.isPresent()
          ? new FunctionLog(wanted.get(), false)
          : new FunctionLog(Files.createTempFile("weir-function-", ".log"), true);
    } catch (IOException e) {
      throw new StartException("the function's log cannot be written: " + e.getMessage(), e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void accept(String line) {
    writer.println(line);
    writer.flush();
  }

  @Override
  public synchronized void close() {
    writer.close();
    if (temporary) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + file, e);
      }
    }
  }
}
