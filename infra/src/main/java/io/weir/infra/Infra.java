package io.weir.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import io.weir.infra.Node.MissingException;
import io.weir.infra.loss.LossChecks;
import io.weir.infra.loss.LossRules;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.Settings;
import io.weir.infra.settings.Settings.FunctionSettings.Handler;
import io.weir.infra.stack.PipelineStack;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.lambda.Code;

/** The CDK app, which {@code cdk.json} runs: one stack, for the stage that the context names. */
public final class Infra {

  private Infra() {}

  /** Synthesizes, or says in one line why not and ends with 1. */
  public static void main(String[] arguments) {
    try {
      Node.require(System.getenv());
      Path jar = Path.of(System.getProperty("handler.jar", "handler/target/handler.jar"));
      synthesize(new App(), jar.toAbsolutePath().normalize());
    } catch (RefusedSettingException | MissingException e) {
      refuse(e.getMessage());
    } catch (RuntimeException e) {
      if (!String.valueOf(e.getMessage()).startsWith("ValidationFailed")) {
        throw e;
      }
      refuse("the template breaks rules, see above");
    }
  }

  private static void refuse(@Nullable String message) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    err.println("weir: " + message);
    System.exit(1);
  }

  /**
   * Adds the stack to an app and writes it.
   *
   * @throws RefusedSettingException if the context asks for what could lose a record
   * @throws RuntimeException if a rule of the stack's own or of cdk-nag is broken
   */
  static PipelineStack synthesize(App app, Path jar) {
    PipelineStack stack = add(app, jar);
    app.synth();
    return stack;
  }

  /** Adds the stack to an app, and the rules that it must keep. */
  static PipelineStack add(App app, Path jar) {
    Settings settings = Settings.from(context(app));
    Code code = Code.fromAsset(jar(settings.function().handler(), jar).toString());
    PipelineStack stack = new PipelineStack(app, settings, code);
    Validations.of(app)
        .addPlugins(
            new LossChecks(new LossRules(settings.stage().durable())),
            new AwsSolutionsChecks(app),
            new ServerlessChecks(app));
    return stack;
  }

  /** The jar of Powertools' handlers lies in its module, as the function's own jar in its own. */
  private static Path jar(Handler handler, Path own) {
    boolean ours = handler == Handler.WEIR;
    Path jar =
        ours
            ? own
            : own.resolveSibling("../../powertools/target/powertools-handler.jar").normalize();
    if (!Files.isRegularFile(jar)) {
      throw new MissingException(
          "there is no "
              + jar
              + ": build it with mvn -Dquick package"
              + (ours ? " -pl handler -am" : " -Ppowertools -pl powertools -am"));
    }
    return jar;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> context(App app) {
    return (Map<String, ?>) app.getNode().getAllContext();
  }
}
