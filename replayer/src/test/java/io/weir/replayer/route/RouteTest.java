package io.weir.replayer.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.journal.Resent;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.route.StreamPut.NewRecord;
import io.weir.replayer.route.StreamPut.Result;
import io.weir.replayer.run.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes through a route, and how its answer is read. */
class RouteTest {

  private static final StreamRoute.Waiting WAITING =
      new StreamRoute.Waiting(
          Duration.ZERO, () -> Instant.EPOCH, time -> {}, () -> false, resent -> Map.of());

  private static Work work(RecoveredRecord record) {
    return new Work(
        record,
        record.coordinates().stream().toString(),
        record.payload(),
        record.payload().sha256());
  }

  /** The recorded event of one record, to the last member and in Lambda's order. */
  @Test
  void theFunctionIsCalledWithLambdasOwnEvent() throws IOException {
    Path golden = Path.of("..", "testdata", "invocations", "one-record.json");
    JsonNode recorded = new JsonMapper().readTree(Files.readAllBytes(golden));
    JsonNode record = recorded.path("Records").path(0);
    JsonNode kinesis = record.path("kinesis");
    RecoveredRecord recovered =
        new RecoveredRecord(
            new Coordinates(
                StreamArn.parse(record.path("eventSourceARN").asText()).orElseThrow(),
                record.path("eventID").asText().split(":", 2)[0],
                SequenceNumber.of(kinesis.path("sequenceNumber").asText())),
            kinesis.path("partitionKey").asText(),
            Bytes.of(kinesis.path("data").binaryValue()),
            Instant.ofEpochMilli(
                kinesis
                    .path("approximateArrivalTimestamp")
                    .decimalValue()
                    .movePointRight(3)
                    .longValueExact()));

    byte[] event =
        new InvocationEvent(record.path("invokeIdentityArn").asText()).of(List.of(work(recovered)));

    assertThat(new String(event, StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(golden).strip());
  }

  @Test
  void aRecordThatIsPutAgainKeepsItsIdentityAndItsPartitionKey() {
    RecoveredRecord record = World.record(7, "key", "{\"n\":1}");
    List<NewRecord> put = new ArrayList<>();
    StreamRoute route =
        new StreamRoute(
            entries -> {
              put.addAll(entries);
              return List.of(new Result.Accepted("shardId-000000000001", "99"));
            },
            "orders",
            true,
            WAITING);

    List<Answer> answers = route.send(List.of(work(record)));

    assertThat(answers)
        .containsExactly(
            new Answer.InStream(
                new Resent("orders/shardId-000000000001/99", put.get(0).payload().sha256())));
    assertThat(put).singleElement().extracting(NewRecord::partitionKey).isEqualTo("key");
    Origin elsewhere = new Origin("orders", "shardId-000000000001", "99", Instant.EPOCH);
    assertThat(
            new EventDecoder(EventSettings.DEFAULT)
                .decode(new StreamRecord(elsewhere, "key", put.get(0).payload().buffer())))
        .isInstanceOfSatisfying(
            Event.class,
            event -> {
              assertThat(event.eventId()).isEqualTo("orders/shardId-000000000000/7");
              assertThat(event.contentHash()).isEqualTo(record.payload().sha256());
            });
  }

  @Test
  void everyEntryOfAPutHasItsOwnAnswer() {
    StreamRoute route =
        new StreamRoute(
            entries ->
                List.of(
                    new Result.Accepted("s", "1"),
                    new Result.Throttled("ProvisionedThroughputExceededException"),
                    new Result.Lost("InternalFailure")),
            "orders",
            true,
            WAITING);

    List<Answer> answers =
        route.send(
            List.of(
                work(World.record(1, "a", "{}")),
                work(World.record(2, "b", "no object")),
                work(World.record(3, "c", "{}")),
                work(World.record(4, "d", "{}"))));

    assertThat(answers)
        .hasExactlyElementsOfTypes(
            Answer.InStream.class, Answer.Failed.class, Answer.Throttled.class, Answer.Lost.class);
  }
}
