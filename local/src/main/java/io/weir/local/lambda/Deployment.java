package io.weir.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Lays a function's code out as Lambda does, so that a later build cannot change what runs. */
final class Deployment {

  private Deployment() {}

  /**
   * Returns the directory that the function runs in.
   *
   * <p>A directory is used where it is. A plain jar is copied to {@code lib/}, where the runtime
   * client looks for jars: unpacking some thousand classes would cost a second and change nothing
   * but how multi-release jars behave (LAM-5). A zip with jars in its {@code lib/} is unpacked.
   */
  static Path deploy(Path code, Path taskRoot) throws IOException {
    if (Files.isDirectory(code)) {
      return code;
    }
    if (!Files.isRegularFile(code)) {
      throw new IllegalArgumentException("The function's code is not there: " + code);
    }
    try (ZipFile archive = new ZipFile(code.toFile())) {
      if (archive.stream().anyMatch(Deployment::isLibrary)) {
        unpack(archive, taskRoot);
      } else {
        Path lib = Files.createDirectories(taskRoot.resolve("lib"));
        Files.copy(code, lib.resolve("function.jar"));
      }
    }
    return taskRoot;
  }

  private static boolean isLibrary(ZipEntry entry) {
    return entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar");
  }

  private static void unpack(ZipFile archive, Path taskRoot) throws IOException {
    Enumeration<? extends ZipEntry> entries = archive.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      Path target = taskRoot.resolve(entry.getName()).normalize();
      if (!target.startsWith(taskRoot)) {
        throw new IllegalArgumentException(
            "The function's code reaches outside its directory: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
        continue;
      }
      Files.createDirectories(target.resolveSibling("."));
      try (InputStream bytes = archive.getInputStream(entry)) {
        Files.copy(bytes, target);
      }
    }
  }
}
