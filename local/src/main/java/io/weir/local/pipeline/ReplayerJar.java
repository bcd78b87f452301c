package io.weir.local.pipeline;

import io.weir.local.demo.Replayer;
import io.weir.local.process.JarCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code replayer.jar} in a process of its own, as the person on call runs it, against the local
 * endpoint.
 */
public final class ReplayerJar implements Replayer {

  private final Path jar;
  private final URI endpoint;

  private ReplayerJar(Path jar, URI endpoint) {
    this.jar = jar;
    this.endpoint = endpoint;
  }

  /** Returns the replayer's jar that was built beside this one, if it was. */
  public static Optional<ReplayerJar> find(URI endpoint) {
    Path jar = JarCommand.beside("../../replayer/target/replayer.jar");
    return Files.isRegularFile(jar)
        ? Optional.of(new ReplayerJar(jar, endpoint))
        : Optional.empty();
  }

  @Override
  public Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--endpoint-url", endpoint.toString(), "--region", Clients.REGION));
    ProcessBuilder builder =
        new ProcessBuilder(JarCommand.of(jar, List.of(), all)).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local", "NO_COLOR", "1"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("the replayer could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the replayer ran", e);
    }
  }
}
