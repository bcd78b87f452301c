package io.weir.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A temporary directory that is deleted, with all that is in it, when it is closed.
 *
 * <p>If we die before that, the children that were started with it delete it ({@link Lifeline}).
 */
public final class WorkDirectory implements AutoCloseable {
  private final Path path;

  private WorkDirectory(Path path) {
    this.path = path;
  }

  /** Creates one for a purpose; the purpose shows in its name. */
  public static WorkDirectory create(String purpose) throws IOException {
    return new WorkDirectory(Files.createTempDirectory("weir-" + purpose + "-").toRealPath());
  }

  public Path path() {
    return path;
  }

  /** Creates a directory in it, unless it is there already. */
  public Path directory(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  /**
   * Returns a class path that holds the class file of one of Weir's types, and nothing else.
   *
   * <p>Weir's own jar on a child's class path would bring its libraries with it, by its manifest.
   */
  public Path classPathOf(Class<?> type) throws IOException {
    String name = type.getSimpleName() + ".class";
    Path root = directory("only-" + type.getSimpleName());
    Path file =
        Files.createDirectories(root.resolve(type.getPackageName().replace('.', '/')))
            .resolve(name);
    if (Files.exists(file)) {
      return root;
    }
    try (InputStream bytes = type.getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IOException("The class file of " + type.getName() + " is missing");
      }
      // Several children may be started at once: each sees the whole file, or none.
      Path partial = Files.createTempFile(root, "partial", ".class");
      Files.copy(bytes, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return root;
  }

  @Override
  public void close() {
    delete(path);
  }

  /** Deletes a directory tree; what vanishes meanwhile is no error. Links are not followed. */
  public static void delete(Path tree) {
    try {
      Files.walkFileTree(tree, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + tree, e);
    }
  }

  /** Deletes files as they are visited, directories once they are empty. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
      if (cause instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw cause;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException cause)
        throws IOException {
      if (cause != null) {
        throw cause;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
