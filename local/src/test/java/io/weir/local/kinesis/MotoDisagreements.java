package io.weir.local.kinesis;

import io.weir.local.kinesis.Disagreement.Emulator;
import java.util.List;

/** Where moto 5.2.1 does not keep the contract. */
final class MotoDisagreements {

  private static final String NOT_REFUSED = "Expecting code to raise a throwable";
  private static final String OWN_WORDS = "the same refusal in words of its own";

  static final List<Disagreement> ALL =
      List.of(
          of("oneInvalidEntryRefusesTheWholeBatch", NOT_REFUSED, "takes an empty partition key"),
          of("anInvalidEntryIsNamedInAwsWords", NOT_REFUSED, "the same"),
          of("anExplicitHashBeyondTheLastIsRefusedInAwsWords", "explicit_hash_key", OWN_WORDS),
          of(
              "aRecordIsOneMebibyteWithItsKeyAndNoMore",
              NOT_REFUSED,
              "does not count the key; AWS does (KIN-8)"),
          of(
              "theLastHashOfAllBelongsToTheLastShard",
              "status code 500",
              "breaks with a status 500: its last range ends one too early"),
          of(
              "sequenceNumbersHaveFiftySixDigits",
              "[1, 2, 3",
              "numbers records 1, 2, 3 in each shard (KIN-1)"),
          of("aTimeInTheFutureIsRefused", NOT_REFUSED, "takes it"),
          of("aTimeInTheFutureIsRefusedInAwsWords", NOT_REFUSED, "the same"),
          of(
              "aNumberBetweenTwoRecordsStartsAtTheNextOne",
              "could not find the following element",
              "its numbers leave no room between two records"),
          of(
              "aNumberOfAnotherShardIsRefused",
              NOT_REFUSED,
              "takes it; its numbers do not name their shard (KIN-5)"),
          of(
              "aNumberOfAnotherStreamIsRefused",
              NOT_REFUSED,
              "takes it; its numbers do not name their stream (KIN-5)"),
          of(
              "aPageOfNoneOrOfMoreThanTenThousandIsRefused",
              NOT_REFUSED,
              "takes any limit (KIN-12)"),
          of("whatIsNoIteratorIsRefused", "null", "breaks with a status 500"),
          of(
              "aNumberIsNeededWhereItIsAskedForAndRefusedElsewhere",
              "null",
              "breaks with a status 500"),
          of(
              "aSplitShardIsReadToAnEnd",
              "null",
              "a closed shard never ends: a consumer waits for ever"),
          of(
              "theLastPageOfASplitShardNamesItsChildren",
              "shardId-000000000002",
              "names no children"),
          of(
              "theLastPageOfAMergedShardNamesBothParentsOfItsChild",
              "Expected size: 1 but was: 0",
              "names no children"),
          of(
              "afterASplitRecordsGoToTheChildren",
              "Index 0 out of bounds",
              "they still go to the closed parent"),
          of("aSplitThatLeavesNothingIsRefused", NOT_REFUSED, "makes a shard of one hash"),
          of("aSplitThatLeavesNothingIsRefusedInAwsWords", NOT_REFUSED, "the same"),
          of("shardsInTheWrongOrderCannotBeMergedInAwsWords", "shardId-000000000000", OWN_WORDS),
          of(
              "uniformScalingSplitsAndMergesToEqualParts",
              "85070591730234615865843651857942052864",
              "ends with other borders, and lists closed shards as open"),
          of("moreThanTwiceTheShardsAtOnceAreRefused", NOT_REFUSED, "does it"),
          of(
              "onlyOpenShardsAreThereAtLatest",
              "shardId-000000000000",
              "ignores shard filters (KIN-10)"),
          of(
              "onlyTheFirstShardsAreThereAtTheHorizon",
              "shardId-000000000002",
              "ignores shard filters (KIN-10)"),
          of(
              "shardsCanBeListedFromOneOn",
              "Expected size: 2 but was: 4",
              "ignores shard filters (KIN-10)"),
          of(
              "shardsAreListedInPages",
              "Invalid Token",
              "refuses its own token unless the page size is repeated"),
          of("aNameAndAnArnMustAgree", NOT_REFUSED, "takes one of them (KIN-3)"),
          of(
              "describesAStreamByItsArnAndInPages",
              "shardId-000000000000",
              "ignores ExclusiveStartShardId"),
          of(
              "streamsAreListedToTheEndByToken",
              "could not find the following element",
              "never gives a NextToken: the SDK's paginator does not end"));

  private MotoDisagreements() {}

  private static Disagreement of(String fact, String sign, String instead) {
    return new Disagreement(fact, Emulator.MOTO, sign, instead);
  }
}
