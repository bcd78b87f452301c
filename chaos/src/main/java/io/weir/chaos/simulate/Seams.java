package io.weir.chaos.simulate;

import io.weir.event.Decoder;
import io.weir.handler.RecordHandler.KinesisBatch;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.store.EventStore;
import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.journal.LogFile;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.Proof;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Where the parts meet. Nothing stands in between, unless a test plants a bug there to see its
 * effect.
 */
class Seams {

  DynamoDbClient table(DynamoDbClient table) {
    return table;
  }

  Decoder decoder(Decoder decoder) {
    return decoder;
  }

  MappingSettings mapping(MappingSettings asked) {
    return asked;
  }

  Filters filters(Filters asked) {
    return asked;
  }

  RecordSource source(RecordSource source) {
    return source;
  }

  Outcome outcome(Outcome outcome) {
    return outcome;
  }

  LogFile disk(LogFile disk) {
    return disk;
  }

  Vault vault(Vault vault) {
    return vault;
  }

  /** What a rescue says that it has done. */
  Rescue.Report rescued(Rescue.Report report) {
    return report;
  }

  EventStore store(EventStore store) {
    return store;
  }

  DeadLetterQueue parking(DeadLetterQueue parking) {
    return parking;
  }

  KinesisBatch batching(KinesisBatch batching) {
    return batching;
  }

  Checkpoints checkpoints(Checkpoints checkpoints) {
    return checkpoints;
  }

  OnFailure destination(OnFailure destination) {
    return destination;
  }

  LetterQueue letters(LetterQueue letters) {
    return letters;
  }

  StreamReader reader(StreamReader reader) {
    return reader;
  }

  FunctionCall functionCall(FunctionCall call) {
    return call;
  }

  Proof proof(Proof proof) {
    return proof;
  }

  Fix fix(Fix fix) {
    return fix;
  }

  /** What a plan says when it is applied. */
  Plan plan(Plan plan) {
    return plan;
  }

  Archive archive(Archive archive) {
    return archive;
  }

  /** The mapping's filter, as the replayer knows it. */
  MappingFilter mappingFilter(MappingFilter filter) {
    return filter;
  }

  /** Whether the replayer takes the function's answer for a report. */
  boolean reports(boolean reports) {
    return reports;
  }

  DynamoDbClient teamJournal(DynamoDbClient table) {
    return table;
  }

  /** More than an hour goes by. */
  void hourPassed(Set<String> stored) {
    // Nothing forgets anything.
  }
}
