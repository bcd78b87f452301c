package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of disagreements is about facts that exist, and the page shows all of it. */
class DisagreementTest {

  private static final Path PAGE = Path.of("../docs/kinesis-contract.md");

  private static final List<Disagreement> ALL =
      Stream.of(KinesisLocalDisagreements.ALL, MotoDisagreements.ALL)
          .flatMap(List::stream)
          .toList();

  @Test
  void eachIsAboutAFactOfTheContractAndListedOnce() {
    assertThat(ALL).extracting(Disagreement::fact).isSubsetOf(facts());
    assertThat(ALL).extracting(it -> it.emulator() + it.fact()).doesNotHaveDuplicates();
    assertThat(ALL).extracting(Disagreement::sign).doesNotContain("");
  }

  @Test
  void thePageListsThemAllInThisOrder() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(page)
        .endsWith(ALL.stream().map(it -> it.row() + "\n").collect(Collectors.joining()));
    assertThat(page)
        .contains("one suite of " + facts().size() + " facts")
        .contains(kept(KinesisLocalDisagreements.ALL))
        .contains(kept(MotoDisagreements.ALL));
  }

  private static String kept(List<Disagreement> disagreements) {
    int facts = facts().size();
    return "| %d of %d | %d |".formatted(facts - disagreements.size(), facts, disagreements.size());
  }

  private static List<String> facts() {
    return Stream.of(
            RecordContract.class, IteratorContract.class, ShardContract.class, StreamContract.class)
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .toList();
  }
}
