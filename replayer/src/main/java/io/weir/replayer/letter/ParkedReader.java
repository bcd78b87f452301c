package io.weir.replayer.letter;

import io.weir.replayer.letter.UnreadableMessage.Kind;
import java.util.Optional;

/** Reads our own dead letter; {@code testdata/parked} is the contract. */
final class ParkedReader {

  private static final int NEWEST = 2;

  private ParkedReader() {}

  static DeadLetter read(Fields message) {
    try {
      int version = message.count("version", 1);
      if (version > NEWEST) {
        return new UnreadableMessage(
            Kind.UNKNOWN_SHAPE, "a parked record of version " + version + ", newer than this tool");
      }
      Fields rejection = message.object("rejection");
      Optional<Fields> function = message.optionalObject("function");
      return new ParkedRecord(
          message.time("parkedAt"),
          rejection.text("reason"),
          rejection.text("detail"),
          record(message.object("record")),
          function.flatMap(f -> f.optionalText("arn")),
          function.flatMap(f -> f.optionalText("requestId")));
    } catch (MalformedException e) {
      return e.alien(Kind.BROKEN_PARKED_RECORD);
    }
  }

  static RecoveredRecord record(Fields record) throws MalformedException {
    return new RecoveredRecord(
        new Coordinates(
            record.streamArn("streamArn"),
            record.shardId("shardId"),
            record.sequenceNumber("sequenceNumber"),
            record.place("place")),
        record.text("partitionKey"),
        record.base64("data"),
        record.time("arrivedAt"));
  }
}
