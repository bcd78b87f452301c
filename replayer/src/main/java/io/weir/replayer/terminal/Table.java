package io.weir.replayer.terminal;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table without borders that fits its width: the columns that may give way are cut, with an
 * ellipsis, the longest first. Cells are made safe here, and nowhere else need they be.
 */
public final class Table {

  private static final int GAP = 2;
  private static final int LEAST = 8;

  private final int width;
  private final List<Heading> headings = new ArrayList<>();
  private final List<Object[]> rows = new ArrayList<>();

  private record Heading(String name, boolean number, boolean yields) {}

  /**
   * Makes a table.
   *
   * @param width in columns of the terminal
   */
  public Table(int width) {
    this.width = width;
  }

  /** Adds a column of text. */
  public Table text(String name) {
    headings.add(new Heading(name, false, false));
    return this;
  }

  /** Adds a column of text that is cut if the table is too wide. */
  public Table yieldingText(String name) {
    headings.add(new Heading(name, false, true));
    return this;
  }

  /** Adds a column of numbers. */
  public Table number(String name) {
    headings.add(new Heading(name, true, false));
    return this;
  }

  /** Adds a row with one cell for each column. */
  public Table row(Object... cells) {
    Object[] safe = new Object[cells.length];
    for (int i = 0; i < cells.length; i++) {
      safe[i] = SafeText.of(String.valueOf(cells[i]));
    }
    rows.add(safe);
    return this;
  }

  /** Returns the lines, without one's end behind the last. */
  public String render() {
    Column[] columns = new Column[headings.size()];
    int most = mostOfEach();
    for (int i = 0; i < columns.length; i++) {
      HorizontalAlign align =
          headings.get(i).number() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
      columns[i] =
          new Column()
              .header(headings.get(i).name())
              .headerAlign(align)
              .dataAlign(align)
              .maxWidth(
                  (headings.get(i).yields() ? Math.min(most, widest(i)) : widest(i)) + GAP,
                  OverflowBehaviour.ELLIPSIS_RIGHT);
    }
    String table =
        AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, rows.toArray(Object[][]::new));
    return table.lines().map(String::stripTrailing).reduce((a, b) -> a + "\n" + b).orElse("");
  }

  /** Returns the width that no column which gives way may have more of. */
  private int mostOfEach() {
    int left = width - GAP * headings.size();
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      if (headings.get(i).yields()) {
        wanted.add(widest(i));
      } else {
        left -= widest(i);
      }
    }
    Collections.sort(wanted);
    int sharers = wanted.size();
    for (int each : wanted) {
      if (each > left / sharers) {
        return Math.max(LEAST, left / sharers);
      }
      left -= each; // it needs less than its share: the others have the rest
      sharers--;
    }
    return width;
  }

  private int widest(int column) {
    int widest = headings.get(column).name().length();
    for (Object[] row : rows) {
      widest = Math.max(widest, row[column].toString().length());
    }
    return widest;
  }
}
