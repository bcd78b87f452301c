package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an update does to an item: each operand is what the item said before any of it. */
public final class Update {

  private final List<Action> actions;

  /** Does these actions, whose paths do not overlap. */
  public Update(List<Action> actions) {
    this.actions = List.copyOf(actions);
  }

  /** One thing that an update does. */
  public sealed interface Action {
    /** Returns where it does it. */
    Path path();
  }

  /** Puts a value. */
  public record Assign(Path path, Source source) implements Action {}

  /** Takes a value away. */
  public record Remove(Path path) implements Action {}

  /** Adds to a number or a set, which need not be there. */
  public record Add(Path path, Value value) implements Action {}

  /** Takes elements from a set. */
  public record Delete(Path path, Value value) implements Action {}

  /** Where an assigned value comes from. */
  @FunctionalInterface
  public interface Source {
    /** Returns the value, given the item as it was. */
    Value of(Item item);
  }

  /** Returns the paths of all actions. */
  public List<Path> paths() {
    return actions.stream().map(Action::path).toList();
  }

  /** Returns what becomes of an item. */
  public Item apply(Item item) {
    List<Assigned> assigned = new ArrayList<>();
    List<Path> removed = new ArrayList<>();
    for (Action action : actions) {
      Path path = action.path();
      Value old = path.in(item);
      if (action instanceof Assign assign) {
        assigned.add(new Assigned(path, assign.source().of(item)));
      } else if (action instanceof Add add) {
        assigned.add(new Assigned(path, Arithmetic.added(old, add.value())));
      } else if (action instanceof Delete delete && old != null) {
        Value rest = Arithmetic.without(old, delete.value());
        if (rest == null) {
          removed.add(path);
        } else {
          assigned.add(new Assigned(path, rest));
        }
      } else if (action instanceof Remove) {
        removed.add(path);
      }
    }
    Map<String, Value> attributes = item.copy();
    // Elements past a list's end are appended in the order of their indexes.
    assigned.sort(Comparator.comparingInt(it -> lastIndex(it.path())));
    assigned.forEach(it -> change(attributes, it.path(), it.value()));
    // From the end, so that the indexes of those before still say the same.
    removed.sort(Comparator.comparingInt(Update::lastIndex).reversed());
    removed.forEach(it -> change(attributes, it, null));
    return Item.of(attributes);
  }

  private static int lastIndex(Path path) {
    Path.Step last = path.steps().get(path.steps().size() - 1);
    return last instanceof Path.Element element ? element.index() : -1;
  }

  private static void change(Map<String, Value> attributes, Path path, @Nullable Value value) {
    String name = path.attribute();
    if (!path.isAttribute()) {
      Value old = attributes.get(name);
      attributes.put(name, changed(old, path.steps().subList(1, path.steps().size()), value));
    } else if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  private static Value changed(
      @Nullable Value container, List<Path.Step> steps, @Nullable Value value) {
    Path.Step step = steps.get(0);
    boolean last = steps.size() == 1;
    List<Path.Step> rest = steps.subList(1, steps.size());
    if (container instanceof Value.M map && step instanceof Path.Field field) {
      Map<String, Value> entries = new LinkedHashMap<>(map.entries());
      Value child = last ? value : changed(entries.get(field.name()), rest, value);
      if (child == null) {
        entries.remove(field.name());
      } else {
        entries.put(field.name(), child);
      }
      return new Value.M(Collections.unmodifiableMap(entries));
    }
    if (container instanceof Value.L list && step instanceof Path.Element element) {
      List<Value> elements = new ArrayList<>(list.elements());
      int index = element.index();
      boolean there = index < elements.size();
      Value child = last ? value : changed(there ? elements.get(index) : null, rest, value);
      if (child == null) {
        if (there) {
          elements.remove(index);
        }
      } else if (there) {
        elements.set(index, child);
      } else {
        elements.add(child);
      }
      return new Value.L(Collections.unmodifiableList(elements));
    }
    throw DynamoDbException.validation(
        "The document path provided in the update expression is invalid for update");
  }

  /** A value and where it goes. */
  private record Assigned(Path path, Value value) {}
}
