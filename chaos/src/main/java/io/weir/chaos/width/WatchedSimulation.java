package io.weir.chaos.width;

import io.weir.chaos.Chaos;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jacoco.agent.rt.IAgent;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * {@code simulate} in a process of its own, in which JaCoCo's agent watches each branch.
 *
 * @param taken what it saw
 * @param exitCode how the simulation ended
 */
record WatchedSimulation(ExecutionDataStore taken, int exitCode) {

  /**
   * Runs it, on this process's class path.
   *
   * @param told takes what the simulation prints
   */
  static WatchedSimulation run(List<String> arguments, PrintWriter told)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("weir-width");
    Path seen = directory.resolve("seen.exec");
    try {
      int exitCode = simulate(seen, arguments, told);
      ExecFileLoader loader = new ExecFileLoader();
      if (Files.exists(seen)) {
        loader.load(seen.toFile());
      }
      return new WatchedSimulation(loader.getExecutionDataStore(), exitCode);
    } finally {
      Files.deleteIfExists(seen);
      Files.delete(directory);
    }
  }

  private static int simulate(Path seen, List<String> arguments, PrintWriter told)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:%s=destfile=%s,includes=io.weir.*".formatted(agent(), seen));
    command.addAll(List.of("-cp", classPath(), Chaos.class.getName(), "simulate"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.println(line);
        told.flush();
      }
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static Path agent() {
    try {
      return Path.of(IAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("JaCoCo's agent is nowhere", e);
    }
  }
}
