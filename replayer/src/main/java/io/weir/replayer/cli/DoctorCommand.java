package io.weir.replayer.cli;

import io.weir.replayer.app.Pipeline;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.aws.KinesisStreamReader;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.aws.Probes;
import io.weir.replayer.doctor.Checkup;
import io.weir.replayer.doctor.Finding;
import io.weir.replayer.doctor.Finding.Level;
import io.weir.replayer.doctor.MappingFacts;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.terminal.Paragraph;
import io.weir.replayer.terminal.SafeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.core.exception.SdkException;

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
      Pipeline target = new PipelineLookup(clients, note -> {}).find(named.named(), false);
      List<Finding> findings = examine(clients, target);
      print(findings);
      if (findings.stream().anyMatch(it -> it.level() == Level.FAIL)) {
        return Exit.AT_RISK;
      }
      return findings.stream().anyMatch(it -> it.level() == Level.UNKNOWN)
          ? Exit.NO_ACCESS
          : Exit.OK;
    }
  }

  private List<Finding> examine(AwsClients clients, Pipeline target) {
    Probes probes = new Probes(clients);
    Discovery discovery = new Discovery(clients);
    List<Finding> findings = new ArrayList<>();
    List<MappingFacts> mappings = new ArrayList<>();
    Optional<Duration> shortest = Optional.empty();
    for (StreamArn stream : target.trust().streams()) {
      Optional<Duration> retention = retention(clients, stream, findings);
      shortest = Stream.of(shortest, retention).flatMap(Optional::stream).min(Duration::compareTo);
      List<MappingFacts> here = new ArrayList<>();
      findings.addAll(mappings(discovery, target, stream, here));
      here.forEach(it -> findings.addAll(Checkup.mapping(it, retention)));
      mappings.addAll(here);
      findings.add(probes.read(stream));
    }
    if (target.trust().streams().isEmpty()) {
      findings.add(Finding.unknown("mapping", "no stream is known", "add --stream or --function"));
    }
    boolean pointers =
        mappings.isEmpty() || !mappings.stream().allMatch(MappingFacts::keepsPayloads);
    findings.addAll(queue(probes, target, shortest, pointers));
    target.table().ifPresent(table -> findings.add(probes.lookUp(table)));
    target.invoked().forEach(function -> findings.add(probes.invoke(function)));
    return findings;
  }

  private static Optional<Duration> retention(
      AwsClients clients, StreamArn stream, List<Finding> findings) {
    try {
      return Optional.of(new KinesisStreamReader(clients::kinesis).retention(stream));
    } catch (StreamException e) {
      findings.add(
          Finding.unknown(
              "stream", String.valueOf(e.getMessage()), "allow kinesis:DescribeStreamSummary"));
      return Optional.empty();
    }
  }

  /** Finds the mappings of a stream; returns what is wrong with the finding itself. */
  private static List<Finding> mappings(
      Discovery discovery, Pipeline target, StreamArn stream, List<MappingFacts> found) {
    try {
      List<Mapping> mappings =
          discovery.mappingsFrom(stream).stream().filter(it -> isMeant(it, target)).toList();
      if (mappings.isEmpty()) {
        return List.of(
            Finding.unknown(
                "mapping", "no mapping reads " + stream.name(), "check --stream and --function"));
      }
      mappings.forEach(it -> found.add(Probes.facts(it)));
      return List.of();
    } catch (SdkException e) {
      return List.of(
          Finding.unknown(
              "mapping", Failure.of(e).message(), "allow lambda:ListEventSourceMappings"));
    }
  }

  private static boolean isMeant(Mapping mapping, Pipeline target) {
    return target.trust().functions().isEmpty()
        || target.trust().functions().contains(mapping.function().unqualified());
  }

  private static List<Finding> queue(
      Probes probes, Pipeline target, Optional<Duration> retention, boolean pointers) {
    try {
      return Checkup.queue(probes.queue(target.queueUrl().orElseThrow()), retention, pointers);
    } catch (SdkException e) {
      return List.of(
          Finding.unknown("queue", Failure.of(e).message(), "allow sqs:GetQueueAttributes"));
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
