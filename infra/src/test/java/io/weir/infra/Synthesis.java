package io.weir.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awscdk.App;

/** Synthesizes as {@code cdk synth} does, with the context of cdk.json, but with a stand-in jar. */
final class Synthesis {

  static final Path STAND_IN = Path.of("src", "test", "function", "function.jar").toAbsolutePath();

  /** Without files of stages: what a test says is all that is said. */
  static final Workspace WORKSPACE =
      new Workspace(STAND_IN, STAND_IN, STAND_IN, Path.of("target", "no-stages"));

  private Synthesis() {}

  static JsonNode template(Map<String, String> options, Path out) {
    return template(options, out, stack -> {});
  }

  /** Lets a change to the stack slip in before it is written. */
  static JsonNode template(Map<String, String> options, Path out, Consumer<PipelineStack> change) {
    App app = App.Builder.create().outdir(out.toString()).context(context(options)).build();
    PipelineStack stack = Infra.add(app, Settings.from(options), WORKSPACE);
    change.accept(stack);
    app.synth();
    return Golden.read(out.resolve(stack.getStackName() + ".template.json"));
  }

  static Map<String, Object> context(Map<String, String> options) {
    Map<String, Object> context = new TreeMap<>();
    Golden.read(Path.of("..", "cdk.json"))
        .path("context")
        .properties()
        .forEach(
            it -> context.put(it.getKey(), Golden.JSON.convertValue(it.getValue(), Object.class)));
    context.putAll(options);
    return context;
  }
}
