package io.weir.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.lambda.RuntimeClient.Machine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Lambda refuses when a function is created, and in which words. */
final class FunctionSettingsTest {
  private static final FunctionSettings SETTINGS =
      FunctionSettings.of("ingest", Path.of("handler.jar"), "io.weir.Handler");

  @Test
  void memoryIsBetween128And10240Megabytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withMemoryMb(127))
        .withMessage(
            "1 validation error detected: Value '127' at 'memorySize' failed to satisfy"
                + " constraint: Member must have value greater than or equal to 128");
    assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withMemoryMb(10_241));
    assertThat(SETTINGS.withMemoryMb(10_240).limits().memoryMb()).isEqualTo(10_240);
  }

  @Test
  void timeoutIsWholeSecondsUpToFifteenMinutes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withTimeout(Duration.ofMillis(999)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withTimeout(Duration.ofMillis(1500)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withTimeout(Duration.ofSeconds(901)));
    assertThat(SETTINGS.withTimeout(Duration.ofMinutes(15)).limits().timeout()).hasMinutes(15);
  }

  @Test
  void reservedVariablesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withVariable("AWS_REGION", "eu-west-1"))
        .withMessageEndingWith("Reserved keys used in this request: AWS_REGION");
  }

  @Test
  void variablesMayTakeFourKilobytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withVariable("LARGE", "x".repeat(4092)))
        .withMessageEndingWith("exceeded the 4KB limit.");
    assertThat(SETTINGS.withVariable("LARGE", "x".repeat(4091)).environment()).hasSize(1);
  }

  @Test
  void aNameHasNoSpaces() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunctionSettings.of("my function", Path.of("f.jar"), "H"))
        .withMessageContaining("'functionName'");
  }

  @Test
  void codeThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new Function(SETTINGS, line -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("handler.jar");
  }

  @Test
  void theRuntimeClientHasANativeLibraryForLinuxOnly() {
    assertThat(RuntimeClient.nativeLibrary(new Machine("Linux", "amd64")))
        .hasValueSatisfying(name -> assertThat(name).endsWith("x86_64.so"));
    assertThat(RuntimeClient.nativeLibrary(new Machine("Mac OS X", "aarch64"))).isEmpty();
    assertThat(RuntimeClient.nativeLibrary(new Machine("Windows 11", "amd64"))).isEmpty();
    assertThat(RuntimeClient.nativeLibrary(new Machine("Linux", "s390x"))).isEmpty();
  }
}
