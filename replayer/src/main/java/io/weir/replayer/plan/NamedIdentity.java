package io.weir.replayer.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.replayer.letter.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a payload that the decoder does not take says about who it is. */
sealed interface NamedIdentity {

  /** One identity, and it can be read. */
  record One(String eventId) implements NamedIdentity {}

  /** None: its record is who its place says. */
  record None() implements NamedIdentity {}

  /** That cannot be read: there are several, or one that is cut off. */
  record Unreadable() implements NamedIdentity {}

  /**
   * Reads it from the document, or from the text where that is no document.
   *
   * @param pointers JSON Pointers, of which the first that leads to something is the identity
   */
  static NamedIdentity of(Bytes payload, List<String> pointers) {
    return InDocument.read(payload, pointers)
        .map(NamedIdentity::among)
        .orElseGet(() -> new InText(pointers).of(payload));
  }

  private static String lastName(String pointer) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    return name.replace("~1", "/").replace("~0", "~");
  }

  private static NamedIdentity among(List<Optional<String>> members) {
    Set<Optional<String>> different = new HashSet<>(members);
    if (different.size() > 1) {
      return new Unreadable();
    }
    return different.stream()
        .flatMap(Optional::stream)
        .<NamedIdentity>map(One::new)
        .findFirst()
        .orElseGet(None::new);
  }

  /** The members of a document that pointers lead to. */
  final class InDocument {

    private static final JsonFactory JSON = new JsonFactory();

    private InDocument() {}

    /**
     * Returns each identity that it names, empty for one that is none; nothing if it is no object.
     */
    static Optional<List<Optional<String>>> read(Bytes payload, List<String> pointers) {
      List<List<Optional<String>>> members = new ArrayList<>();
      pointers.forEach(pointer -> members.add(new ArrayList<>()));
      List<String> names = pointers.stream().map(NamedIdentity::lastName).toList();
      try (JsonParser in = JSON.createParser(payload.toArray())) {
        JsonToken first = in.nextToken();
        if (first != JsonToken.START_OBJECT) {
          return Optional.empty();
        }
        for (JsonToken token = first; token != null; token = in.nextToken()) {
          boolean value = token != JsonToken.FIELD_NAME && !token.isStructEnd();
          if (value && names.contains(lastName(in))) {
            int pointer = pointers.indexOf(path(in, token));
            if (pointer >= 0) {
              members.get(pointer).add(identity(in, token));
            }
          }
        }
        return Optional.of(
            members.stream().filter(some -> !some.isEmpty()).findFirst().orElse(List.of()));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    /** A value that begins a container has a context of its own already. */
    private static String path(JsonParser in, JsonToken token) {
      JsonStreamContext context = in.getParsingContext();
      return (token.isStructStart() ? context.getParent() : context).pathAsPointer().toString();
    }

    private static String lastName(JsonParser in) {
      JsonStreamContext context = in.getParsingContext();
      JsonStreamContext holder = in.currentToken().isStructStart() ? context.getParent() : context;
      return holder.inArray()
          ? Integer.toString(holder.getCurrentIndex())
          : String.valueOf(holder.getCurrentName());
    }

    private static Optional<String> identity(JsonParser in, JsonToken value) throws IOException {
      boolean usable = value == JsonToken.VALUE_STRING || value.isNumeric();
      return usable ? Optional.of(in.getText()).filter(id -> !id.isEmpty()) : Optional.empty();
    }
  }

  /** What stands in a text that is no document, at any depth, since that cannot be known. */
  final class InText {

    private static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final List<String> pointers;
    private final Pattern mention;
    private final Pattern member;

    private InText(List<String> pointers) {
      this.pointers = pointers;
      String names =
          pointers.stream()
              .map(pointer -> Pattern.quote(lastName(pointer)))
              .collect(Collectors.joining("|", "(?:", ")"));
      this.mention = Pattern.compile("(?<![A-Za-z0-9_])" + names + "(?![A-Za-z0-9_])");
      this.member =
          Pattern.compile(
              "\""
                  + names
                  + "\""
                  + "\\s*:\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*+\")|(-?[0-9]+)(?=\\s*[,}]))");
    }

    /** A document may stand in the text of another: that it was encoded twice is a usual fault. */
    NamedIdentity of(Bytes payload) {
      Optional<String> inner;
      try {
        // A number is no text, though it could be read as one: it would be its own document for
        // ever.
        inner = Optional.ofNullable(JSON.readTree(payload.toArray()).textValue());
      } catch (IOException e) {
        inner = Optional.empty();
      }
      return inner
          .map(text -> NamedIdentity.of(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), pointers))
          .orElseGet(() -> read(payload));
    }

    private NamedIdentity read(Bytes payload) {
      String text = new String(payload.toArray(), StandardCharsets.ISO_8859_1);
      long mentions = mention.matcher(text).results().count();
      Set<String> found = new HashSet<>();
      Matcher next = member.matcher(text);
      long read = 0;
      while (next.find()) {
        Optional<String> id =
            next.group(1) == null ? Optional.of(next.group(2)) : unquoted(next.group(1));
        id.ifPresent(found::add);
        read += id.isPresent() ? 1 : 0;
      }
      return read == mentions && found.size() == 1
          ? new One(found.iterator().next())
          : mentions == 0 ? new None() : new Unreadable();
    }

    /** The bytes may be UTF-8 although those elsewhere in the payload are not. */
    private static Optional<String> unquoted(String latin1) {
      byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        text = latin1;
      }
      try {
        return Optional.of(JSON.readValue(text, String.class)).filter(id -> !id.isEmpty());
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}
