package io.weir.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * AWS's runtime interface client for Java, found on our own class path: the program that runs a
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

  private RuntimeClient() {}

  /** The jars, and nothing else of our class path. */
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

  /** Copies the native library for this machine, and returns the copy. */
  static Path unpackNativeLibrary(Path directory) throws IOException {
    String name = nativeLibrary(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path copy = directory.resolve(name);
    try (InputStream bytes = resource("/jni/" + name).openStream()) {
      Files.copy(bytes, copy);
    }
    return copy;
  }

  /** Names the native library for a system, or says in one line why there is none. */
  static String nativeLibrary(String system, String processor) {
    String machine =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch_64";
          default -> "";
        };
    if (!system.equals("Linux") || machine.isEmpty()) {
      throw new UnsupportedOperationException(
          ("A function runs under AWS's own runtime client, which exists for Linux on x86_64 and"
                  + " aarch64 only: it cannot run on %s on %s.")
              .formatted(system, processor));
    }
    String loader = machine.equals("x86_64") ? "x86_64" : "aarch64";
    boolean musl = Files.exists(Path.of("/lib/ld-musl-" + loader + ".so.1"));
    return "libaws-lambda-jni.linux" + (musl ? "_musl-" : "-") + machine + ".so";
  }

  private static URL resource(String name) throws IOException {
    URL url = RuntimeClient.class.getResource(name);
    if (url == null) {
      throw new IOException("Lambda's runtime client is not on the class path: no " + name);
    }
    return url;
  }
}
