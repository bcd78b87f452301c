package io.weir.local.testing;

import io.weir.local.lambda.Function;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.lambda.Invocation;
import io.weir.local.lambda.inprocess.FunctionIdentity;
import io.weir.local.lambda.inprocess.InProcessFunction;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Where the function under test comes from. */
sealed interface Code {

  /** Makes it ready to be invoked. */
  Running start(Wanted wanted, URI endpoint, Consumer<String> log);

  /** Says whether each test gets a new one, and not only each class. */
  default boolean isNewForEachTest() {
    return true;
  }

  /** Checks what is wanted of it, as Lambda would. */
  default void check(Wanted wanted) {
    if (!wanted.variables().isEmpty()) {
      throw new IllegalArgumentException(
          "A handler in this JVM sees this JVM's environment: variables are for function(jar, handler)");
    }
  }

  /** One handler object, shared by all tests. */
  record OneObject(Object handler) implements Code {

    @Override
    public Running start(Wanted wanted, URI endpoint, Consumer<String> log) {
      return inProcess(InProcessFunction.of(handler, wanted.identity(), log));
    }

    @Override
    public void check(Wanted wanted) {
      Code.super.check(wanted);
      InProcessFunction.of(handler, wanted.identity(), line -> {}).close();
    }
  }

  /** A new handler object for each instance. */
  record NewObjects(java.util.function.Function<URI, ?> handlers) implements Code {

    @Override
    public Running start(Wanted wanted, URI endpoint, Consumer<String> log) {
      return inProcess(
          InProcessFunction.startingWith(() -> handlers.apply(endpoint), wanted.identity(), log));
    }
  }

  /**
   * A jar, or a command, run in processes of its own.
   *
   * @param named returns its settings for a name
   */
  record Deployed(java.util.function.Function<String, FunctionSettings> named) implements Code {

    @Override
    public Running start(Wanted wanted, URI endpoint, Consumer<String> log) {
      Map<String, String> variables = new TreeMap<>(wanted.variables());
      variables.putIfAbsent("AWS_ENDPOINT_URL", endpoint.toString());
      Function function = new Function(settings(wanted).withEnvironment(variables), log);
      return new Running() {
        @Override
        public Invocation invoke(byte[] event, String requestId) {
          return function.invoke(event, requestId);
        }

        @Override
        public void close() {
          function.close();
        }
      };
    }

    @Override
    public boolean isNewForEachTest() {
      return false;
    }

    @Override
    public void check(Wanted wanted) {
      settings(wanted)
          .problem()
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }

    private FunctionSettings settings(Wanted wanted) {
      return named
          .apply(wanted.name())
          .withEnvironment(wanted.variables())
          .withMemoryMb(wanted.memoryMb())
          .withTimeout(wanted.timeout())
          .in(AwsClients.ACCOUNT, AwsClients.REGION);
    }
  }

  private static Running inProcess(InProcessFunction function) {
    return new Running() {
      @Override
      public Invocation invoke(byte[] event, String requestId) {
        return function.invoke(event, requestId);
      }

      @Override
      public void close() {
        function.close();
      }
    };
  }

  /** A function that can be invoked. */
  interface Running extends AutoCloseable {

    /** Invokes it and waits. */
    Invocation invoke(byte[] event, String requestId);

    @Override
    void close();
  }

  /**
   * What the function is to be like.
   *
   * @param name of the function
   * @param memoryMb as on Lambda
   * @param timeout as on Lambda
   * @param variables of its environment
   */
  record Wanted(String name, int memoryMb, Duration timeout, Map<String, String> variables) {

    /** Keeps a copy of the variables. */
    public Wanted {
      variables = Map.copyOf(variables);
    }

    String arn() {
      return "arn:aws:lambda:%s:%s:function:%s"
          .formatted(AwsClients.REGION, AwsClients.ACCOUNT, name);
    }

    FunctionIdentity identity() {
      return new FunctionIdentity(name, arn(), memoryMb, timeout);
    }
  }
}
