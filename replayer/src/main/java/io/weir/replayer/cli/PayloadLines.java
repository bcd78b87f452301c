package io.weir.replayer.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.replayer.terminal.PayloadText;
import io.weir.replayer.terminal.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A payload as lines that can be compared: JSON with line breaks, its values masked. Nothing but
 * white space between tokens differs from the payload: digits, escapes and members stay.
 */
final class PayloadLines {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String json;
  private final boolean reveal;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int depth;

  private PayloadLines(String json, boolean reveal) {
    this.json = json;
    this.reveal = reveal;
  }

  /**
   * Returns the lines, safe for a terminal.
   *
   * @param reveal whether values are shown as they are; else only what kind they are
   */
  static List<String> of(byte[] payload, boolean reveal) {
    return document(payload)
        .map(json -> new PayloadLines(json, reveal).lines())
        .orElseGet(
            () ->
                List.of(
                    reveal
                        ? PayloadText.verbatim(payload)
                        : "<" + payload.length + " bytes, no JSON>"));
  }

  private static Optional<String> document(byte[] payload) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      return JSON.readTree(text).isMissingNode() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<String> lines() {
    int at = 0;
    while (at < json.length()) {
      char c = json.charAt(at);
      int end = c == '"' ? endOfText(at) : "{}[],: \t\r\n".indexOf(c) >= 0 ? at + 1 : endOfWord(at);
      token(json.substring(at, end), nextIsColon(end));
      at = end;
    }
    lines.add(line.toString());
    return lines;
  }

  private void token(String token, boolean isName) {
    switch (token.charAt(0)) {
      case '{', '[' -> {
        line.append(token);
        depth++;
        breakLine();
      }
      case '}', ']' -> {
        depth--;
        breakLine();
        line.append(token);
      }
      case ',' -> {
        line.append(token);
        breakLine();
      }
      case ':' -> line.append(": ");
      case ' ', '\t', '\r', '\n' -> {}
      default -> line.append(SafeText.verbatim(isName || reveal ? token : masked(token)));
    }
  }

  private void breakLine() {
    if (!line.toString().isBlank()) {
      lines.add(line.toString());
    }
    line.setLength(0);
    line.append("  ".repeat(depth));
  }

  private static String masked(String token) {
    String kind =
        switch (token.charAt(0)) {
          case '"' -> "text of " + (token.length() - 2);
          case 't', 'f' -> "boolean";
          case 'n' -> "null";
          default -> "number";
        };
    return "<" + kind + ">";
  }

  private boolean nextIsColon(int at) {
    int next = at;
    while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
      next++;
    }
    return next < json.length() && json.charAt(next) == ':';
  }

  private int endOfText(int from) {
    int at = from + 1;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < json.length() && "{}[],: \t\r\n\"".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
