package io.weir.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * AWS's runtime interface client for Java, found on this class path: the program that runs a
 * function in an instance, here as on Lambda.
 */
final class RuntimeClient {
  static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** Says where the native library is. Left out, all instances unpack into one file of /tmp. */
  static final String NATIVE_LIBRARY_OPTION =
      "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";

  /** One class of each jar that the client consists of. */
  private static final List<String> MARKERS =
      List.of(
          MAIN_CLASS,
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal",
          "software.amazon.awssdk.annotations.SdkInternalApi");

  private static final String STAND_IN =
      "com/amazonaws/services/lambda/runtime/api/client/runtimeapi/NativeClient.class";

  private RuntimeClient() {}

  /** The jars, and nothing else of the class path. */
  static List<Path> classPath() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String marker : MARKERS) {
      jars.add(jarOf(marker));
    }
    return jars;
  }

  private static Path jarOf(String className) throws IOException {
    URL url = resource("/" + className.replace('.', '/') + ".class");
    URLConnection connection = url.openConnection();
    if (!(connection instanceof JarURLConnection jar)) {
      throw new IOException("Lambda's runtime client is not in a jar of its own: " + url);
    }
    try {
      return Path.of(jar.getJarFileURL().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("Lambda's runtime client has no path: " + url, e);
    }
  }

  /** Copies the native library for a machine, and returns the copy; empty where there is none. */
  static Optional<Path> unpackNativeLibrary(Machine machine, Path directory) throws IOException {
    Optional<String> name = nativeLibrary(machine);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path copy = directory.resolve(name.get());
    try (InputStream bytes = resource("/jni/" + name.get()).openStream()) {
      Files.copy(bytes, copy);
    }
    return Optional.of(copy);
  }

  /** Names the native library for a machine, if there is one. */
  static Optional<String> nativeLibrary(Machine machine) {
    String processor =
        switch (machine.processor().toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch_64";
          default -> "";
        };
    if (!machine.system().equals("Linux") || processor.isEmpty()) {
      return Optional.empty();
    }
    String loader = processor.equals("x86_64") ? "x86_64" : "aarch64";
    boolean musl = Files.exists(Path.of("/lib/ld-musl-" + loader + ".so.1"));
    return Optional.of("libaws-lambda-jni.linux" + (musl ? "_musl-" : "-") + processor + ".so");
  }

  /** Copies Weir's stand-in for the class that needs the native library; returns its class path. */
  static Path unpackStandIn(Path directory) throws IOException {
    Path copy = directory.resolve(STAND_IN);
    Files.createDirectories(copy.resolveSibling("."));
    URL ours = RuntimeClient.class.getProtectionDomain().getCodeSource().getLocation();
    // By its place, not by its name: the client has a class of that name too.
    try (URLClassLoader place = new URLClassLoader(new URL[] {ours}, null);
        InputStream bytes = place.getResourceAsStream(STAND_IN)) {
      if (bytes == null) {
        throw new IOException("The stand-in for the native library is not in " + ours);
      }
      Files.copy(bytes, copy);
    }
    return directory;
  }

  private static URL resource(String name) throws IOException {
    URL url = RuntimeClient.class.getResource(name);
    if (url == null) {
      throw new IOException("Lambda's runtime client is not on the class path: no " + name);
    }
    return url;
  }

  /**
   * What a function runs on, as Java names it.
   *
   * @param system such as {@code Linux}
   * @param processor such as {@code amd64}
   */
  record Machine(String system, String processor) {

    /** The one that we run on. */
    static Machine here() {
      return new Machine(System.getProperty("os.name"), System.getProperty("os.arch"));
    }
  }
}
