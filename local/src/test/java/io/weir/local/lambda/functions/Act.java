package io.weir.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Does what the event's "act" says, good or bad. */
public final class Act implements RequestHandler<Map<String, String>, Object> {
  private int invocations;

  @Override
  public Object handleRequest(Map<String, String> event, Context context) {
    invocations++;
    String act = event.getOrDefault("act", "count");
    String with = event.getOrDefault("with", "");
    return switch (act) {
      case "throw" -> throw new IllegalStateException("as asked");
      case "exit" -> exit(Integer.parseInt(with));
      case "halt" -> halt(Integer.parseInt(with));
      case "hang" -> hang();
      case "exhaust" -> exhaust();
      case "recurse" -> recurse(0);
      case "large" -> "x".repeat(Integer.parseInt(with) - 2);
      case "print" -> print(with, context);
      case "environment" -> new TreeMap<>(System.getenv());
      case "context" -> describe(context);
      case "load" -> canLoad(with);
      case "stdin" -> readStandardInput();
      default -> Map.of("invocations", invocations, "pid", ProcessHandle.current().pid());
    };
  }

  private static Object exit(int code) {
    System.exit(code);
    return "unreachable";
  }

  private static Object halt(int code) {
    Runtime.getRuntime().halt(code);
    return "unreachable";
  }

  private static Object hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "woken";
  }

  private static Object exhaust() {
    byte[][] hoard = new byte[1 << 20][];
    for (int i = 0; i < hoard.length; i++) {
      hoard[i] = new byte[1 << 20];
    }
    return hoard;
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }

  private static Object print(String text, Context context) {
    PrintStream out = System.out;
    out.println("out " + text);
    PrintStream err = System.err;
    err.println("err " + text);
    context.getLogger().log("log " + text + "\n");
    out.print("no line end");
    return "printed";
  }

  private static Object describe(Context context) {
    Map<String, Object> seen = new TreeMap<>();
    seen.put("requestId", context.getAwsRequestId());
    seen.put("arn", context.getInvokedFunctionArn());
    seen.put("name", context.getFunctionName());
    seen.put("version", context.getFunctionVersion());
    seen.put("memory", context.getMemoryLimitInMB());
    seen.put("logGroup", context.getLogGroupName());
    seen.put("logStream", context.getLogStreamName());
    seen.put("remaining", context.getRemainingTimeInMillis());
    seen.put("heapMb", Runtime.getRuntime().maxMemory() >> 20);
    seen.put("trace", System.getProperty("com.amazonaws.xray.traceHeader", ""));
    seen.put("directory", System.getProperty("user.dir"));
    if (context.getClientContext() != null) {
      seen.put("custom", context.getClientContext().getCustom());
    }
    return seen;
  }

  private static Object canLoad(String name) {
    try {
      Class.forName(name, false, Act.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Object readStandardInput() {
    try {
      return System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
