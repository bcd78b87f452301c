package io.weir.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Looks whether a function's code has its handler, before anything waits for it in vain. */
final class JavaCode {

  private static final String OTHERS =
      "; only Java runs from a jar or zip: give a function in another language by its command,"
          + " such as --exec 'python3 -m awslambdaric app.handler'";

  private JavaCode() {}

  /** Says in one sentence what is wrong; empty if the handler's class is there. */
  static Optional<String> problem(Path code, String handler) {
    String name = handler.split("::", 2)[0].replace('.', '/') + ".class";
    try {
      boolean there = Files.isDirectory(code) ? isInDirectory(code, name) : isInZip(code, name);
      return there
          ? Optional.empty()
          : Optional.of(
              "%s has no class for the handler %s%s"
                  .formatted(code, handler, hasJava(code) ? "" : OTHERS));
    } catch (IOException e) {
      return Optional.of(code + " is no jar that can be read: " + e.getMessage() + OTHERS);
    }
  }

  private static boolean isInDirectory(Path directory, String name) throws IOException {
    if (Files.exists(directory.resolve(name))) {
      return true;
    }
    Path lib = directory.resolve("lib");
    if (!Files.isDirectory(lib)) {
      return false;
    }
    try (Stream<Path> files = Files.list(lib)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      for (Path jar : jars) {
        if (isInZip(jar, name)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isInZip(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry(name) != null) {
        return true;
      }
      for (ZipEntry entry : zip.stream().filter(JavaCode::isLibrary).toList()) {
        try (ZipInputStream jar = new ZipInputStream(zip.getInputStream(entry))) {
          for (ZipEntry in = jar.getNextEntry(); in != null; in = jar.getNextEntry()) {
            if (in.getName().equals(name)) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }

  private static boolean isLibrary(ZipEntry entry) {
    return entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar");
  }

  private static boolean hasJava(Path code) throws IOException {
    if (Files.isDirectory(code)) {
      return true;
    }
    try (ZipFile zip = new ZipFile(code.toFile())) {
      return zip.stream().anyMatch(it -> it.getName().matches(".*\\.(class|jar)"));
    }
  }
}
