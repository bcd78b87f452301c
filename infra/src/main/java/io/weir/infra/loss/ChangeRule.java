package io.weir.infra.loss;

import java.util.Locale;

/** One way for a change of a running stack to lose something, and the way to do it instead. */
public enum ChangeRule {
  /** Old records go, and with them the payloads of dead letters that wait. */
  STREAM_SHORTENED(
      true,
      "records older than the new retention are gone at once, and with them the payloads of dead"
          + " letters that point to them",
      "redrive or rescue what waits (replayer inspect shows how old it is)"),
  /** SQS deletes what is older than the new retention at once (SQS-57). */
  QUEUE_SHORTENED(
      true,
      "dead letters older than the new retention are deleted at once",
      "redrive or rescue what waits (replayer inspect shows how old it is)"),
  /** CloudFormation makes the new one first, and what the old one holds stays behind. */
  RENAMED(
      false,
      "a new one would be made, and what the old one holds would not be read any more",
      "deploy a second stage under the new name, let producers change over, let the old one run"
          + " dry, then destroy it"),
  /** The same, by a property that cannot be changed in place. */
  REPLACED(
      false,
      "CloudFormation would replace it, and what the old one holds would not be read any more",
      "deploy a second stage beside it"),
  /** It would stay without an owner, or go. */
  REMOVED(
      true,
      "it leaves the stack, and nothing reads what it holds any more",
      "redrive or rescue what it holds"),
  /** A second mapping of the same stream and alias is refused, or reads everything again. */
  MAPPING_REPLACED(
      false,
      "a new mapping would begin at the oldest record, or be refused beside the old one",
      "deploy a second stage that reads the other stream"),
  /** The queue or the stream would change to a key before the role may use it (ESM-33). */
  KEY_TOO_SOON(
      false,
      "it would come under the key before the function's role may use it, and a dead letter"
          + " written meanwhile is dropped for good",
      "deploy customerKey=readable first, then customerKey=on"),
  /** What is encrypted under the old key could not be read any more. */
  KEY_LOST(
      false,
      "what is encrypted under the old key could not be read any more",
      "deploy customerKey=readable first, and keep it until the stream's and the queue's retention"
          + " are over"),
  /** The same, a step later, where only the user knows how much time has passed. */
  KEY_FORGOTTEN(
      true,
      "what is still encrypted under the key could not be read any more",
      "wait until the stream's and the queue's retention are over since it was last switched on"),
  /** What waits, or comes again, would be another event than the one that is stored. */
  NEW_IDENTITIES(
      true,
      "the same record would be another event: what is stored already would be stored again, and"
          + " what waits in the queue would be proven by another item",
      "redrive what waits, and let the stream run dry"),
  /** What was kept would go with its stack. */
  LESS_KEPT(
      false,
      "what outlives the stack today would go with it",
      "leave the stage's kind as it is, and deploy a new stage of the other kind"),
  /** Points in time that the table could be restored to are gone. */
  BACKUPS_SHORTENED(
      true,
      "points in time that the table could be restored to are gone at once",
      "export the table, if they are needed"),
  /** DynamoDB changes no index in place. */
  INDEX_REPLACED(
      false,
      "an index cannot be changed in place: DynamoDB refuses, and the deployment fails",
      "deploy index=off first, then the new one; queries have no index meanwhile"),
  /** Kinesis refuses more than twice or less than half as many at once. */
  SHARDS_TOO_FAR(
      false,
      "Kinesis takes no more than twice and no less than half as many shards at once",
      "go there in steps of two"),
  /** What could not be judged counts as lost. */
  UNKNOWN(
      true,
      "the deployed template does not say what it is, so that nothing can be compared",
      "look at what is deployed");

  private final boolean acceptable;
  private final String loss;
  private final String way;

  ChangeRule(boolean acceptable, String loss, String way) {
    this.acceptable = acceptable;
    this.loss = loss;
    this.way = way;
  }

  /** Returns its stable name, such as {@code stream-shortened}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether a user who has done what is to be done may go on. */
  public boolean acceptable() {
    return acceptable;
  }

  /** Returns what would be lost. */
  public String loss() {
    return loss;
  }

  /** Returns how it is done without loss. */
  public String way() {
    return acceptable ? way + "; then repeat this with -c accept=" + id() : way;
  }
}
