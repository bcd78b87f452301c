package io.weir.replayer.letter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The members of one JSON object that another party wrote. Unknown members are tolerated: AWS may
 * add some at any time.
 *
 * @param json the object
 * @param path where it stands, for messages
 */
record Fields(JsonNode json, String path) {

  private static final Pattern PLACE =
      Pattern.compile("#(0|[1-9][0-9]{0,6})(\\.(0|[1-9][0-9]{0,6}))?");
  private static final Pattern SHARD_ID = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  /** What an item's time can say (a year of four digits): a time beyond it is a forged one. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Beyond any time that Java can tell, and far from what is costly to compute. */
  private static final int MAX_SECOND_DIGITS = 12;

  Fields object(String name) throws MalformedException {
    JsonNode member = json.path(name);
    if (!member.isObject()) {
      throw malformed(name, "an object");
    }
    return new Fields(member, path + name + ".");
  }

  Optional<Fields> optionalObject(String name) {
    JsonNode member = json.path(name);
    return member.isObject()
        ? Optional.of(new Fields(member, path + name + "."))
        : Optional.empty();
  }

  Iterable<Fields> objects(String name) throws MalformedException {
    JsonNode member = json.path(name);
    if (!member.isArray()) {
      throw malformed(name, "a list");
    }
    return () -> {
      Iterator<JsonNode> elements = member.iterator();
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return elements.hasNext();
        }

        @Override
        public Fields next() {
          return new Fields(elements.next(), path + name + "[" + next++ + "].");
        }
      };
    };
  }

  String text(String name) throws MalformedException {
    JsonNode member = json.path(name);
    if (!member.isTextual()) {
      throw malformed(name, "a string");
    }
    return member.textValue();
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }

  int count(String name, int least) throws MalformedException {
    JsonNode member = json.path(name);
    if (!member.isIntegralNumber() || !member.canConvertToInt() || member.intValue() < least) {
      throw malformed(name, "a whole number of at least " + least);
    }
    return member.intValue();
  }

  /** Reads a time as AWS and Weir write it: ISO-8601 in UTC, with or without a fraction. */
  Instant time(String name) throws MalformedException {
    return parsed(name, "a time", Fields::instant);
  }

  Optional<Instant> optionalTime(String name) throws MalformedException {
    return json.hasNonNull(name) ? Optional.of(time(name)) : Optional.empty();
  }

  /** Reads a time as a number of seconds with a fraction (ESM-9). */
  Instant seconds(String name) throws MalformedException {
    JsonNode member = json.path(name);
    if (!member.isNumber()) {
      throw malformed(name, "a number of seconds");
    }
    BigDecimal seconds = member.decimalValue();
    if (seconds.precision() - (long) seconds.scale() > MAX_SECOND_DIGITS
        || seconds.scale() > MAX_SECOND_DIGITS) {
      throw malformed(name, "a number of seconds");
    }
    Instant time = Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    if (!isWritable(time)) {
      throw malformed(name, "a number of seconds");
    }
    return time;
  }

  SequenceNumber sequenceNumber(String name) throws MalformedException {
    return parsed(name, "a sequence number", SequenceNumber::parse);
  }

  StreamArn streamArn(String name) throws MalformedException {
    return parsed(name, "the ARN of a Kinesis stream", StreamArn::parse);
  }

  String shardId(String name) throws MalformedException {
    return parsed(
        name, "a shard's id", id -> Optional.of(id).filter(i -> SHARD_ID.matcher(i).matches()));
  }

  /** Reads which of a record's events it is; empty where that is not said. */
  String place(String name) throws MalformedException {
    return json.has(name)
        ? parsed(name, "#k or #k.m", it -> Optional.of(it).filter(p -> PLACE.matcher(p).matches()))
        : "";
  }

  Bytes base64(String name) throws MalformedException {
    JsonNode member = json.path(name);
    if (!member.isTextual()) {
      throw malformed(name, "base64");
    }
    try {
      return Bytes.of(member.binaryValue());
    } catch (IOException | IllegalArgumentException e) {
      throw malformed(name, "base64");
    }
  }

  /** Reads base64 whose hash stands beside it. */
  Bytes hashed(String name, String hashName) throws MalformedException {
    Bytes bytes = base64(name);
    if (!bytes.sha256().equals(text(hashName))) {
      throw new MalformedException(path + name + " does not have the hash in " + hashName);
    }
    return bytes;
  }

  private <T> T parsed(String name, String what, Function<String, Optional<T>> parser)
      throws MalformedException {
    return parser.apply(text(name)).orElseThrow(() -> malformed(name, what));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text)).filter(Fields::isWritable);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isWritable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  private MalformedException malformed(String name, String what) {
    return new MalformedException(
        path + name + (json.has(name) ? " is not " + what : " is missing"));
  }
}
