package io.weir.replayer.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.event.EventItem;
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

/** What a payload that the decoder does not take says about who it is. */
sealed interface NamedIdentity {

  /** One identity, and it can be read. */
  record One(String eventId) implements NamedIdentity {}

  /** None: its record is who its place says. */
  record None() implements NamedIdentity {}

  /** That cannot be read: there are several, or one that is cut off. */
  record Unreadable() implements NamedIdentity {}

  /** Reads it from the document, or from the text where that is no document. */
  static NamedIdentity of(Bytes payload) {
    return InDocument.read(payload).map(NamedIdentity::among).orElseGet(() -> InText.of(payload));
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

  /** The members of a document's top level. */
  final class InDocument {

    private static final JsonFactory JSON = new JsonFactory();

    private InDocument() {}

    /**
     * Returns each identity that it names, empty for one that is none; nothing if it is no object.
     */
    static Optional<List<Optional<String>>> read(Bytes payload) {
      List<Optional<String>> members = new ArrayList<>();
      try (JsonParser in = JSON.createParser(payload.toArray())) {
        int depth = 0;
        JsonToken first = in.nextToken();
        if (first != JsonToken.START_OBJECT) {
          return Optional.empty();
        }
        for (JsonToken token = first; token != null; token = in.nextToken()) {
          depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
          if (depth == 1
              && token == JsonToken.FIELD_NAME
              && in.currentName().equals(EventItem.EVENT_ID)) {
            JsonToken value = in.nextToken();
            members.add(identity(in, value));
            depth += value.isStructStart() ? 1 : 0;
          }
        }
        return Optional.of(members);
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    private static Optional<String> identity(JsonParser in, JsonToken value) throws IOException {
      boolean usable = value == JsonToken.VALUE_STRING || value.isNumeric();
      return usable ? Optional.of(in.getText()).filter(id -> !id.isEmpty()) : Optional.empty();
    }
  }

  /** What stands in a text that is no document, at any depth, since that cannot be known. */
  final class InText {

    private static final Pattern MENTION = Pattern.compile(EventItem.EVENT_ID);
    private static final Pattern MEMBER =
        Pattern.compile(
            ("\"" + EventItem.EVENT_ID + "\"\\s*:\\s*")
                + "(?:(\"(?:[^\"\\\\]|\\\\.)*+\")|(-?[0-9]+)(?=\\s*[,}]))");
    private static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private InText() {}

    /** A document may stand in the text of another: that it was encoded twice is a usual fault. */
    static NamedIdentity of(Bytes payload) {
      Optional<String> inner;
      try {
        // A number is no text, though it could be read as one: it would be its own document for
        // ever.
        inner = Optional.ofNullable(JSON.readTree(payload.toArray()).textValue());
      } catch (IOException e) {
        inner = Optional.empty();
      }
      return inner
          .map(text -> NamedIdentity.of(Bytes.of(text.getBytes(StandardCharsets.UTF_8))))
          .orElseGet(() -> read(payload));
    }

    private static NamedIdentity read(Bytes payload) {
      String text = new String(payload.toArray(), StandardCharsets.ISO_8859_1);
      long mentions = MENTION.matcher(text).results().count();
      Set<String> found = new HashSet<>();
      Matcher member = MEMBER.matcher(text);
      long read = 0;
      while (member.find()) {
        Optional<String> id =
            member.group(1) == null ? Optional.of(member.group(2)) : unquoted(member.group(1));
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
