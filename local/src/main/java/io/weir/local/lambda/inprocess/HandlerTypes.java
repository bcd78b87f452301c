package io.weir.local.lambda.inprocess;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RequestHandler} takes and returns.
 *
 * @param event a class, or a type with parameters
 * @param answer the same
 */
record HandlerTypes(Type event, Type answer) {

  /**
   * Reads the types off the class, its ancestors included.
   *
   * @throws IllegalArgumentException if the class does not name them, as a lambda expression's
   */
  static HandlerTypes of(Class<?> handler) {
    Type[] found = search(handler, Map.of());
    if (found == null || isOpen(found[0]) || isOpen(found[1])) {
      throw new IllegalArgumentException(
          handler.getName()
              + " does not say what its event type is, as a lambda expression never does: name it,"
              + " as in with(KinesisEvent.class, handler)");
    }
    return new HandlerTypes(found[0], found[1]);
  }

  private static boolean isOpen(Type type) {
    return type instanceof TypeVariable;
  }

  private static Type @Nullable [] search(Type type, Map<Type, Type> bound) {
    Map<Type, Type> inner = new HashMap<>();
    Class<?> raw;
    if (type instanceof ParameterizedType generic) {
      raw = (Class<?>) generic.getRawType();
      for (int i = 0; i < raw.getTypeParameters().length; i++) {
        Type argument = generic.getActualTypeArguments()[i];
        inner.put(raw.getTypeParameters()[i], bound.getOrDefault(argument, argument));
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    if (raw == RequestHandler.class) {
      TypeVariable<?>[] names = raw.getTypeParameters();
      return new Type[] {
        inner.getOrDefault(names[0], names[0]), inner.getOrDefault(names[1], names[1])
      };
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Type[] found = search(parent, inner);
      if (found != null) {
        return found;
      }
    }
    Type ancestor = raw.getGenericSuperclass();
    return ancestor == null ? null : search(ancestor, inner);
  }
}
