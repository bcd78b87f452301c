package io.weir.infra.settings;

import java.util.Map;
import java.util.TreeMap;

/**
 * A deployment's name and kind.
 *
 * @param name of its file and, unless it is told otherwise, of its stack
 * @param kind gives the defaults
 * @param place where it goes
 * @param tags on every resource
 */
public record Stage(String name, Kind kind, Place place, Map<String, String> tags) {

  /** Takes a copy of the tags. */
  public Stage {
    tags = Map.copyOf(tags);
  }

  static Stage from(Options options, String name, Kind kind) {
    Map<String, String> tags = new TreeMap<>();
    options
        .list("tags")
        .forEach(
            it -> {
              String[] parts = it.split("=", 2);
              if (parts.length != 2 || parts[0].isBlank() || parts[0].startsWith("aws:")) {
                throw new RefusedSettingException("tags", it, "must be such as team=payments");
              }
              tags.put(parts[0], parts[1]);
            });
    return new Stage(name, kind, Place.from(options), tags);
  }

  /** Returns the kind that a stage has by its name or by what it says. */
  static Kind kind(String stage, Map<String, String> said) {
    String kind = said.getOrDefault("kind", stage);
    if (stage.equals("prod") && !kind.equals("prod")) {
      throw new RefusedSettingException(
          "kind", kind, "the stage called prod keeps its data; give this one another name");
    }
    return switch (kind) {
      case "dev" -> Kind.DEV;
      case "prod" -> Kind.PROD;
      default ->
          throw new RefusedSettingException(
              said.containsKey("kind")
                  ? "kind=" + kind + ": must be dev or prod"
                  : "kind is missing: a stage that is called neither dev nor prod says which of"
                      + " them it is like");
    };
  }

  /** Returns whether data outlives the stack. */
  public boolean durable() {
    return kind == Kind.PROD;
  }

  /** Whether {@code cdk destroy} keeps the data. */
  public enum Kind {
    /** To try things out: cheap, and gone after {@code cdk destroy}. */
    DEV,
    /** For traffic that matters: its data outlives the stack. */
    PROD
  }
}
