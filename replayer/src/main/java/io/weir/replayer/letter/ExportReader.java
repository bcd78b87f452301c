package io.weir.replayer.letter;

import io.weir.replayer.letter.UnreadableMessage.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ExportLine} wrote, and holds every byte against its hash. */
final class ExportReader {

  private ExportReader() {}

  static DeadLetter read(Fields line) {
    try {
      int version = line.count("version", 1);
      if (version > ExportLine.WITH_PLACES) {
        return new UnreadableMessage(
            Kind.UNKNOWN_SHAPE, "an export of version " + version + ", newer than this tool");
      }
      Fields message = line.object("message");
      message.text("id");
      message.count("receiveCount", 0);
      message.optionalTime("sentAt");
      message.optionalTime("firstReceivedAt");
      Attributes.read(message);
      DeadLetter original = LetterReader.read(message.hashed("body", "sha256"));
      List<RecoveredRecord> records = new ArrayList<>();
      for (Fields record : line.objects("records")) {
        record.hashed("data", "sha256");
        records.add(ParkedReader.record(record));
      }
      return new ExportedLetter(
          line.time("exportedAt"),
          original instanceof ExportedLetter inner ? inner.original() : original,
          line.text("verdict"),
          records);
    } catch (MalformedException e) {
      return e.alien(Kind.BROKEN_EXPORT);
    }
  }

  /** Returns the letter that a whole export was made of. */
  static Letter letter(Bytes line, ExportedLetter content) {
    try {
      Fields message = new Fields(Json.object(line.toArray()).orElseThrow(), "").object("message");
      return new Letter(
          message.text("id"),
          Optional.empty(),
          message.base64("body"),
          message.optionalTime("sentAt"),
          message.optionalTime("firstReceivedAt"),
          message.count("receiveCount", 0),
          Attributes.read(message),
          content);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("not a whole export", e);
    }
  }
}
