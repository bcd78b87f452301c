package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The numbered rules of AWS: each citation leads to a rule with its source. */
class RulesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CITED = Pattern.compile("\\b(ESM|KIN|DDB|SQS|LAM|CW|CFN)-\\d+\\b");
  private static final Pattern STATED =
      Pattern.compile("^\\| ((ESM|KIN|DDB|SQS|LAM|CW|CFN)-\\d+) \\|", Pattern.MULTILINE);

  @Test
  void everyRuleThatIsCitedIsWrittenDown() throws IOException {
    String rules = Files.readString(ROOT.resolve("docs").resolve("aws-behaviour.md"));
    Set<String> stated =
        STATED.matcher(rules).results().map(it -> it.group(1)).collect(Collectors.toSet());

    assertThat(stated).hasSizeGreaterThan(50).containsAll(cited());
  }

  @Test
  void noNumberIsGivenTwice() throws IOException {
    String rules = Files.readString(ROOT.resolve("docs").resolve("aws-behaviour.md"));

    assertThat(STATED.matcher(rules).results().map(it -> it.group(1))).doesNotHaveDuplicates();
  }

  private static Set<String> cited() throws IOException {
    Set<String> cited = new TreeSet<>();
    for (String module :
        new String[] {
          "event", "handler", "local", "powertools", "chaos", "infra", "replayer", "bench"
        }) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .flatMap(file -> CITED.matcher(text(file)).results())
            .map(MatchResult::group)
            .forEach(cited::add);
      }
    }
    return cited;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
