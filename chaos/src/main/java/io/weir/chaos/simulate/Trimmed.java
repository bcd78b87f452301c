package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;

/**
 * What Kinesis answers about a number that it has trimmed: it refuses it, reads from the oldest
 * record on, or answers with empty pages without end (KIN-41).
 */
final class Trimmed {

  /** An iterator that has nothing but empty pages. */
  static final String EMPTY = "nothing-but-empty-pages";

  private static final int MOST_EMPTY = 4;

  private final World world;
  private final StreamService service;
  private int empty;

  Trimmed(World world, StreamService service) {
    this.world = world;
    this.service = service;
  }

  /** Tells whether an iterator for a number leads nowhere; throws if the number is refused. */
  boolean leadsNowhere(String shardId, String number) {
    if (!world.weather().has(Fault.TRIMMED_START) || !isTrimmed(shardId, number)) {
      return false;
    }
    world.weather().struck(Fault.TRIMMED_START);
    world.trouble();
    switch (world.random().nextInt(3)) {
      case 0 -> {
        return false;
      }
      case 1 -> {
        return empty++ < MOST_EMPTY;
      }
      default -> {
        String message = "the number is no longer known";
        throw InvalidArgumentException.builder()
            .message(message)
            .awsErrorDetails(Errors.details("InvalidArgumentException", message))
            .statusCode(400)
            .build();
      }
    }
  }

  private boolean isTrimmed(String shardId, String number) {
    ObjectNode oldest =
        StreamService.object()
            .put("StreamName", StreamService.STREAM)
            .put("ShardId", shardId)
            .put("ShardIteratorType", "TRIM_HORIZON");
    String iterator = service.call("GetShardIterator", oldest).path("ShardIterator").asText();
    JsonNode page =
        service
            .call(
                "GetRecords", StreamService.object().put("ShardIterator", iterator).put("Limit", 1))
            .path("Records");
    return page.isEmpty()
        || new BigInteger(page.path(0).path("SequenceNumber").asText())
                .compareTo(new BigInteger(number))
            > 0;
  }
}
