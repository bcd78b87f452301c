package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StoredEvent.Likeness;
import io.weir.event.StreamRecord;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.replayer.examine.StoreLookup.LookupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every key is asked for until it is answered. */
@Timeout(60)
class DynamoDbStoreLookupTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A table that holds the even ones, and answers at most {@code atOnce} keys a call. */
  private static final class Table implements Service {
    private final int atOnce;
    private final List<Integer> asked = new ArrayList<>();

    private Table(int atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public boolean serves(Request request) {
      return request.header("X-Amz-Target").orElse("").endsWith("BatchGetItem");
    }

    @Override
    public Reply handle(Request request) {
      try {
        JsonNode wanted = JSON.readTree(request.body()).path("RequestItems").path("EventLogs");
        ArrayNode found = JSON.createArrayNode();
        ArrayNode left = JSON.createArrayNode();
        int n = 0;
        for (JsonNode key : wanted.path("Keys")) {
          String id = key.path("eventId").path("S").textValue();
          if (n++ >= atOnce) {
            left.add(key);
          } else if (Integer.parseInt(id) % 2 == 0) {
            ObjectNode item = found.addObject();
            item.set("eventId", key.path("eventId"));
            item.putObject("partitionKey").put("S", "k");
            item.putObject("contentHash").put("S", event(Integer.parseInt(id), "k").contentHash());
          }
        }
        asked.add(n);
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("Responses").set("EventLogs", found);
        ObjectNode unprocessed = answer.putObject("UnprocessedKeys");
        if (!left.isEmpty()) {
          ((ObjectNode) wanted).set("Keys", left);
          unprocessed.set("EventLogs", wanted);
        }
        return new Reply(
            200,
            Map.of("Content-Type", "application/x-amz-json-1.0"),
            JSON.writeValueAsBytes(answer));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<Optional<Likeness>> lookUp(Table table, int keys) throws LookupException {
    List<Event> events = IntStream.range(0, keys).mapToObj(i -> event(i, "k")).toList();
    return lookUp(table, events);
  }

  private static Event event(int id, String partitionKey) {
    byte[] payload = "{\"eventId\":\"%d\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
    Origin origin = new Origin("orders", "shardId-000000000000", "1", Instant.EPOCH);
    return (Event)
        new EventDecoder(EventSettings.DEFAULT)
            .decode(new StreamRecord(origin, partitionKey, ByteBuffer.wrap(payload)));
  }

  private static List<Optional<Likeness>> lookUp(Table table, List<Event> events)
      throws LookupException {
    try (LocalServices services = new LocalServices(table)) {
      return new DynamoDbStoreLookup(services.clients()::dynamoDb, "EventLogs", time -> {})
          .look(events);
    }
  }

  @Test
  void keysThatStayUnprocessedAreAskedForAgain() throws LookupException {
    Table table = new Table(40);
    List<Optional<Likeness>> found = lookUp(table, 250);
    assertThat(found).hasSize(250);
    assertThat(found.get(248)).contains(Likeness.SAME);
    assertThat(found.get(249)).isEmpty();
    assertThat(found.stream().filter(Optional::isPresent)).hasSize(125);
    assertThat(table.asked).containsExactly(100, 60, 20, 100, 60, 20, 50, 10);
  }

  @Test
  void eventsOfOneIdentityAreAskedForOnceAndComparedEach() throws LookupException {
    Table table = new Table(100);
    assertThat(lookUp(table, List.of(event(2, "k"), event(2, "other"), event(2, "k"))))
        .containsExactly(
            Optional.of(Likeness.SAME),
            Optional.of(Likeness.OTHER_PARTITION_KEY),
            Optional.of(Likeness.SAME));
    assertThat(table.asked).containsExactly(1);
  }

  @Test
  void aTableThatAnswersNothingIsNotAnEmptyTable() {
    assertThatThrownBy(() -> lookUp(new Table(0), 5))
        .isInstanceOf(LookupException.class)
        .hasMessageContaining("unprocessed");
  }
}
