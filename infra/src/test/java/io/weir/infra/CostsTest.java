package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.infra.CostTable.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The costs that the documentation names are those that the templates come to. */
class CostsTest {

  private static final List<Load> LOADS =
      List.of(
          new Load(Golden.DEV, 1.2, 0.025),
          new Load(Golden.PROD, 20, 0.025),
          new Load(Golden.PROD, 500, 0.060));

  @Test
  void theTableOfThePageIsTheComputedOne() throws IOException {
    List<String> page = Files.readAllLines(Path.of("..", "docs", "deploying.md"));

    assertThat(page).containsSubsequence(CostTable.rows(LOADS));
  }

  @Test
  void whatAWriteCostsDependsOnWhatTheIndexHolds() throws IOException {
    List<String> page = Files.readAllLines(Path.of("..", "docs", "deploying.md"));

    assertThat(page).containsSubsequence(CostTable.writes(20));
  }
}
