package io.weir.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one measurement found.
 *
 * @param title of the section
 * @param command that prints it again
 * @param notes how it was measured and what it does not say, one paragraph each
 * @param columns their names, with units
 * @param rows a cell is a text, a number, or a {@link Spread}
 */
public record Table(
    String title,
    String command,
    List<String> notes,
    List<String> columns,
    List<List<Object>> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keeps copies, and refuses a row that does not fit the columns. */
  public Table {
    notes = List.copyOf(notes);
    columns = List.copyOf(columns);
    rows = rows.stream().<List<Object>>map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row of " + row.size() + " cells in " + title);
      }
    }
  }

  /** Returns the table alone, as Markdown. */
  public String grid() {
    String head = line(columns.stream());
    String rule = line(columns.stream().map(column -> "---"));
    return head + rule + rows.stream().map(row -> line(row.stream())).collect(Collectors.joining());
  }

  /** Returns the section as Markdown. */
  public String markdown() {
    return "## %s\n\n`%s`\n\n%s\n%s"
        .formatted(
            title,
            command,
            grid(),
            notes.stream().map(note -> note + "\n\n").collect(Collectors.joining()));
  }

  private static String line(Stream<?> cells) {
    return cells.map(Table::text).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String text(Object cell) {
    return cell instanceof Double number ? Spread.text(number) : cell.toString();
  }

  /** Returns all of it, each row an object whose members are named as the columns are. */
  public ObjectNode json() {
    ObjectNode table = JSON.createObjectNode();
    table.put("title", title).put("command", command);
    ArrayNode texts = table.putArray("notes");
    notes.forEach(texts::add);
    ArrayNode objects = table.putArray("rows");
    for (List<Object> row : rows) {
      ObjectNode object = objects.addObject();
      for (int i = 0; i < row.size(); i++) {
        object.set(columns.get(i), JSON.valueToTree(row.get(i)));
      }
    }
    return table;
  }
}
