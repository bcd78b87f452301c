package io.weir.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.Part;
import io.weir.event.StreamRecord;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Parked;
import io.weir.handler.call.Outcome.Stored;
import io.weir.handler.log.LogStart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the function answers whatever Lambda hands it. */
class AnswerTest {

  private final Rig rig = new Rig(false, Wiring.own());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void answersAnEmptyBatchWithAnEmptyList() {
    assertThat(rig.invoke(Batches.of(List.of()))).isEmpty();
  }

  @Test
  void throwsForAnEventWithoutRecords() {
    assertThatThrownBy(() -> rig.invoke(new KinesisEvent()))
        .hasMessage("not an event of a Kinesis mapping: it has no Records");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"key1\":\"v\"}",
        "{\"eventSource\":\"aws:kafka\",\"records\":{\"t-0\":[{\"value\":\"eyJhIjoxfQ==\"}]}}",
        "{\"invocationId\":\"i\",\"records\":[{\"recordId\":\"1\",\"data\":\"eyJhIjoxfQ==\"}]}",
        "{\"eventSource\":\"aws:rmq\",\"rmqMessagesByQueue\":{\"q::/\":[{\"data\":\"e30=\"}]}}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\",\"body\":\"{}\"}]}"
      })
  void throwsForTheEventOfAnotherMapping(String event) {
    assertThatThrownBy(() -> answer(event))
        .hasMessageContaining("not an event of a Kinesis mapping");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Records\":[]}", "{\"Records\":null}"})
  void anEventWithNoRecordInItIsASuccess(String event) throws IOException {
    assertThat(answer(event)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private String answer(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    rig.handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, rig.context);
    return out.toString(UTF_8);
  }

  @Test
  void throwsForARecordThatCouldNotBeReported() {
    KinesisEventRecord nameless = Batches.record("", "a=1".getBytes(UTF_8));

    assertThatThrownBy(() -> rig.invoke(Batches.of(List.of(nameless))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an event of a Kinesis mapping");
  }

  @Test
  void reportsASequenceNumberOnceThoughTwoRecordsShareIt() {
    List<KinesisEventRecord> unpacked =
        List.of(
            Batches.record("100", "poison 1".getBytes(UTF_8)),
            Batches.record("100", "a=1".getBytes(UTF_8)),
            Batches.record("100", "poison 2".getBytes(UTF_8)));

    assertThat(rig.invoke(Batches.of(unpacked))).containsExactly("100");
    assertThat(rig.table.items()).containsOnlyKeys("a");
  }

  @Test
  void defersARecordWithBrokenCoordinates() {
    KinesisEventRecord elsewhere = Batches.record("101", "b".getBytes(UTF_8));
    elsewhere.setEventID("shardId-000000000000:999");

    assertThat(
            rig.invoke(
                Batches.of(List.of(Batches.record("100", "a=1".getBytes(UTF_8)), elsewhere))))
        .containsExactly("101");
  }

  @Test
  void takesTheStreamsNameFromAConsumersArn() {
    KinesisEventRecord record = Batches.record("100", "no id".getBytes(UTF_8));
    record.setEventSourceARN(Batches.STREAM_ARN + "/consumer/fast:1789809074");

    assertThat(rig.invoke(Batches.of(List.of(record)))).isEmpty();
    assertThat(rig.table.items()).containsOnlyKeys("EventStream/shardId-000000000000/100");
  }

  @Test
  void reportsEveryRecordWhenAStepBreaks() {
    Steps broken =
        new Steps(
            Batches.DECODER,
            (events, deadline) -> {
              throw new IllegalStateException("a bug in the store");
            },
            (poison, by, deadline) -> List.of(),
            Duration.ZERO);
    StreamHandler handler =
        new StreamHandler(
            LogStart.begin(), Wiring.own(), broken, Telemetry.of(Settings.from(Map.of())));

    assertThat(
            Batches.failed(handler.handleRequest(Batches.of("a=1", "poison", "b=2"), rig.context)))
        .containsExactly("100", "101", "102");
  }

  /** What the store has not asked for is judged too, and what comes again is not parked. */
  @Test
  void reportsThePoisonBehindTheEventOnWhichAStoreBrokeOff() {
    List<String> parked = new ArrayList<>();
    Steps broken =
        new Steps(
            Batches.DECODER,
            (events, deadline) -> {
              events.next();
              throw new IllegalStateException("a bug in the store");
            },
            (poison, by, deadline) -> {
              poison.forEach(each -> parked.add(each.record().origin().sequenceNumber()));
              return poison.stream().<Outcome>map(each -> new Parked(each.rejection())).toList();
            },
            Duration.ZERO);
    StreamHandler handler =
        new StreamHandler(
            LogStart.begin(), Wiring.own(), broken, Telemetry.of(Settings.from(Map.of())));

    assertThat(
            Batches.failed(
                handler.handleRequest(
                    Batches.of("poison", "a=1", "b=2", "c=3", "poison"), rig.context)))
        .containsExactly("101", "102", "103", "104");
    assertThat(parked).containsExactly("100");
  }

  /** A decoded event takes many times its bytes: a whole batch of them may not fit the memory. */
  @Test
  void decodesARecordWhenTheStoreAsksForItsEvent() {
    AtomicInteger decoded = new AtomicInteger();
    List<Integer> ahead = new ArrayList<>();
    Steps steps =
        new Steps(
            new Decoder() {
              @Override
              public List<Part> parts(StreamRecord record) {
                return Batches.DECODER.parts(record);
              }

              @Override
              public Decoded judge(Part part) {
                decoded.incrementAndGet();
                return Batches.DECODER.judge(part);
              }
            },
            (events, deadline) -> {
              List<Outcome> outcomes = new ArrayList<>();
              while (events.hasNext()) {
                events.next();
                outcomes.add(new Stored());
                ahead.add(decoded.get() - outcomes.size());
              }
              return outcomes;
            },
            (poison, by, deadline) -> List.of(),
            Duration.ZERO);
    StreamHandler handler =
        new StreamHandler(
            LogStart.begin(), Wiring.own(), steps, Telemetry.of(Settings.from(Map.of())));

    assertThat(handler.handleRequest(Batches.of("a=1", "b=2", "c=3"), rig.context))
        .returns(List.of(), StreamsEventResponse::getBatchItemFailures);
    assertThat(ahead).containsExactly(0, 0, 0);
  }
}
