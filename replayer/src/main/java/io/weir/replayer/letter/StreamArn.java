package io.weir.replayer.letter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream's full name. With enhanced fan-out a pointer names the consumer instead; its tail is cut
 * off here, as Kinesis reads a stream and no consumer (ESM-42).
 *
 * @param partition as in {@code aws}
 * @param region as in {@code eu-central-1}
 * @param account twelve digits
 * @param name the stream's own name
 */
public record StreamArn(String partition, String region, String account, String name) {

  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]{0,20}):kinesis:([a-z0-9-]{1,30}):(\\d{12}):stream/([a-zA-Z0-9_.-]{1,128})"
              + "(?:/consumer/[a-zA-Z0-9_.:-]{1,160})?");

  /** Reads a stream's or a consumer's ARN; empty if it is neither. */
  public static Optional<StreamArn> parse(String text) {
    Matcher m = ARN.matcher(text);
    return m.matches()
        ? Optional.of(new StreamArn(m.group(1), m.group(2), m.group(3), m.group(4)))
        : Optional.empty();
  }

  /** Returns the ARN, without a consumer. */
  @Override
  public String toString() {
    return "arn:" + partition + ":kinesis:" + region + ":" + account + ":stream/" + name;
  }
}
