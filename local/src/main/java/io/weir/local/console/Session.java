package io.weir.local.console;

import io.weir.local.pipeline.Pipeline;
import io.weir.local.pipeline.PipelineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * A pipeline that a command runs, with the function's log and the live line. It is cleaned up
 * however the process ends: Ctrl-C ends it as soon as its hooks have ended, so a hook does it.
 */
public final class Session implements AutoCloseable {

  private final Pipeline pipeline;
  private final FunctionLog log;
  private final LiveLine line;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "end-of-session");

  private Session(Pipeline pipeline, FunctionLog log, LiveLine line) {
    this.pipeline = pipeline;
    this.log = log;
    this.line = line;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts the pipeline; the log is closed with it, or when it does not start. */
  public static Session start(PipelineSettings settings, FunctionLog log, CommandLine command) {
    LiveLine line = new LiveLine(command.getErr());
    line.show("starting Kinesis, DynamoDB, SQS and Lambda");
    try {
      Session session = new Session(Pipeline.start(settings, log, line::print), log, line);
      line.end();
      return session;
    } catch (RuntimeException e) {
      line.end();
      log.close();
      throw e;
    }
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public LiveLine line() {
    return line;
  }

  public Path logFile() {
    return log.file();
  }

  /** Waits for a while; returns false at once when the process is to end. */
  public boolean pause(Duration duration) {
    try {
      return !ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is ending already: the hook finds nothing left to do
    }
  }

  private void end() {
    ended.countDown();
    line.end();
    pipeline.close();
    log.close();
  }
}
