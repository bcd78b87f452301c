package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a value in an item: an attribute's name, then fields of maps and elements of lists.
 */
public record Path(List<Step> steps) {

  /** One step of the way. */
  public sealed interface Step {}

  /** To an attribute, or a field of a map. */
  public record Field(String name) implements Step {
    @Override
    public String toString() {
      return name;
    }
  }

  /** To an element of a list. */
  public record Element(int index) implements Step {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  /** Returns the path to an attribute. */
  public static Path to(String attribute) {
    return new Path(List.of(new Field(attribute)));
  }

  /** Returns the name of the attribute that the path goes through. */
  public String attribute() {
    return ((Field) steps.get(0)).name();
  }

  /** Says whether the path ends at the attribute itself. */
  public boolean isAttribute() {
    return steps.size() == 1;
  }

  /** Returns the value at the end of the path, or null when the item has none there. */
  public @Nullable Value in(Item item) {
    Value value = item.get(attribute());
    for (int i = 1; i < steps.size() && value != null; i++) {
      value = child(value, steps.get(i));
    }
    return value;
  }

  /** Returns what one step from a value leads to, or null. */
  static @Nullable Value child(Value value, Step step) {
    if (step instanceof Field field) {
      return value instanceof Value.M map ? map.entries().get(field.name()) : null;
    }
    int index = ((Element) step).index();
    if (value instanceof Value.L list && index < list.elements().size()) {
      return list.elements().get(index);
    }
    return null;
  }

  /** Says whether one of the paths leads through the end of the other. */
  boolean overlaps(Path other) {
    int length = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, length).equals(other.steps.subList(0, length));
  }

  /** Says whether the paths part at a value that one takes for a map and the other for a list. */
  boolean conflicts(Path other) {
    int length = Math.min(steps.size(), other.steps.size());
    for (int i = 0; i < length; i++) {
      Step mine = steps.get(i);
      Step theirs = other.steps.get(i);
      if (!mine.equals(theirs)) {
        return mine instanceof Field != theirs instanceof Field;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
