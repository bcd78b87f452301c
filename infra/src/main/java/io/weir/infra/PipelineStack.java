package io.weir.infra;

import io.weir.infra.settings.Settings;
import io.weir.infra.stack.Jars;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.constructs.Construct;

/**
 * A stack with one pipeline and nothing else. Its outputs are a contract with {@code replayer
 * --stack}, see {@code docs/deploying.md}.
 */
public final class PipelineStack extends Stack {

  /** Makes the stack {@code weir-dev}, {@code weir-prod}, or what the settings call it. */
  public PipelineStack(Construct scope, Settings settings, Jars jars) {
    super(scope, settings.names().stack(), props(settings));
    // CDK leaves a construct of that id out of logical ids: those of stacks that run stay.
    settings
        .stage()
        .place()
        .boundary()
        .map(it -> ManagedPolicy.fromManagedPolicyName(this, "Boundary", it))
        .ifPresent(PermissionsBoundary.of(this)::apply);
    Pipeline pipeline = new Pipeline(this, "Default", settings, jars);
    pipeline
        .outputs()
        .forEach((id, value) -> CfnOutput.Builder.create(this, id).value(value).build());
  }

  private static StackProps props(Settings settings) {
    TreeMap<String, String> tags = new TreeMap<>(settings.stage().tags());
    tags.put("project", "weir");
    tags.put("stage", settings.stage().name());
    return StackProps.builder()
        .description("Weir " + settings.stage().name() + ": a Kinesis stream, every record kept")
        .terminationProtection(settings.stage().durable())
        // As a property: the aspect would put tags on the dashboard, which has none.
        .tags(tags)
        .env(environment(settings))
        .analyticsReporting(false)
        .build();
  }

  /** Without both, the credentials at hand say where it goes. */
  private static Environment environment(Settings settings) {
    Environment.Builder builder = Environment.builder();
    settings.stage().place().account().ifPresent(builder::account);
    settings.stage().place().region().ifPresent(builder::region);
    return builder.build();
  }
}
