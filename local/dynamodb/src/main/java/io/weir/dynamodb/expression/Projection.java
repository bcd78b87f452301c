package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which parts of an item are wanted. */
public final class Projection {

  private final Node root = new Node();
  private final List<Path> paths;

  /** Wants what is at these paths, of which none leads through another. */
  public Projection(List<Path> paths) {
    this.paths = List.copyOf(paths);
    for (Path path : paths) {
      Node node = root;
      for (Path.Step step : path.steps()) {
        node = node.child(step);
      }
    }
  }

  /** Returns the paths. */
  public List<Path> paths() {
    return paths;
  }

  /** Returns what the item has of it. */
  public Item of(Item item) {
    Map<String, Value> some = new LinkedHashMap<>();
    root.fields.forEach(
        (name, node) -> {
          Value value = item.get(name);
          Value part = value == null ? null : node.of(value);
          if (part != null) {
            some.put(name, part);
          }
        });
    return Item.of(some);
  }

  /** What is wanted of one value: all of it, or some fields, or some elements. */
  private static final class Node {
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final TreeMap<Integer, Node> elements = new TreeMap<>();

    Node child(Path.Step step) {
      return step instanceof Path.Field field
          ? fields.computeIfAbsent(field.name(), it -> new Node())
          : elements.computeIfAbsent(((Path.Element) step).index(), it -> new Node());
    }

    @Nullable Value of(Value value) {
      if (fields.isEmpty() && elements.isEmpty()) {
        return value;
      }
      if (value instanceof Value.M map) {
        Map<String, Value> some = new LinkedHashMap<>();
        fields.forEach(
            (name, node) -> {
              Value child = map.entries().get(name);
              Value part = child == null ? null : node.of(child);
              if (part != null) {
                some.put(name, part);
              }
            });
        return some.isEmpty() ? null : new Value.M(Collections.unmodifiableMap(some));
      }
      if (value instanceof Value.L list) {
        List<Value> some = new ArrayList<>();
        elements.forEach(
            (index, node) -> {
              Value part =
                  index < list.elements().size() ? node.of(list.elements().get(index)) : null;
              if (part != null) {
                some.add(part);
              }
            });
        return some.isEmpty() ? null : new Value.L(Collections.unmodifiableList(some));
      }
      return null;
    }
  }
}
