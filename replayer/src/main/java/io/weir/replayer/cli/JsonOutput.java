package io.weir.replayer.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Results as JSON, in ASCII, so that no payload can reach a terminal as anything but text. */
final class JsonOutput {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private JsonOutput() {}

  /** Prints one document for people and programs: with line breaks. */
  static void document(PrintWriter out, Map<String, ?> document) {
    write(out, MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT), document);
  }

  /** Prints one document on one line. */
  static void line(PrintWriter out, Map<String, ?> document) {
    write(out, MAPPER.writer(), document);
  }

  private static void write(
      PrintWriter out, com.fasterxml.jackson.databind.ObjectWriter writer, Map<String, ?> value) {
    try {
      out.println(escapeDelete(writer.writeValueAsString(value)));
      StandardOutput.check(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ASCII has one control character that JSON need not escape, and Jackson does not. */
  private static String escapeDelete(String json) {
    return json.replace("\u007f", "\\u007f");
  }
}
