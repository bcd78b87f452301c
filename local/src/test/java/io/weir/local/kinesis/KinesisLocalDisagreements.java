package io.weir.local.kinesis;

import io.weir.local.kinesis.Disagreement.Emulator;
import java.util.List;

/** Where kinesis-local 0.6.2 does not keep the contract. */
final class KinesisLocalDisagreements {

  private static final String NOT_REFUSED = "Expecting code to raise a throwable";
  private static final String OWN_WORDS = "the same refusal in words of its own";

  static final List<Disagreement> ALL =
      List.of(
          of(
              "anExplicitHashBeyondTheLastIsRefusedInAwsWords",
              "ExplicitHashKey is not valid",
              OWN_WORDS),
          of(
              "anInvalidEntryIsNamedInAwsWords",
              "Partition key must be between 1 and 256",
              "an InvalidArgumentException that does not say which entry"),
          of(
              "aRecordIsOneMebibyteWithItsKeyAndNoMore",
              NOT_REFUSED,
              "does not count the key; AWS does (KIN-8)"),
          of("aStreamThatIsNotThereIsNotFoundInAwsWords", "stream/no not found", OWN_WORDS),
          of(
              "aBatchOfMoreThanTenMebibytesIsRefused",
              "Expecting", // a success, or no answer in time
              "takes it, in half a minute or more; the API allows 10 MiB"),
          of("moreThanFiveHundredRecordsAreRefused", NOT_REFUSED, "takes them; the API allows 500"),
          of(
              "aTimeInTheFutureIsRefused",
              NOT_REFUSED,
              "refuses it only where the shard holds records"),
          of("aTimeInTheFutureIsRefusedInAwsWords", NOT_REFUSED, "the same"),
          of(
              "aNumberBetweenTwoRecordsStartsAtTheNextOne",
              "Unable to find record with provided SequenceNumber",
              "a ResourceNotFoundException; of AWS only reports by users are known (KIN-6)"),
          of("aNumberOfAnotherShardIsRefused", NOT_REFUSED, "takes it; AWS refuses (KIN-5)"),
          of("aNumberOfAnotherStreamIsRefused", NOT_REFUSED, "takes it; AWS refuses (KIN-5)"),
          of(
              "aPageOfNoneOrOfMoreThanTenThousandIsRefused",
              "InvalidArgumentException",
              "an InvalidArgumentException; AWS validates first (KIN-12)"),
          of("whatIsNoIteratorIsRefused", "null", "breaks with a status 500"),
          of(
              "aNumberIsNeededWhereItIsAskedForAndRefusedElsewhere",
              NOT_REFUSED,
              "ignores a number beside LATEST"),
          of(
              "aShardThatIsNotThereCannotBeSplitInAwsWords",
              "Could not find shardId shardId-000000000009",
              OWN_WORDS),
          of("aSplitThatLeavesNothingIsRefused", NOT_REFUSED, "makes a shard of one hash"),
          of("aSplitThatLeavesNothingIsRefusedInAwsWords", NOT_REFUSED, "the same"),
          of(
              "shardsInTheWrongOrderCannotBeMergedInAwsWords",
              "Provided shards are not adjacent",
              OWN_WORDS),
          of(
              "aClosedShardCannotBeSplitAgain",
              "ResourceInUseException",
              "a ResourceInUseException; AWS says it \"has already been merged or split\""),
          of(
              "uniformScalingSplitsAndMergesToEqualParts",
              "85070591730234615865843651857942052863",
              "cuts one shard in two instead of the ring in equal parts (KIN-11)"),
          of(
              "moreThanTwiceTheShardsAtOnceAreRefused",
              "InvalidArgumentException",
              "an InvalidArgumentException; the API says LimitExceededException"),
          of(
              "onlyTheFirstShardsAreThereAtTheHorizon",
              "shardId-000000000002",
              "ignores AT_TRIM_HORIZON (KIN-10)"),
          of("aNameAndAnArnMustAgree", NOT_REFUSED, "takes one of them (KIN-3)"),
          of(
              "streamsAreListedToTheEndByToken",
              "could not find the following element",
              "never gives a NextToken: the SDK's paginator does not end"),
          of(
              "retentionIsNotIncreasedToLessInAwsWords",
              "is less than the currently defined retention period",
              OWN_WORDS));

  private KinesisLocalDisagreements() {}

  private static Disagreement of(String fact, String sign, String instead) {
    return new Disagreement(fact, Emulator.KINESIS_LOCAL, sign, instead);
  }
}
