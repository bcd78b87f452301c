package io.weir.local.sqs;

import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.SupervisorStrategyConfigurator;
import org.apache.pekko.japi.pf.DeciderBuilder;

/**
 * Lets an actor of ElasticMQ that has thrown go on with its state.
 *
 * <p>By default the actor would be created again. The one that writes would then know no queue, and
 * would confirm each later message without writing it: the message is lost once this JVM is killed.
 * It does throw: a message's receipts are a list that it shares with the queue, which adds to it
 * with each receive. Now the client whose request failed gets no answer, and has to ask again.
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
