package io.weir.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import io.weir.infra.Comparison.RefusedChangeException;
import io.weir.infra.Node.MissingException;
import io.weir.infra.loss.Template;
import io.weir.infra.settings.RefusedSettingException;
import io.weir.infra.settings.RunOptions;
import io.weir.infra.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/** The CDK app, which {@code cdk.json} runs: one stack, for the stage that the context names. */
public final class Infra {

  private Infra() {}

  /** Synthesizes, or says in one line why not and ends with 1. */
  public static void main(String[] arguments) {
    try {
      Map<String, String> environment = System.getenv();
      Notes notes = new Notes(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      Node.require(environment);
      synthesize(new App(), Workspace.ofProperties(), environment, notes);
    } catch (RefusedSettingException | RefusedChangeException | MissingException e) {
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
    String.valueOf(message).lines().forEach(line -> err.println("weir: " + line));
    System.exit(1);
  }

  /**
   * Adds the stack to an app, writes it, and compares it with what is deployed.
   *
   * @throws RefusedSettingException if the settings ask for what could lose a record
   * @throws RefusedChangeException if what runs would lose something
   * @throws RuntimeException if a rule of the stack's own or of cdk-nag is broken
   */
  static PipelineStack synthesize(
      App app, Workspace workspace, Map<String, String> environment, Notes notes) {
    Settings settings = Settings.from(context(app), workspace.stages());
    settings.mustFit(
        said(environment, "CDK_DEFAULT_ACCOUNT"), said(environment, "CDK_DEFAULT_REGION"));
    Optional<Account> account = Account.of(environment);
    Comparison comparison = Comparison.of(settings, RunOptions.from(context(app)), account, notes);
    Neighbours.check(settings, account, notes);
    PipelineStack stack = add(app, settings, workspace);
    app.synth();
    comparison.check(written(app, stack));
    return stack;
  }

  /** Adds the stack to an app, and the rules that it must keep. */
  static PipelineStack add(App app, Settings settings, Workspace workspace) {
    PipelineStack stack = new PipelineStack(app, settings, workspace.jars(settings));
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    return stack;
  }

  private static Template written(App app, PipelineStack stack) {
    try {
      return Template.read(Path.of(app.getOutdir(), stack.getTemplateFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> said(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(it -> !it.isBlank());
  }

  @SuppressWarnings("unchecked")
  static Map<String, ?> context(App app) {
    return (Map<String, ?>) app.getNode().getAllContext();
  }
}
