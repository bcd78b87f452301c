package io.weir.replayer.cli;

import io.weir.replayer.app.Doctor;
import io.weir.replayer.app.Pipeline;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.AwsProbes;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.doctor.Finding;
import io.weir.replayer.doctor.Finding.Level;
import io.weir.replayer.terminal.Paragraph;
import io.weir.replayer.terminal.SafeText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** Says whether the deployed mapping's dead letters can be recovered at all. */
@Command(
    name = "doctor",
    description = {
      "Check whether dead letters can be recovered at all: the mapping's destination, "
          + "retries and bisection, the stream's retention against the queue's, and the "
          + "permissions.",
      "Exits with 5 if data will be lost, with 4 if something could not be looked at."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

  private final Console console;

  private static final String INDENT = " ".repeat(25);
  private static final int TEXT_WIDTH = 80 - INDENT.length();

  @Mixin private ConnectionOptions named;
  @Mixin private OutputOptions output;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AwsClients clients = named.clients()) {
      Pipeline pipeline = new PipelineLookup(clients, note -> {}).find(named.named(), false);
      List<Finding> findings = Doctor.examine(pipeline, new AwsProbes(clients));
      print(findings);
      if (findings.stream().anyMatch(it -> it.level() == Level.FAIL)) {
        return Exit.AT_RISK;
      }
      return findings.stream().anyMatch(it -> it.level() == Level.UNKNOWN)
          ? Exit.NO_ACCESS
          : Exit.OK;
    }
  }

  private void print(List<Finding> findings) {
    PrintWriter out = console.out();
    switch (output.format()) {
      case json ->
          JsonOutput.document(
              out, Map.of("findings", findings.stream().map(DoctorCommand::json).toList()));
      case ndjson -> findings.forEach(finding -> JsonOutput.line(out, json(finding)));
      case table -> {
        findings.forEach(finding -> print(out, finding));
        out.flush();
      }
    }
  }

  private static void print(PrintWriter out, Finding finding) {
    String colour =
        switch (finding.level()) {
          case OK -> "green";
          case WARN -> "yellow";
          default -> "red";
        };
    String level = Ansi.AUTO.string("@|" + colour + " " + "%-7s".formatted(finding.level()) + "|@");
    String head = level + " %-17s".formatted(finding.check());
    for (String line : Paragraph.of(SafeText.of(finding.message()), TEXT_WIDTH)) {
      out.println(head + line);
      head = INDENT;
    }
    if (!finding.advice().isEmpty()) {
      Paragraph.of(SafeText.of(finding.advice()), TEXT_WIDTH)
          .forEach(line -> out.println(INDENT + line));
    }
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", finding.level().name());
    json.put("check", finding.check());
    json.put("message", finding.message());
    json.put("advice", finding.advice());
    return json;
  }
}
