package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What goes in by the command line and comes out on a terminal stays what it is. */
class TextTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aDiffShowsDigitsEscapesAndEveryMember() {
    String payload =
        "{\"a\":1,\"a\":0.1234567890123456789, \"b\\n\":[ ],\"c\":[true,\"\\u0041\\\\d\u202e\"]}";
    assertThat(PayloadLines.of(bytes(payload), true))
        .containsExactly(
            "{",
            "  \"a\": 1,",
            "  \"a\": 0.1234567890123456789,",
            "  \"b\\n\": [",
            "  ],",
            "  \"c\": [",
            "    true,",
            "    \"\\u0041\\\\d<U+202E>\"",
            "  ]",
            "}");
  }

  @Test
  void aDiffMasksValuesAndNoNames() {
    assertThat(
            String.join(
                "", PayloadLines.of(bytes("{\"a\":\"secret\",\"b\":[1,null,true]}"), false)))
        .contains("\"a\": <text of 6>", "<number>", "<null>", "<boolean>")
        .doesNotContain("secret");
    assertThat(PayloadLines.of(bytes("secret"), false)).containsExactly("<6 bytes, no JSON>");
  }

  @Test
  void whatTheEncodingHasNotIsEscaped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintWriter out = EscapingWriter.to(bytes, StandardCharsets.US_ASCII)) {
      out.print("a\u6e29\ud83d");
      out.print("\ude00?");
    }
    assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("a\\u6e29\\ud83d\\ude00?");
    bytes.reset();
    try (PrintWriter out = EscapingWriter.to(bytes, StandardCharsets.UTF_8)) {
      out.print("a\u6e29\ud83d\ude00");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a\u6e29\ud83d\ude00");
  }

  @Test
  void anArgumentThatTheLocaleHasMangledIsNotBelieved() {
    assertThat(Locales.isMangled("St\ufffd\ufffdrung", StandardCharsets.US_ASCII)).isTrue();
    assertThat(Locales.isMangled("St\u00c3\u00b6rung", StandardCharsets.ISO_8859_1)).isTrue();
    assertThat(Locales.isMangled("St\u00f6rung", StandardCharsets.ISO_8859_1)).isFalse();
    assertThat(Locales.isMangled("St\u00f6rung \u6e29", StandardCharsets.UTF_8)).isFalse();
    assertThat(Locales.isMangled("plain", StandardCharsets.US_ASCII)).isFalse();
    assertThat(Locales.mangled("--reason", "St\ufffd"))
        .hasValueSatisfying(why -> assertThat(why).contains("UTF-8 locale"));
  }
}
