package io.weir.replayer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.doctor.Finding.Level;
import io.weir.replayer.doctor.Probes.QueueFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which settings lose data, and which only hurt. */
class CheckupTest {

  private static final Optional<Duration> A_WEEK = Optional.of(Duration.ofDays(7));

  private static final MappingFacts GOOD =
      new MappingFacts(
          "id",
          "Enabled",
          "OK",
          Optional.of("arn:aws:sqs:us-east-1:123456789012:dlq"),
          2,
          Optional.empty(),
          true,
          true,
          1,
          false);

  private static Map<String, Level> levels(List<Finding> findings) {
    return findings.stream().collect(Collectors.toMap(Finding::check, Finding::level));
  }

  private static MappingFacts with(
      Optional<String> destination, int retries, Optional<Duration> maxAge, int lanes) {
    return new MappingFacts(
        "id", "Enabled", "", destination, retries, maxAge, false, false, lanes, true);
  }

  @Test
  void aGoodMappingHasNothingToComplainAbout() {
    assertThat(Checkup.mapping(GOOD, A_WEEK)).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void withoutADestinationDataIsLost() {
    assertThat(levels(Checkup.mapping(with(Optional.empty(), 2, Optional.empty(), 1), A_WEEK)))
        .containsEntry("destination", Level.FAIL)
        .containsEntry("bisect", Level.WARN)
        .containsEntry("report failures", Level.WARN)
        .containsEntry("filter", Level.WARN);
  }

  @Test
  void endlessRetriesLoseDataUnlessTheAgeEndsThem() {
    assertThat(levels(Checkup.mapping(with(GOOD.destination(), -1, Optional.empty(), 1), A_WEEK)))
        .containsEntry("retries", Level.FAIL);
    assertThat(
            levels(
                Checkup.mapping(
                    with(GOOD.destination(), -1, Optional.of(Duration.ofHours(2)), 1), A_WEEK)))
        .containsEntry("retries", Level.OK);
  }

  @Test
  void anAgeNearTheRetentionLeavesNoTimeToAct() {
    assertThat(levels(Checkup.mapping(with(GOOD.destination(), 2, A_WEEK, 1), A_WEEK)))
        .containsEntry("retries", Level.FAIL);
    assertThat(
            levels(
                Checkup.mapping(
                    with(GOOD.destination(), 2, Optional.of(Duration.ofDays(6).plusHours(1)), 1),
                    A_WEEK)))
        .containsEntry("retries", Level.WARN);
  }

  @Test
  void lanesPutForeignRecordsIntoARange() {
    assertThat(levels(Checkup.mapping(with(GOOD.destination(), 2, Optional.empty(), 10), A_WEEK)))
        .containsEntry("lanes", Level.WARN);
  }

  @Test
  void aPointerMustNotOutliveItsPayload() {
    QueueFacts queue = new QueueFacts("dlq", Optional.of(Duration.ofDays(14)), 3, false);
    assertThat(levels(Checkup.queue(queue, Optional.of(Duration.ofDays(1)), true)))
        .containsEntry("stream retention", Level.FAIL)
        .containsEntry("queue retention", Level.OK);
    assertThat(levels(Checkup.queue(queue, A_WEEK, true)))
        .containsEntry("stream retention", Level.WARN);
    assertThat(levels(Checkup.queue(queue, Optional.of(Duration.ofDays(14)), true)))
        .containsEntry("stream retention", Level.OK);
  }

  @Test
  void aQueueOfParkedRecordsAloneWaitsForNoStream() {
    QueueFacts queue = new QueueFacts("dlq", Optional.of(Duration.ofDays(14)), 3, false);
    assertThat(levels(Checkup.queue(queue, Optional.of(Duration.ofHours(13)), false)))
        .containsEntry("stream retention", Level.OK);
  }

  @Test
  void aDestinationIsNamedAndNotVouchedFor() {
    assertThat(Checkup.mapping(GOOD, A_WEEK))
        .filteredOn(finding -> finding.check().equals("destination"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
        .satisfies(
            finding -> assertThat(finding.message()).contains("may write there is not checked"));
  }

  @Test
  void aRedrivePolicyOnTheQueueIsAWarning() {
    assertThat(
            levels(Checkup.queue(new QueueFacts("dlq", Optional.empty(), 0, true), A_WEEK, true)))
        .containsEntry("redrive policy", Level.WARN)
        .containsEntry("queue retention", Level.UNKNOWN);
  }
}
