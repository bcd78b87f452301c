package io.weir.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which function runs, as options. */
final class FunctionOptions {

  @Option(
      names = "--function",
      paramLabel = "JAR",
      description = "The function's jar. Default: Weir's own handler.jar")
  private Path jar = OurJar.beside("../../handler/target/handler.jar");

  @Option(
      names = "--handler",
      paramLabel = "CLASS",
      defaultValue = "io.weir.handler.StreamHandler",
      description = "Its handler. Default: ${DEFAULT-VALUE}")
  private String handler = "";

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable for the function, such as POISON=park. May be repeated.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--function-log",
      paramLabel = "FILE",
      description = "Append the function's log to this file. Default: a temporary one")
  private @Nullable Path log;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  String handler() {
    return handler;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Opens the file that the function's log goes to. */
  FunctionLog openLog() {
    return FunctionLog.open(Optional.ofNullable(log));
  }

  /** Returns the jar, or says that it is missing and how to make it. */
  Path jar() {
    if (!Files.isRegularFile(jar)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no function at "
              + jar
              + ": build it with mvn -Dquick package, or name another with --function JAR");
    }
    return jar;
  }
}
