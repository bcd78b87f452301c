package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.OriginTag.JsonSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The 318 files of JSONTestSuite, each judged twice: as it is, and as the value of a member, since
 * most of them are no objects and would be refused for that alone.
 */
class JsonTestSuiteTest {

  /** The suite calls these valid; a duplicate key is refused here on purpose, see M7. */
  private static final List<String> DUPLICATE_KEYS =
      List.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  /** Valid JSON that DynamoDB has no place for. */
  private static final Map<String, String> REFUSED_BY_DYNAMODB =
      Map.of("y_object_empty_key.json", "INVALID_NAME");

  @Test
  void whatIsValidIsStoredUnlessDynamoDbHasNoPlaceForIt() throws IOException {
    List<Path> files = files("y_");

    assertThat(files).hasSize(95);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      String refused =
          DUPLICATE_KEYS.contains(name) ? "DUPLICATE_KEY" : REFUSED_BY_DYNAMODB.get(name);
      String inner = refused == null ? "STORED" : refused;

      assertThat(Records.fate(Records.asMember(bytes))).as(name).isEqualTo(inner);
      assertThat(Records.fate(bytes)).as(name).isEqualTo(isObject(bytes) ? inner : "NOT_AN_OBJECT");
    }
  }

  @Test
  void whatIsInvalidIsRefused() throws IOException {
    List<Path> files = files("n_");

    assertThat(files).hasSize(188);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      String name = file.getFileName().toString();

      assertThat(Records.fate(bytes)).as(name).isNotEqualTo("STORED").isNotEqualTo("NOT_AN_OBJECT");
      assertThat(Records.fate(Records.asMember(bytes))).as(name).isNotEqualTo("STORED");
    }
  }

  @Test
  void whatIsLeftToTheImplementationHasADocumentedFate() throws IOException {
    Map<String, String> fates = new TreeMap<>();
    for (Path file : files("i_")) {
      byte[] bytes = Files.readAllBytes(file);
      fates.put(
          file.getFileName().toString(),
          Records.fate(bytes) + " / " + Records.fate(Records.asMember(bytes)));
    }

    assertThat(fates).hasSize(35).isEqualTo(documented());
  }

  /** Reads the rows {@code | `file` | fate as it is | fate as a value | why |}. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> fates = new TreeMap<>();
    for (String line : Files.readAllLines(Corpora.own("docs/corpora-fates.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 6 && cells[1].strip().startsWith("`i_")) {
        fates.put(cells[1].strip().replace("`", ""), cells[2].strip() + " / " + cells[3].strip());
      }
    }
    return fates;
  }

  private static List<Path> files(String prefix) {
    List<Path> files = new ArrayList<>();
    for (Path file : Corpora.files(Corpora.shared("json-test-suite").resolve("test_parsing"))) {
      if (file.getFileName().toString().startsWith(prefix)) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean isObject(byte[] bytes) {
    int start = JsonSpace.end(bytes, 0);
    return start < bytes.length && bytes[start] == '{';
  }
}
