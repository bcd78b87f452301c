package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of every command. */
class HelpTest {

  static Stream<CommandLine> commands() {
    return Commands.commandLine(Console.ofProcess()).getSubcommands().values().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsATerminalOf80Columns(CommandLine command) {
    assertThat(command.setUsageHelpWidth(80).getUsageMessage(Ansi.OFF).lines())
        .as(command.getCommandName())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
  }

  /** A percent sign in a text is one of a format, too: a single one prints a warning instead. */
  @ParameterizedTest
  @MethodSource("commands")
  void hasNoTextThatCannotBeFormatted(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    List<String> texts = new ArrayList<>();
    texts.addAll(List.of(usage.header()));
    texts.addAll(List.of(usage.description()));
    texts.addAll(List.of(usage.footer()));

    assertThat(texts)
        .allSatisfy(
            text -> assertThatCode(() -> String.format(text)).as(text).doesNotThrowAnyException());
  }
}
