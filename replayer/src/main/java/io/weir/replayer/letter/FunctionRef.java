package io.weir.replayer.letter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as it is named: by name or by ARN, with or without an alias or a version. Which of
 * these it is decides what runs, and for IAM they are different resources (LAM-65).
 *
 * @param place the ARN up to the name; empty for a name alone
 * @param name the function's own name
 * @param qualifier the alias or version
 */
public record FunctionRef(Optional<String> place, String name, Optional<String> qualifier) {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<place>arn:aws[a-z-]{0,20}:lambda:[a-z0-9-]{1,30}:\\d{12}:function:)?"
              + "(?<name>[^:]+)(:(?<qualifier>[^:]+))?");

  /** Reads a name or an ARN. What is neither is taken for a name: Lambda will not know it. */
  public static FunctionRef parse(String text) {
    Matcher m = REFERENCE.matcher(text);
    return m.matches()
        ? new FunctionRef(
            Optional.ofNullable(m.group("place")),
            m.group("name"),
            Optional.ofNullable(m.group("qualifier")))
        : new FunctionRef(Optional.empty(), text, Optional.empty());
  }

  /** Returns it with the account and region of a stream, unless it has its own. */
  public FunctionRef beside(StreamArn stream) {
    String there =
        "arn:%s:lambda:%s:%s:function:"
            .formatted(stream.partition(), stream.region(), stream.account());
    return new FunctionRef(Optional.of(place.orElse(there)), name, qualifier);
  }

  /** Returns it with an alias or a version, unless it has its own. */
  public FunctionRef orAt(Optional<String> alias) {
    return new FunctionRef(place, name, qualifier.or(() -> alias));
  }

  /** Tells whether another one may be meant by this: what is not said here may be anything. */
  public boolean covers(FunctionRef other) {
    return name.equals(other.name)
        && (place.isEmpty() || place.equals(other.place))
        && (qualifier.isEmpty() || qualifier.equals(other.qualifier));
  }

  /** Returns it without its alias or version. */
  public String unqualified() {
    return place.orElse("") + name;
  }

  @Override
  public String toString() {
    return unqualified() + qualifier.map(it -> ":" + it).orElse("");
  }
}
