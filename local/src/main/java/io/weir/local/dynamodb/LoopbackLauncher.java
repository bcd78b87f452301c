package io.weir.local.dynamodb;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;

/**
 * The child process's main class: starts DynamoDB Local on a loopback port, and prints which.
 *
 * <p>It runs on DynamoDB Local's class path, and knows that only by name: nothing of Weir is
 * compiled against it (NOTICE). For the same reason it uses the JDK alone, and is one class file
 * without nested ones.
 */
public final class LoopbackLauncher {

  /** Starts the line that says the port. */
  static final String LISTENING = "weir: DynamoDB Local listens on ";

  private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
  private static final String JETTY = "org.eclipse.jetty.server.Server";

  private LoopbackLauncher() {}

  /** Takes DynamoDB Local's own arguments. */
  public static void main(String[] arguments) {
    try {
      announce(start(arguments));
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      // Threads of a half-started server would keep this process, and its output would say nothing.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      Runtime.getRuntime().halt(1);
    }
  }

  /** Prints in one piece, on a line of its own: other threads print too. */
  private static void announce(String port) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    out.write(("\n" + LISTENING + port + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Starts the server on a free loopback port, which the kernel chooses: it cannot be taken. */
  private static String start(String[] arguments) throws ReflectiveOperationException {
    Object server =
        Class.forName(RUNNER)
            .getMethod("createServerFromCommandLineArgs", String[].class)
            .invoke(null, (Object) arguments);
    Object connector = connector(jetty(server));
    // By itself it would listen on every network interface, for anyone near.
    connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
    connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
    server.getClass().getMethod("start").invoke(server);
    return String.valueOf(connector.getClass().getMethod("getLocalPort").invoke(connector));
  }

  private static Object jetty(Object server) throws ReflectiveOperationException {
    for (Field field : server.getClass().getDeclaredFields()) {
      if (field.getType().getName().equals(JETTY)) {
        field.setAccessible(true);
        return field.get(server);
      }
    }
    throw new NoSuchFieldException("no " + JETTY + " in " + server.getClass().getName());
  }

  private static Object connector(Object jetty) throws ReflectiveOperationException {
    Object connectors = jetty.getClass().getMethod("getConnectors").invoke(jetty);
    return ((Object[]) connectors)[0];
  }
}
