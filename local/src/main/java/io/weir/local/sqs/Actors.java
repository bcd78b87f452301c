package io.weir.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.local.http.StartException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.SupervisorStrategyConfigurator;
import org.apache.pekko.japi.pf.DeciderBuilder;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.actor.queue.QueueEvent;
import scala.util.Either;

/** The actor system that ElasticMQ runs in: silent, on daemon threads, ended by us alone. */
final class Actors implements AutoCloseable {
  private static final Duration RESTORE_LIMIT = Duration.ofSeconds(60);
  private static final long STOP_SECONDS = 5;

  private static final Config SETTINGS =
      ConfigFactory.parseString(
          """
          pekko {
            actor.guardian-supervisor-strategy = "%s"
            loggers = []
            loglevel = OFF
            stdout-loglevel = OFF
            log-dead-letters = off
            log-dead-letters-during-shutdown = off
            daemonic = on
            jvm-shutdown-hooks = off
            coordinated-shutdown.run-by-jvm-shutdown-hook = off
            http.server {
              # Longer than the longest poll.
              request-timeout = 30 s
              idle-timeout = infinite
              parsing.illegal-header-warnings = off
              parsing.max-uri-length = 256k
            }
          }
          """
              .formatted(KeepsState.class.getName()));

  private final ActorSystem system;

  /**
   * Starts it without any {@code application.conf}: that of the program around us is not for us.
   */
  Actors() {
    ClassLoader loader = Actors.class.getClassLoader();
    Config config = SETTINGS.withFallback(ConfigFactory.defaultReference(loader)).resolve();
    this.system = ActorSystem.create("weir-sqs", config, loader);
  }

  ActorSystem system() {
    return system;
  }

  ActorRef start(Props props) {
    return system.actorOf(props);
  }

  /** Lets the writer create each stored queue, with its messages, before anyone asks for it. */
  void restore(ActorRef writer, ActorRef queues) {
    Object answer;
    try {
      answer =
          Patterns.ask(writer, new QueueEvent.Restore(queues), RESTORE_LIMIT)
              .toCompletableFuture()
              .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("SQS was interrupted while it read its stored queues", e);
    } catch (ExecutionException e) {
      throw new StartException("SQS cannot read its stored queues: " + e.getCause(), e);
    }
    if (answer instanceof Either<?, ?> either && either.isLeft()) {
      throw new StartException("SQS cannot read its stored queues: " + answer);
    }
  }

  @Override
  public void close() {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
      ManagementFactory.getPlatformMBeanServer()
          .unregisterMBean(new ObjectName("org.elasticmq:name=Queues"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("ElasticMQ's actors do not end", e);
    } catch (JMException e) {
      // Another one of this JVM has registered, or removed, the same name.
      return;
    }
  }

  /**
   * Lets an actor of ElasticMQ that has thrown go on with its state.
   *
   * <p>By default the actor would be created again. The one that writes would then know no queue,
   * and would confirm each later message without writing it: the message is lost once this JVM is
   * killed. It does throw: a message's receipts are a list that it shares with the queue, which
   * adds to it with each receive. Now the client whose request failed gets no answer, and has to
   * ask again.
   */
  static final class KeepsState implements SupervisorStrategyConfigurator {

    @Override
    public SupervisorStrategy create() {
      return new OneForOneStrategy(
          DeciderBuilder.match(Exception.class, e -> SupervisorStrategy.resume())
              .matchAny(e -> SupervisorStrategy.escalate())
              .build());
    }
  }
}
