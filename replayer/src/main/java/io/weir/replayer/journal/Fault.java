package io.weir.replayer.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Why a file cannot be used, in words. The JDK's own message is often the path and no more. */
public final class Fault {

  private Fault() {}

  /** Returns what is wrong, and with which file if that is known. */
  public static String of(IOException e) {
    if (!(e instanceof FileSystemException fault)) {
      return Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
    }
    String file = Optional.ofNullable(fault.getFile()).map(": "::concat).orElse("");
    return kind(fault) + file;
  }

  private static String kind(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it is there already";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "a directory that is not empty";
    }
    return Optional.ofNullable(e.getReason()).orElseGet(() -> e.getClass().getSimpleName());
  }
}
