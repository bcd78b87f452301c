package io.weir.event;

import java.nio.charset.StandardCharsets;

/** What DynamoDB counts an item as, in bytes, and where it draws the line (DDB-20, DDB-22). */
final class ItemSize {

  /** The largest item: 400 KB. */
  static final int MAX_ITEM = 400 * 1024;

  /** The longest attribute name: shorter than 64 KB, at every depth (DDB-24). */
  static final int MAX_NAME = 64 * 1024 - 1;

  /** The longest partition key of a table. */
  static final int MAX_KEY = 2048;

  /** Maps and lists inside each other on one path, empty ones included (DDB-23). */
  static final int MAX_DEPTH = 31;

  /** What a map or a list costs when it is empty. */
  static final int CONTAINER = 3;

  /** What each entry of a map or a list costs beside its name and value. */
  static final int ENTRY = 1;

  /** What true, false or null costs. */
  static final int FLAG = 1;

  private ItemSize() {}

  /** Counts a name or a string. */
  static int text(String text) {
    int length = StrictUtf8.lengthOf(text);
    return length == StrictUtf8.LONE_SURROGATE
        ? text.getBytes(StandardCharsets.UTF_8).length
        : length;
  }
}
