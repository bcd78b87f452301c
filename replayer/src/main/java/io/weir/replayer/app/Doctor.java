package io.weir.replayer.app;

import io.weir.replayer.doctor.Checkup;
import io.weir.replayer.doctor.Finding;
import io.weir.replayer.doctor.MappingFacts;
import io.weir.replayer.doctor.Probes;
import io.weir.replayer.doctor.Probes.ProbeException;
import io.weir.replayer.letter.StreamArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether the dead letters of a pipeline can be recovered at all. Changes nothing. */
public final class Doctor {

  private final Pipeline pipeline;
  private final Probes probes;
  private final List<Finding> findings = new ArrayList<>();
  private final List<MappingFacts> mappings = new ArrayList<>();
  private Optional<Duration> shortest = Optional.empty();

  private Doctor(Pipeline pipeline, Probes probes) {
    this.pipeline = pipeline;
    this.probes = probes;
  }

  /** Returns what was found; what could not be looked at is a finding, too. */
  public static List<Finding> examine(Pipeline pipeline, Probes probes) {
    Doctor doctor = new Doctor(pipeline, probes);
    doctor.examine();
    return List.copyOf(doctor.findings);
  }

  private void examine() {
    pipeline.trust().streams().forEach(this::stream);
    if (pipeline.trust().streams().isEmpty()) {
      findings.add(Finding.unknown("mapping", "no stream is known", "add --stream or --function"));
    }
    queue();
    pipeline.table().ifPresent(table -> findings.add(probes.lookUp(table)));
    pipeline.invoked().forEach(function -> findings.add(probes.invoke(function)));
  }

  private void stream(StreamArn stream) {
    Optional<Duration> retention = retention(stream);
    if (shortest.isEmpty()
        || retention.filter(it -> it.compareTo(shortest.get()) < 0).isPresent()) {
      shortest = retention;
    }
    try {
      List<MappingFacts> here = probes.mappings(stream, pipeline.trust().functions());
      if (here.isEmpty()) {
        findings.add(
            Finding.unknown(
                "mapping", "no mapping reads " + stream.name(), "check --stream and --function"));
      }
      here.forEach(mapping -> findings.addAll(Checkup.mapping(mapping, retention)));
      mappings.addAll(here);
    } catch (ProbeException e) {
      findings.add(unknown("mapping", e, "allow lambda:ListEventSourceMappings"));
    }
    findings.add(probes.read(stream));
  }

  private Optional<Duration> retention(StreamArn stream) {
    try {
      return Optional.of(probes.retention(stream));
    } catch (ProbeException e) {
      findings.add(unknown("stream", e, "allow kinesis:DescribeStreamSummary"));
      return Optional.empty();
    }
  }

  private void queue() {
    boolean pointers =
        mappings.isEmpty() || !mappings.stream().allMatch(MappingFacts::keepsPayloads);
    try {
      findings.addAll(Checkup.queue(probes.queue(pipeline.queue()), shortest, pointers));
    } catch (ProbeException e) {
      findings.add(unknown("queue", e, "allow sqs:GetQueueAttributes"));
    }
  }

  private static Finding unknown(String check, ProbeException why, String advice) {
    return Finding.unknown(check, String.valueOf(why.getMessage()), advice);
  }
}
