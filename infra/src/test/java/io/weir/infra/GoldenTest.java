package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The golden templates are what is synthesized. Synthesizing is also what runs Weir's own rules and
 * cdk-nag's packs, so each of them is known to be clean.
 *
 * <p>To accept a change: {@code mvn -pl infra -am verify -Dtest=GoldenTest -Dgolden.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}, and look at the difference before you commit it.
 */
@NeedsNode
@Timeout(300)
class GoldenTest {

  @ParameterizedTest
  @EnumSource
  void isWhatIsSynthesized(Golden golden, @TempDir Path out) throws IOException {
    JsonNode template = Synthesis.template(golden.options, out);

    String text = Golden.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(template) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden.file(), text);
    }
    assertThat(text)
        .as("a reviewed change is accepted with -Dgolden.update=true")
        .isEqualTo(Files.readString(golden.file()));
  }
}
