package io.weir.bench;

import io.weir.bench.measure.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables as one page of Markdown: {@code docs/benchmarks.md} is what {@code all} prints. */
final class Page {
  private static final String HEAD =
      """
      # What an event costs

      This page is printed by `java -jar bench/target/bench.jar all`. Each figure is the median of
      several rounds in which the contenders take turns, with the least and the most in brackets.
      Client and store run on one machine over the loopback; nothing here was measured on AWS.

      %s
      %s""";

  private Page() {}

  static String of(Map<String, String> machine, List<Table> tables) {
    return HEAD.formatted(
            Machine.markdown(machine),
            tables.stream().map(Table::markdown).collect(Collectors.joining("\n")))
        .stripTrailing();
  }
}
