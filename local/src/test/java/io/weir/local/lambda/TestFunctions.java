package io.weir.local.lambda;

import io.weir.local.lambda.functions.Act;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts the tests' functions into a zip as a build tool does: classes, and jars in lib/. */
public final class TestFunctions {
  private static final String PACKAGE = "io.weir.local.lambda.functions.";

  private TestFunctions() {}

  /** Settings of the function of that simple name. */
  static FunctionSettings settings(Path directory, String simpleName) {
    return FunctionSettings.of(
        simpleName.toLowerCase(Locale.ROOT),
        zip(directory.resolve(simpleName + ".zip")),
        PACKAGE + simpleName);
  }

  /** Packs all of them, and what they need. */
  public static Path zip(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      addClasses(jar);
      add(jar, "lib/events.jar", Files.readAllBytes(jarOf("aws-lambda-java-events")));
      add(jar, "lib/joda-time.jar", Files.readAllBytes(jarOf("joda-time")));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A plain jar without dependencies. */
  static Path jar(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      addClasses(jar);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addClasses(JarOutputStream jar) throws IOException {
    Path classes = Path.of(URI.create(Act.class.getResource("").toString()));
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        String name = PACKAGE.replace('.', '/') + file.getFileName();
        add(jar, name, Files.readAllBytes(file));
      }
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  private static Path jarOf(String artifact) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(artifact))
        .findFirst()
        .orElseThrow();
  }

  static byte[] act(String act) {
    return act(act, "");
  }

  static byte[] act(String act, String with) {
    return "{\"act\":\"%s\",\"with\":\"%s\"}".formatted(act, with).getBytes(StandardCharsets.UTF_8);
  }

  /** A Kinesis event with a record for each text. */
  static byte[] kinesisEvent(List<String> data) {
    String records =
        IntStream.range(0, data.size())
            .mapToObj(i -> record(i, data.get(i)))
            .collect(Collectors.joining(","));
    return ("{\"Records\":[" + records + "]}").getBytes(StandardCharsets.UTF_8);
  }

  private static String record(int index, String data) {
    String number = "4967848248591499264712848673892357832489240047807732%04d".formatted(index);
    return """
        {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k","sequenceNumber":"%s",\
        "data":"%s","approximateArrivalTimestamp":1789809074.716},"eventSource":"aws:kinesis",\
        "eventVersion":"1.0","eventID":"shardId-000000000000:%s","eventName":"aws:kinesis:record",\
        "invokeIdentityArn":"arn:aws:iam::123456789012:role/r","awsRegion":"us-east-1",\
        "eventSourceARN":"arn:aws:kinesis:us-east-1:123456789012:stream/orders"}\
        """
        .formatted(
            number,
            Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)),
            number);
  }
}
