package io.weir.handler;

import io.weir.event.EventSettings;
import io.weir.event.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the environment says, read once at the start. An empty variable counts as not set.
 *
 * @param table {@code TABLE_NAME}, where events are stored
 * @param parking {@code DEAD_LETTER_QUEUE_URL} if {@code POISON=park}, else empty
 * @param deadlineMargin {@code DEADLINE_MARGIN}, the time kept for the answer; must be well below
 *     the function's timeout
 * @param batchesInFlight {@code BATCHES_IN_FLIGHT}, how many calls are under way at once
 * @param metricsNamespace {@code POWERTOOLS_METRICS_NAMESPACE}
 * @param service {@code POWERTOOLS_SERVICE_NAME}
 * @param events how records become events
 * @param logIdentity {@code LOG_IDENTITY}, whether the log names identities besides their hashes
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the environment variables
record Settings(
    String table,
    Optional<URI> parking,
    Duration deadlineMargin,
    int batchesInFlight,
    String metricsNamespace,
    String service,
    EventSettings events,
    boolean logIdentity) {

  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
  private static final Pattern TABLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:dynamodb:([a-z0-9-]+):[0-9]{12}:table/(" + TABLE + ")");
  private static final Pattern QUEUE_PATH = Pattern.compile("(/[^/]+)+/[a-zA-Z0-9_-]{1,80}");
  private static final Pattern FLAG = Pattern.compile("true|false");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.:/#-]{1,255}");
  private static final Duration SHORTEST_MARGIN = Duration.ofMillis(1);
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(14);

  /** The most calls to a service that can be under way at once. */
  static final int MOST_IN_FLIGHT = 64;

  static Settings from(Map<String, String> environment) {
    return new Settings(
        table(environment),
        parking(environment),
        margin(environment),
        inFlight(environment),
        matching(environment, "POWERTOOLS_METRICS_NAMESPACE", "Weir", NAME),
        matching(environment, "POWERTOOLS_SERVICE_NAME", "weir", NAME),
        EventSettings.from(environment),
        Boolean.parseBoolean(matching(environment, "LOG_IDENTITY", "false", FLAG)));
  }

  /** An ARN must be of the function's own region: a client calls no other. */
  private static String table(Map<String, String> environment) {
    String text = value(environment, "TABLE_NAME", "EventLogs");
    Matcher arn = TABLE_ARN.matcher(text);
    if (!arn.matches()) {
      return matching(environment, "TABLE_NAME", "EventLogs", TABLE);
    }
    String region = value(environment, "AWS_REGION", arn.group(1));
    if (!region.equals(arn.group(1))) {
      throw new InvalidSettingException(
          "TABLE_NAME", text, "a table in the function's own region, " + region);
    }
    return arn.group(2);
  }

  private static Optional<URI> parking(Map<String, String> environment) {
    String poison = value(environment, "POISON", "report");
    return switch (poison) {
      case "report" -> Optional.empty();
      case "park" -> Optional.of(queueUrl(environment));
      default -> throw new InvalidSettingException("POISON", poison, "report, park");
    };
  }

  private static URI queueUrl(Map<String, String> environment) {
    String url = value(environment, "DEAD_LETTER_QUEUE_URL", "");
    if (url.endsWith(".fifo")) {
      throw new InvalidSettingException(
          "DEAD_LETTER_QUEUE_URL", url, "a standard queue: records are parked in no order");
    }
    try {
      URI parsed = URI.create(url);
      if (isOfQueue(parsed)) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      throw noQueue(url);
    }
    throw noQueue(url);
  }

  private static boolean isOfQueue(URI url) {
    return url.getHost() != null
        && Set.of("https", "http").contains(url.getScheme())
        && url.getRawQuery() == null
        && QUEUE_PATH.matcher(url.getPath()).matches();
  }

  private static InvalidSettingException noQueue(String url) {
    return new InvalidSettingException(
        "DEAD_LETTER_QUEUE_URL",
        url,
        "the http or https URL of an SQS queue, ending in /ACCOUNT/NAME; required by POISON=park");
  }

  private static Duration margin(Map<String, String> environment) {
    String text = value(environment, "DEADLINE_MARGIN", "2000");
    try {
      Duration margin =
          text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseLong(text));
      if (margin.compareTo(SHORTEST_MARGIN) >= 0 && margin.compareTo(LONGEST_MARGIN) <= 0) {
        return margin;
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      throw noMargin(text);
    }
    throw noMargin(text);
  }

  private static InvalidSettingException noMargin(String text) {
    return new InvalidSettingException(
        "DEADLINE_MARGIN",
        text,
        "milliseconds or an ISO duration such as PT2S, from 1 ms up to PT14M");
  }

  private static int inFlight(Map<String, String> environment) {
    String text = value(environment, "BATCHES_IN_FLIGHT", "8");
    if (text.matches("[0-9]{1,2}")) {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MOST_IN_FLIGHT) {
        return count;
      }
    }
    throw new InvalidSettingException(
        "BATCHES_IN_FLIGHT", text, "a number from 1 to " + MOST_IN_FLIGHT);
  }

  private static String matching(
      Map<String, String> environment, String name, String otherwise, Pattern allowed) {
    String value = value(environment, name, otherwise);
    if (!allowed.matcher(value).matches()) {
      throw new InvalidSettingException(name, value, allowed.pattern());
    }
    return value;
  }

  private static String value(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }
}
