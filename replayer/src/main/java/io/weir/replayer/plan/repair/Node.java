package io.weir.replayer.plan.repair;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the library's syntax tree, whose parts are private fields.
 *
 * @param object the node itself
 */
record Node(Object object) {

  /**
   * One field.
   *
   * @param of the node
   * @param field made accessible
   */
  record Part(Object of, Field field) {

    @Nullable Object get() {
      try {
        return field.get(of);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    void set(Object value) {
      try {
        field.set(of, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Tells whether it is of a type, by its simple name. */
  boolean is(String type) {
    return object.getClass().getSimpleName().equals(type);
  }

  /** Returns all its parts that are objects. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          field.setAccessible(true);
          parts.add(new Part(object, field));
        }
      }
    }
    return parts;
  }

  /**
   * Returns a part by its name.
   *
   * @throws IllegalStateException if it has none
   */
  @Nullable Object part(String name) {
    return parts().stream()
        .filter(part -> part.field().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(object.getClass() + " has no " + name))
        .get();
  }
}
