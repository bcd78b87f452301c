package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;

/** What a command says to type next does what it says when it is typed. */
class ApplyLineTest extends AtAQueue {

  @BeforeEach
  void oneLetter() {
    operator.letter();
  }

  /** Splits a command line as a shell does, without its first word. */
  private static List<String> words(String line) throws IOException {
    String[] shell = {"sh", "-c", "for word in " + line + "; do printf '%s\\n' \"$word\"; done"};
    try (InputStream out = new ProcessBuilder(shell).start().getInputStream()) {
      List<String> words = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(words).first().isEqualTo("replayer");
      return new ArrayList<>(words.subList(1, words.size()));
    }
  }

  private static String after(String mark, String text) {
    return text.substring(text.indexOf(mark) + mark.length()).lines().findFirst().orElseThrow();
  }

  private String plan() {
    Shell.Result plan = operator.plan();
    assertThat(plan.exit()).as(plan.err()).isEqualTo(Exit.OK);
    return after("nothing was sent; run: ", plan.err());
  }

  @Test
  void whatPlanSaysToRunIsWrittenDownInTheSameJournal() throws IOException {
    List<String> words = words(plan());
    words.add("--yes");

    Shell.Result result = Shell.plain(words.toArray(String[]::new));

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(Files.readAllLines(operator.copies())).hasSize(1);
    assertThat(Files.readString(operator.journal())).contains("\"apply\"");
  }

  @Test
  void aRunThatWasStoppedSaysHowItGoesOn() throws IOException {
    List<String> words = words(plan());
    words.addAll(List.of("--yes", "--reason", "it's INC-42"));

    Shell.Result stopped = Shell.until(Instant.now(), words.toArray(String[]::new));

    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(Exit.INTERRUPTED);
    assertThat(operator.copies()).isEmptyFile();
    Shell.Result result =
        Shell.plain(words(after("go on with: ", stopped.out())).toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(Files.readString(operator.journal())).contains("it's INC-42");
  }

  @Test
  void aRedrivesOptionsAreRepeatedAsFarAsApplyHasThem() throws IOException {
    String[] given =
        ("redrive -y --queue q --cause X --profile ops --region us-east-1 --rescued a_b"
                + " --endpoint-url http://127.0.0.1:1 --journal dynamodb:team --actor me"
                + " --max-attempts 5 --ramp 1,100% --reason it's_late --reveal -o json")
            .split(" ");
    ParseResult parsed =
        Commands.commandLine(Console.ofProcess())
            .parseArgs(Stream.of(given).map(it -> it.replace('_', ' ')).toArray(String[]::new));

    String line =
        new ApplyLine(parsed.subcommand().commandSpec().commandLine(), Path.of("p")).text();

    assertThat(words(line))
        .startsWith("apply", "p")
        .containsSubsequence("--profile", "ops")
        .containsSubsequence("--region", "us-east-1")
        .containsSubsequence("--endpoint-url", "http://127.0.0.1:1")
        .containsSubsequence("--rescued", "a b")
        .containsSubsequence("--journal", "dynamodb:team")
        .containsSubsequence("--actor", "me")
        .containsSubsequence("--max-attempts", "5")
        .containsSubsequence("--ramp", "1,100%")
        .containsSubsequence("--reason", "it's late")
        .contains("--yes")
        .doesNotContain("--queue", "--cause", "--reveal", "--output");
  }
}
