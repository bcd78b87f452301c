package io.weir.replayer.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text broken between words, so that it fits a width; a longer word keeps a line for itself. */
public final class Paragraph {

  private Paragraph() {}

  /**
   * Returns the text's lines, at least one.
   *
   * @param width the most columns of a line, positive
   */
  public static List<String> of(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
