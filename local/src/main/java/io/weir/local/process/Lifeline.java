package io.weir.local.process;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The first main class of every child: it becomes the main class that was asked for, and when the
 * parent is gone it deletes the work directory and ends the child.
 *
 * <p>Standard input is the line to the parent. The operating system closes it however the parent
 * ends, {@code kill -9} included, and a child that is busy or asleep in foreign code cannot notice
 * that by itself. This class is copied alone onto the child's class path, so it may not refer to
 * any other class of Weir, and may not have nested ones.
 *
 * <p>Children that share a work directory delete it together: none minds what another has deleted
 * already, and none ends while something is left that it can delete.
 */
public final class Lifeline {

  /** Starts an echoed line in the child's output; no text contains it by accident. */
  static final char MARK = '\0';

  private static final int ORPHANED = 113;

  /** A child at work may write between two of them. */
  private static final int DELETIONS = 20;

  private Lifeline() {}

  /** Takes the work directory, the real main class, and the arguments of that. */
  @SuppressWarnings("unused") // the thread is found by its name
  public static void main(String[] arguments) throws Throwable {
    Path work = Path.of(arguments[0]);
    InputStream parent = new FileInputStream(FileDescriptor.in);
    System.setIn(InputStream.nullInputStream());
    Thread thread = new Thread(() -> follow(parent, work), "lifeline");
    thread.setDaemon(true);
    thread.start();
    String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
    MethodHandles.publicLookup()
        .findStatic(
            Class.forName(arguments[1]), "main", MethodType.methodType(void.class, String[].class))
        .invokeExact(rest);
  }

  private static void follow(InputStream parent, Path work) {
    try {
      echo(parent);
    } catch (IOException broken) {
      // No process reads this output any more: the parent is gone, as at the end of its input.
      return;
    } finally {
      delete(work);
      Runtime.getRuntime().halt(ORPHANED);
    }
  }

  /** Echoes each line, so that the parent knows it has seen all that was written before. */
  private static void echo(InputStream parent) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    StringBuilder line = new StringBuilder().append(MARK);
    for (int next = parent.read(); next >= 0; next = parent.read()) {
      line.append((char) next);
      if (next == '\n') {
        out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
        line.setLength(1);
      }
    }
  }

  private static void delete(Path work) {
    int left = DELETIONS;
    while (left > 0 && !isDeleted(work)) {
      left--;
    }
  }

  /** Says no where another child deletes too, or this one still writes: then once more. */
  private static boolean isDeleted(Path work) {
    try {
      deleteTree(work);
      return true;
    } catch (IOException | DirectoryIteratorException busy) {
      return false;
    }
  }

  /** Deletes links, not what they lead to. */
  private static void deleteTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          deleteTree(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
