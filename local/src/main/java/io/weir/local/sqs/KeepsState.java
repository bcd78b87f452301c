package io.weir.local.sqs;

import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.SupervisorStrategyConfigurator;
import org.apache.pekko.japi.pf.DeciderBuilder;

/**
 * What becomes of one of ElasticMQ's actors that has thrown: it goes on, with all that it knew.
 *
 * <p>By default it would be made anew. The one that writes would then know no queue, and from there
 * on confirm each message without writing it: gone, once this JVM is killed. It does throw: a
 * message's receipts are a list that it shares with the queue, which adds to it with each receive.
 * Now whoever asked for what failed gets no answer, and has to ask again.
 */
final class KeepsState implements SupervisorStrategyConfigurator {

  @Override
  public SupervisorStrategy create() {
    return new OneForOneStrategy(
        DeciderBuilder.match(Exception.class, e -> SupervisorStrategy.resume())
            .matchAny(e -> SupervisorStrategy.escalate())
            .build());
  }
}
