package io.weir.local.testing;

import org.jspecify.annotations.Nullable;

/** What runs now: services for a class of tests, the function, and one test. */
final class TestLifecycle implements AutoCloseable {

  private final Settings settings;
  private @Nullable Services services;
  private Code.@Nullable Running function;
  private @Nullable Run run;

  TestLifecycle(Settings settings) {
    this.settings = settings;
  }

  boolean isInUse() {
    return run != null;
  }

  /** Begins a test, after the one before if there was one. */
  void begin() {
    end();
    if (services == null) {
      services = Services.start(settings);
    }
    if (function == null) {
      function = settings.code().start(settings.wanted(), services.uri(), this::log);
    }
    run = Run.start(settings, services, function);
  }

  Run run() {
    return present(run);
  }

  Services services() {
    return present(services);
  }

  /** Ends the test, if there is one. */
  void end() {
    if (run != null) {
      if (settings.code().isNewForEachTest()) {
        endFunction(); // first: a handler that hangs would hold up the mapping
      }
      run.close();
      run = null;
    }
  }

  @Override
  public void close() {
    end();
    endFunction();
    if (services != null) {
      services.close();
      services = null;
    }
  }

  private void endFunction() {
    if (function != null) {
      function.close();
      function = null;
    }
  }

  private void log(String line) {
    Run current = run;
    if (current != null) {
      current.trace().logged(line);
    }
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException(
          "No test is running: register the pipeline with @RegisterExtension, or call start() after"
              + " build() where JUnit does not");
    }
    return part;
  }
}
