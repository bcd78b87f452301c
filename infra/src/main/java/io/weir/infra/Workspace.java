package io.weir.infra;

import io.weir.infra.Node.MissingException;
import io.weir.infra.settings.FunctionSettings.Handler;
import io.weir.infra.settings.Settings;
import io.weir.infra.stack.Jars;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;

/**
 * Where the app finds what it deploys, and what it is told.
 *
 * @param handler the function's jar
 * @param powertools the jar with Powertools' classes in its place
 * @param replayer the replayer's jar
 * @param stages the directory of the stages' files
 */
record Workspace(Path handler, Path powertools, Path replayer, Path stages) {

  /** Finds the other jars in their modules, as the function's jar lies in its own. */
  static Workspace ofProperties() {
    Path handler = path("handler.jar", "handler/target/handler.jar");
    return new Workspace(
        handler,
        handler.resolveSibling("../../powertools/target/powertools-handler.jar").normalize(),
        handler.resolveSibling("../../replayer/target/replayer.jar").normalize(),
        path("stages", "stages"));
  }

  private static Path path(String property, String otherwise) {
    return Path.of(System.getProperty(property, otherwise)).toAbsolutePath().normalize();
  }

  Jars jars(Settings settings) {
    boolean ours = settings.function().handler() == Handler.WEIR;
    return new Jars(
        ours
            ? code(handler, "-pl handler -am")
            : code(powertools, "-Ppowertools -pl powertools -am"),
        settings.replayer().rescueEvery().map(it -> code(replayer, "-pl replayer -am")));
  }

  private static Code code(Path jar, String modules) {
    if (!Files.isRegularFile(jar)) {
      throw new MissingException(
          "there is no " + jar + ": build it with mvn -Dquick package " + modules);
    }
    return Code.fromAsset(jar.toString());
  }
}
