package io.weir.event;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How records become events, and events items: what the variables of the function's environment say
 * about it. Function, replayer and stack read them by these rules; an empty variable counts as not
 * set.
 *
 * @param split {@code EVENTS}, how many events a record holds
 * @param identity {@code EVENT_ID} and {@code EVENT_ID_SCOPE}
 * @param time {@code EVENT_TIME} and {@code EVENT_TIME_ZONE}
 * @param numbersAsText {@code NUMBERS=text-if-needed}, whether a number that DynamoDB cannot keep
 *     is kept as text; else it makes the event poison
 */
public record EventSettings(Split split, Identity identity, Time time, boolean numbersAsText) {

  /** The names of all variables that are read here. */
  public static final List<String> VARIABLES =
      List.of("EVENTS", "EVENT_ID", "EVENT_ID_SCOPE", "EVENT_TIME", "EVENT_TIME_ZONE", "NUMBERS");

  private static final String DEFAULT_ID = "/" + EventItem.EVENT_ID;
  private static final String DEFAULT_TIME = "/" + EventItem.TIMESTAMP;
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])+)+");
  private static final int LONGEST_POINTER = 512;
  private static final int MOST_POINTERS = 8;

  /** What holds where nothing is set. */
  public static final EventSettings DEFAULT = from(Map.of());

  /**
   * Where the events of a record are.
   *
   * @param form how
   * @param path the names that lead to the list, for {@link Form#LIST}; none if it is the text
   *     itself
   */
  public record Split(Form form, List<String> path) {

    /** How a record holds its events. */
    public enum Form {
      /** It is one. */
      ONE,
      /** One a line, or one behind the other. */
      LINES,
      /** The elements of a list. */
      LIST
    }
  }

  /**
   * What names an event.
   *
   * @param pointers the first of them that is there is the identity; as lists of names
   * @param scope among which events an identity is the only one of its kind
   */
  public record Identity(List<List<String>> pointers, Scope scope) {

    /** Returns the pointers as RFC 6901 writes them. */
    public List<String> texts() {
      return pointers.stream().map(EventSettings::text).toList();
    }

    /** Returns what an event's payload has as its identity, without what the scope adds. */
    public String own(Event event) {
      boolean joined =
          scope == Scope.PARTITION_KEY && !event.eventId().equals(event.origin().eventId());
      return joined ? event.eventId().substring(event.eventId().indexOf('/') + 1) : event.eventId();
    }

    /** Among which events an identity is the only one of its kind. */
    public enum Scope {
      /** The whole table: under another partition key it is a conflict. */
      TABLE,
      /** The events of its partition key: the item's key is both. */
      PARTITION_KEY,
      /** The whole table, and the partition key does not matter. */
      ANY_KEY
    }
  }

  /**
   * What says when an event happened.
   *
   * @param pointers the first of them that is there, and not null, is the time; as lists of names
   * @param zone of times that name none; absent if such a time cannot be read
   */
  public record Time(List<List<String>> pointers, Optional<ZoneId> zone) {}

  /**
   * Reads the variables.
   *
   * @throws InvalidSettingException for a value that is not allowed
   */
  public static EventSettings from(Map<String, String> environment) {
    return new EventSettings(
        split(environment),
        new Identity(pointers(environment, "EVENT_ID", DEFAULT_ID), scope(environment)),
        new Time(pointers(environment, "EVENT_TIME", DEFAULT_TIME), zone(environment)),
        numbersAsText(environment));
  }

  /**
   * Returns the variables that make these settings, those with their default left out: equal texts
   * mean equal settings.
   */
  public Map<String, String> variables() {
    Map<String, String> named = new LinkedHashMap<>();
    String events =
        switch (split.form()) {
          case ONE -> "";
          case LINES -> "lines";
          case LIST -> split.path().isEmpty() ? "array" : text(split.path());
        };
    put(named, "EVENTS", events, "");
    put(named, "EVENT_ID", texts(identity.pointers()), DEFAULT_ID);
    put(named, "EVENT_ID_SCOPE", word(identity.scope()), word(Identity.Scope.TABLE));
    put(named, "EVENT_TIME", texts(time.pointers()), DEFAULT_TIME);
    put(named, "EVENT_TIME_ZONE", time.zone().map(ZoneId::getId).orElse(""), "");
    put(named, "NUMBERS", numbersAsText ? "text-if-needed" : "", "");
    return named;
  }

  private static void put(Map<String, String> named, String name, String value, String otherwise) {
    if (!value.equals(otherwise)) {
      named.put(name, value);
    }
  }

  private static Split split(Map<String, String> environment) {
    String text = value(environment, "EVENTS", "one");
    return switch (text) {
      case "one" -> new Split(Split.Form.ONE, List.of());
      case "lines" -> new Split(Split.Form.LINES, List.of());
      case "array" -> new Split(Split.Form.LIST, List.of());
      default ->
          new Split(
              Split.Form.LIST,
              pointer(text)
                  .orElseThrow(
                      () ->
                          new InvalidSettingException(
                              "EVENTS",
                              text,
                              "one, lines, array, or the JSON Pointer of a list, such as"
                                  + " /logEvents")));
    };
  }

  private static Identity.Scope scope(Map<String, String> environment) {
    String text = value(environment, "EVENT_ID_SCOPE", "table");
    for (Identity.Scope scope : Identity.Scope.values()) {
      if (word(scope).equals(text)) {
        return scope;
      }
    }
    throw new InvalidSettingException("EVENT_ID_SCOPE", text, "table, partition-key, any-key");
  }

  private static String word(Identity.Scope scope) {
    return switch (scope) {
      case TABLE -> "table";
      case PARTITION_KEY -> "partition-key";
      case ANY_KEY -> "any-key";
    };
  }

  private static Optional<ZoneId> zone(Map<String, String> environment) {
    String text = value(environment, "EVENT_TIME_ZONE", "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      throw new InvalidSettingException(
          "EVENT_TIME_ZONE", text, "a time zone, such as UTC, Europe/Berlin or +02:00");
    }
  }

  private static boolean numbersAsText(Map<String, String> environment) {
    String text = value(environment, "NUMBERS", "exact");
    return switch (text) {
      case "exact" -> false;
      case "text-if-needed" -> true;
      default -> throw new InvalidSettingException("NUMBERS", text, "exact, text-if-needed");
    };
  }

  private static List<List<String>> pointers(
      Map<String, String> environment, String name, String otherwise) {
    String text = value(environment, name, otherwise);
    List<List<String>> pointers = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (String each : text.split(",", -1)) {
      List<String> pointer =
          pointer(each.strip())
              .filter(seen::add)
              .orElseThrow(
                  () ->
                      new InvalidSettingException(
                          name,
                          text,
                          "a JSON Pointer such as /detail/id, or up to %d different ones with commas"
                              .formatted(MOST_POINTERS)));
      pointers.add(pointer);
    }
    if (pointers.size() > MOST_POINTERS) {
      throw new InvalidSettingException(name, text, "up to " + MOST_POINTERS + " JSON Pointers");
    }
    return List.copyOf(pointers);
  }

  private static Optional<List<String>> pointer(String text) {
    if (text.length() > LONGEST_POINTER || !POINTER.matcher(text).matches()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (String name : text.substring(1).split("/", -1)) {
      names.add(name.replace("~1", "/").replace("~0", "~"));
    }
    return names.size() > ItemSize.MAX_DEPTH ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  private static String texts(List<List<String>> pointers) {
    return String.join(",", pointers.stream().map(EventSettings::text).toList());
  }

  private static String text(List<String> pointer) {
    StringBuilder text = new StringBuilder();
    pointer.forEach(name -> text.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }

  private static String value(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }
}
