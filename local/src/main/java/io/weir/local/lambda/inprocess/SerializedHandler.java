package io.weir.local.lambda.inprocess;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * A typed handler, with its event read and its answer written as AWS's runtime client does. Not
 * thread-safe.
 */
final class SerializedHandler implements RequestStreamHandler {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final RequestHandler<Object, Object> handler;
  private final PojoSerializer<Object> events;
  private final PojoSerializer<Object> answers;
  private final boolean silent;

  private SerializedHandler(RequestHandler<Object, Object> handler, HandlerTypes types) {
    ClassLoader loader = handler.getClass().getClassLoader();
    this.handler = handler;
    this.events = serializer(types.event(), loader);
    this.answers = serializer(types.answer(), loader);
    this.silent = types.answer() == Void.class;
  }

  /** Makes a handler's types JSON; the types must be the handler's. */
  @SuppressWarnings("unchecked") // the types are those that the handler names
  static RequestStreamHandler of(RequestHandler<?, ?> handler, HandlerTypes types) {
    return new SerializedHandler((RequestHandler<Object, Object>) handler, types);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Object answer = handler.handleRequest(event(in), context);
    if (silent) {
      out.write(NULL);
      return;
    }
    try {
      answers.toJson(answer, out);
    } catch (RuntimeException e) {
      throw new IllegalStateException("An error occurred during JSON serialization of response", e);
    }
  }

  private Object event(InputStream in) {
    try {
      return events.fromJson(in);
    } catch (RuntimeException e) {
      throw new IllegalStateException("An error occurred during JSON parsing", e);
    }
  }

  @SuppressWarnings("unchecked") // read and written through the type that it was made for
  private static PojoSerializer<Object> serializer(Type type, ClassLoader loader) {
    return type instanceof Class<?> plain
            && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())
        ? (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(plain, loader)
        : JacksonFactory.getInstance().getSerializer(type);
  }
}
