package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.infra.Node.MissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Node is looked for. */
class NodeTest {

  @Test
  void missingNodeIsOneLineThatSaysWhatToDo(@TempDir Path empty) {
    assertThatExceptionOfType(MissingException.class)
        .isThrownBy(() -> Node.require(Map.of("PATH", empty.toString())))
        .withMessageContaining("install Node")
        .satisfies(it -> assertThat(it.getMessage()).hasLineCount(1));
  }

  @Test
  void isFoundOnThePathOrByItsOwnVariable(@TempDir Path directory) throws IOException {
    Path program = Files.createFile(directory.resolve("node"));
    assertThat(Node.present(Map.of("PATH", directory.toString()))).isFalse();

    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Node.present(Map.of("PATH", directory.toString()))).isTrue();
    assertThat(Node.present(Map.of("JSII_NODE", program.toString()))).isTrue();
  }
}
