package io.weir.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.lambda.Invocation.Returned;
import io.weir.local.lambda.RuntimeClient.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where AWS's runtime client has no native library, functions run and fail just the same. */
class StandInTest {

  private static final Machine MAC = new Machine("Mac OS X", "aarch64");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory = Path.of("");

  @Test
  void oneLineSaysWhatIsDifferent() {
    try (Function there = deploy(MAC)) {
      assertThat(there.notice())
          .hasValueSatisfying(
              line -> assertThat(line).contains("no native library").doesNotContain("\n"));
    }
    try (Function onLinux = deploy(new Machine("Linux", "amd64"))) {
      assertThat(onLinux.notice()).isEmpty();
    }
  }

  @Test
  void theHandlerIsToldTheSame() throws IOException {
    try (Function there = deploy(MAC);
        Function here = deploy(Machine.here())) {
      assertThat(context(there)).isEqualTo(context(here));
    }
  }

  @Test
  void noNativeCodeOfAmazonsIsLoaded() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/maps")), "only Linux tells");
    assumeTrue(RuntimeClient.nativeLibrary(Machine.here()).isPresent(), "there is none anyway");

    assertThat(nativeCodeOf(MAC)).isFalse();
    assertThat(nativeCodeOf(Machine.here())).isTrue();
  }

  private boolean nativeCodeOf(Machine machine) throws IOException {
    try (Function function = deploy(machine)) {
      context(function);
      long process = function.processes().iterator().next();
      return Files.readString(Path.of("/proc", Long.toString(process), "maps"))
          .contains("aws-lambda-jni");
    }
  }

  private Function deploy(Machine machine) {
    return new Function(TestFunctions.settings(directory, "Act"), line -> {}, machine);
  }

  private static JsonNode context(Function function) throws IOException {
    Returned answer = (Returned) function.invoke(TestFunctions.act("context"), "r-1");
    ObjectNode seen = (ObjectNode) JSON.readTree(answer.payload());
    assertThat(seen.path("remaining").asInt()).isBetween(30_000, 60_000);
    assertThat(seen.path("trace").asText()).startsWith("Root=1-");
    return seen.remove(List.of("remaining", "trace", "logStream", "directory"));
  }

  /** How functions fail. */
  @Nested
  class Failing extends FunctionFailureTest {
    @Override
    Machine machine() {
      return MAC;
    }
  }
}
