package io.weir.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The 222 cases of utf8tests: 77 valid, 145 invalid. */
class Utf8CorpusTest {

  @Test
  void eachCaseIsJudgedRightAndNoTextIsAltered() throws IOException {
    byte[] file = Files.readAllBytes(Corpora.shared("utf8").resolve("utf8tests.bin"));
    int valid = 0;
    int invalid = 0;

    for (String line : new String(file, ISO_8859_1).split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      String[] parts = line.split(":", 3);
      byte[] bytes = parts[2].getBytes(ISO_8859_1);
      if (parts[1].equals("valid")) {
        valid++;
        assertStored(parts[0], bytes);
      } else {
        invalid++;
        assertThat(Records.fate(inString(bytes))).as(parts[0]).isEqualTo("NOT_UTF8");
      }
    }

    assertThat(valid).isEqualTo(77);
    assertThat(invalid).isEqualTo(145);
  }

  private static void assertStored(String number, byte[] bytes) {
    assertThat(Records.decoded(inString(bytes)))
        .as(number)
        .isInstanceOfSatisfying(
            Event.class,
            event -> {
              String text = DynamoDbJsonTree.of(event.data()).at("/M/v/S").textValue();
              assertThat(text.getBytes(UTF_8)).as(number).isEqualTo(bytes);
            });
  }

  /** Makes the bytes a JSON string; a zero, valid in UTF-8, has to be escaped in JSON. */
  private static byte[] inString(byte[] content) {
    String text = '"' + new String(content, ISO_8859_1).replace("\0", "\\u0000") + '"';
    return Records.asMember(text.getBytes(ISO_8859_1));
  }
}
